"""`[@…]` refers to a requirement, a document or a section that is withdrawn: the reader finds a tombstone.

A requirement's tombstone names its heir, so that is a warning; a document or section has nothing left to read.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from ..base.i18n import _
from ..model.problem import Problem, error, warning
from ..model.specification import Specification
from .texts import REFERENCE, around, quoted, references


def check(specification: Specification) -> Iterator[Problem]:
    yield from _requirements(specification)
    lookup = specification.lookup
    if not any(target.withdrawn for target in lookup.targets.values()):
        return
    for piece, _names in references(specification):
        known = replace(lookup, here=piece.document)
        for found in REFERENCE.finditer(piece.text):
            target = known.target(found[1])
            if target is not None and target.withdrawn:
                yield error(
                    "withdrawn-reference",
                    piece.place,
                    _("{names} is withdrawn.").format(names=quoted([found[1]])),
                    _("Refer to what replaces it, or delete the reference."),
                    excerpt=around(piece.text, found.start(), found.end()),
                    others=(target.place,),
                    requirement=piece.requirement,
                )


def _requirements(specification: Specification) -> Iterator[Problem]:
    gone = {r.label: r.place for r in specification.requirements if r.status != "live"}
    if not gone:
        return
    for piece, every in references(specification):
        if names := [name for name in every if name in gone]:
            first = next(m for m in REFERENCE.finditer(piece.text) if m[1] == names[0])
            yield warning(
                "withdrawn-reference",
                piece.place,
                _("{names} is withdrawn.").format(names=quoted(names)),
                _("Refer to what replaces it, or delete the reference."),
                excerpt=around(piece.text, first.start(), first.end()),
                others=tuple(gone[name] for name in dict.fromkeys(names)),
                requirement=piece.requirement,
            )
