"""The defined terms, in alphabetical order."""

import unicodedata
from collections.abc import Iterator

from ....model.bookmark import bookmark
from ....model.tender import Part, Term
from ..context import Context
from ..heading import heading, text
from ..inlines import run
from ..table import gap, grid

_DANISH = str.maketrans({"æ": "z\x01", "ø": "z\x02", "å": "z\x03"})


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    terms = sorted(context.specification.tender.terms, key=_danish)
    rows = [[run(_("Term")), run(_("Meaning"))]]
    bold = "<w:b/><w:bCs/>"
    rows += [
        [context.bookmark(bookmark("begreb", term.key), run(term.term, bold)), run(term.definition)] for term in terms
    ]
    widths = [int(context.width * 0.28)]
    widths.append(context.width - widths[0])
    table = grid(rows, widths, context, description=_("Defined terms"))
    intro = text(
        context, _("These words have the meaning given here wherever they stand in the tender documents."), leads=True
    )
    yield heading(context, new_page=True) + intro + table + gap(context)


def _danish(term: Term) -> tuple[str, str]:
    """Danish order: æ, ø, å come after z."""
    folded = unicodedata.normalize("NFC", term.term).casefold()
    return folded.translate(_DANISH), term.term
