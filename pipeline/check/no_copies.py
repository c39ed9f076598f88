"""A document is made for each package, network or meeting, and there is none: no file comes of it, without a word."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.copies import copies
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    for document in tender.documents:
        if document.withdrawn or any(copies(document, tender, edition) for edition in document.editions):
            continue
        yield warning(
            "no-copies",
            document.place,
            _("«{title}» is made for {what}, and this tender has none.").format(
                title=document.title, what=_what(document.per)
            ),
            _("Declare them, or take the document out of tender.yaml until then."),
            excerpt=document.key,
        )


def _what(per: str) -> str:
    return {
        "municipality": _("each municipality"),
        "package": _("each work package"),
        "network": _("each network"),
        "meeting": _("each meeting"),
    }.get(per, per)
