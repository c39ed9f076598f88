"""A tender with a requirement specification, and not one requirement in force to put into it."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    if any(specification.live()):
        return
    for document in specification.tender.documents:
        if any(part.name == "requirements" for part in document.parts):
            yield error(
                "no-live-requirement",
                document.place,
                _("The tender has a requirement specification, but not one requirement that is in force."),
                _("Put the requirements in sources/packages/<package>/, or see with -v that the files there are read."),
                excerpt=f"{document.key} {document.title}".strip(),
            )
