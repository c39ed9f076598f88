"""A requirement of an area that none of its work packages may contribute to: somebody chose the wrong sheet or file."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    allowed = {p.key: frozenset(p.areas) for p in tender.packages if p.areas}
    titles = {a.key: a.title for a in tender.areas}
    packages = {p.key: p for p in tender.packages}
    for requirement in specification.live():
        area = requirement.key_of("area")
        those = [o.package for o in requirement.origins]
        if area not in titles or not those or any(p not in allowed or area in allowed[p] for p in those):
            continue
        package = packages[those[0]]
        yield warning(
            "wrong-package-area",
            requirement.values["area"].place,
            _("{id} is of area «{area}», which {package} does not contribute to.").format(
                id=requirement.label, area=titles[area], package=package.key
            ),
            _("Move the requirement to the package of its area, or add the area to {path}.").format(
                path=package.place.path
            ),
            excerpt=f"{requirement.label} {requirement.text('title')}".strip(),
            requirement=requirement.label,
        )
