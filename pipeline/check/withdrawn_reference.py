"""`[@…]` refers to a requirement or a document that is withdrawn: the reader finds a tombstone."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .texts import REFERENCE, around, prose, quoted


def check(specification: Specification) -> Iterator[Problem]:
    gone = {r.label: r.place for r in specification.requirements if r.status != "live"}
    gone |= {d.key: d.place for d in specification.tender.documents if d.withdrawn}
    if not gone:
        return
    for piece in prose(specification):
        if "[@" in piece.text and (
            found := [m for m in REFERENCE.finditer(piece.text) if m[1].partition("#")[0] in gone]
        ):
            names = [m[1].partition("#")[0] for m in found]
            yield warning(
                "withdrawn-reference",
                piece.place,
                _("{names} is withdrawn.").format(names=quoted(names)),
                _("Refer to what replaces it, or delete the reference."),
                excerpt=around(piece.text, found[0].start(), found[0].end()),
                others=tuple(gone[name] for name in dict.fromkeys(names)),
                requirement=piece.requirement,
            )
