"""`[@…]` refers to a requirement that is withdrawn: the reader finds a tombstone."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .texts import REFERENCE, around, prose, quoted


def check(specification: Specification) -> Iterator[Problem]:
    gone = {r.label: r for r in specification.requirements if r.status != "live"}
    if not gone:
        return
    for piece in prose(specification):
        if "[@" in piece.text and (found := [m for m in REFERENCE.finditer(piece.text) if m[1] in gone]):
            names = [m[1] for m in found]
            yield warning(
                "withdrawn-reference",
                piece.place,
                _("{names} is withdrawn.").format(names=quoted(names)),
                _("Refer to the requirement that replaces it, or delete the reference."),
                excerpt=around(piece.text, found[0].start(), found[0].end()),
                others=tuple(gone[name].place for name in dict.fromkeys(names)),
                requirement=piece.requirement,
            )
