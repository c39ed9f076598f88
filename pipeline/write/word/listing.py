"""A generated part that is one table: its heading, a sentence that introduces it, the table, and sentences after it."""

from collections.abc import Container, Sequence

from .context import Context
from .heading import heading, text
from .inlines import run
from .table import gap, grid

BOLD = "<w:b/><w:bCs/>"


def listing(
    context: Context,
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    *,
    description: str,
    intro: str,
    after: Sequence[str] = (),
    aligns: Sequence[str] = (),
    leads: Container[int] = (),
) -> str:
    """`rows` are cells given as runs, the header first; `shares` the columns' parts of the text width, the last one
    the rest."""
    widths = [int(context.width * share) for share in shares]
    widths.append(context.width - sum(widths))
    table = grid(rows, widths, context, aligns=aligns, description=description, leads=leads)
    rest = "".join(text(context, words) for words in after)
    return heading(context) + text(context, intro, leads=True) + table + gap(context) + rest


def head(*labels: str) -> list[str]:
    return [run(label) for label in labels]
