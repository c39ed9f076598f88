"""The next numbered heading of a document, as its outline has it."""

from .blocks import NEW_PAGE, paragraph
from .context import Context
from .inlines import run


def heading(context: Context, *, new_page: bool = False) -> str:
    """Takes the next heading from the outline: the outline decides the words, the template prints the number."""
    entry = next(context.headings)
    style = context.styles.paragraph(f"heading {entry.level}")
    return paragraph(style, context.bookmark(entry.bookmark, run(entry.text)), NEW_PAGE if new_page else "")


def text(context: Context, words: str) -> str:
    """A paragraph of ours in the default style."""
    return paragraph(context.styles.default, run(words))
