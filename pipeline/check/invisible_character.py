"""Characters nobody sees: zero width, soft hyphens, marks that turn the direction of reading.

The last kind makes people and programs read different texts, so it is an error.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import invisible_characters
from ..model.problem import Problem, error, warning
from ..model.specification import Specification
from .texts import prose

BY_SECTION = True

_DIRECTION = frozenset({"U+061C", *(f"U+{c:04X}" for r in ((0x202A, 0x202F), (0x2066, 0x206A)) for c in range(*r))})


def check(specification: Specification) -> Iterator[Problem]:
    for piece in prose(specification):
        if found := invisible_characters(piece.text):
            make = error if _DIRECTION.intersection(found) else warning
            at = min(piece.text.find(chr(int(code[2:], 16))) for code in found)
            yield make(
                "invisible-character",
                piece.place,
                _("The text holds characters that cannot be seen: {codes}.").format(codes=", ".join(found)),
                _("Delete the text around them and write it again; pasted text often brings them along."),
                excerpt=_shown(piece.text, at),
                requirement=piece.requirement,
            )


def _shown(text: str, at: int) -> str:
    """The words around the character, with its code in its place."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[max(start, at - 40) : (end if end >= 0 else len(text))][:80]
    return "".join(f"‹{code[0]}›" if (code := invisible_characters(c)) else c for c in line)
