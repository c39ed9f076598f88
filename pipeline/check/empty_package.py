"""A work package that nobody has contributed to."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    used = {origin.package for r in specification.requirements for origin in r.origins}
    said = [wish.place.path for r in specification.requirements for wish in r.locals]
    said += [comment.place.path for r in specification.requirements for comment in r.comments]
    used |= {path.split("/")[2] for path in said if path.count("/") > 2}
    for package in specification.tender.packages:
        if package.key not in used:
            yield warning(
                "empty-package",
                package.place,
                _("Work package {key} has no requirements.").format(key=package.key),
                _("Put its files in sources/packages/{key}/, or delete the package.").format(key=package.key),
                excerpt=f"{package.key} {package.title}".strip(),
            )
