"""The next numbered heading of a document, as its outline has it."""

from .blocks import KEEP, NEW_PAGE, paragraph
from .context import Context
from .inlines import run


def heading(context: Context, *, new_page: bool = False) -> str:
    """Takes the next heading from the outline: the outline decides the words, the template prints the number."""
    entry = next(context.headings)
    style = context.styles.paragraph(f"heading {entry.level}")
    return paragraph(style, context.bookmark(entry.bookmark, run(entry.text)), NEW_PAGE if new_page else "")


def text(context: Context, words: str, *, leads: bool = False) -> str:
    """A paragraph of ours in the default style. `leads`: it introduces a table and stays with it."""
    return paragraph(context.styles.default, run(words), KEEP if leads else "")
