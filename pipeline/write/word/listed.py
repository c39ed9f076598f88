"""Requirements named in a narrow cell: as many to a line as surely fit.

Word and LibreOffice break a line after a hyphen, also inside `F-012`. A hyphen that does not break would be another
character, and a search for the number would miss it; so the lines are broken where they should be.
"""

from collections.abc import Iterable

from .context import Context
from .inlines import reference, run

# Twips a letter of a number takes in a table's text, and a comma with its blank, where the template's font is not
# installed.
_LETTER = 114
_PADDING = 220  # a cell's margins, with a little to spare


def listed(labels: Iterable[str], width: int, context: Context) -> str:
    """References with commas between them, in a cell `width` twips wide."""
    room = max(1, (width - _PADDING) // _LETTER)
    out: list[str] = []
    used = 0
    for label in labels:
        printed = len(context.lookup.reference(label) or label) + 1  # with what follows it
        if out:
            fits = used + printed <= room
            out.append(run(", " if fits else ",\n"))
            used = used if fits else 0
        out.append(reference(label, context))
        used += printed
    return "".join(out)
