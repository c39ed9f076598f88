"""The chapters of a document, as written under chapters/<document>/."""

from collections.abc import Iterator

from ....model.blanks import Fields
from ....model.tender import Part
from ..blocks import paragraphs
from ..context import Context
from ..landscape import joined
from ..table import gap


def write(_part: Part, context: Context) -> Iterator[str]:
    chapters = context.specification.chapters.get(context.document.key, ())
    context.numbered = context.running = True
    context.fields = Fields(context.document.key)
    for chapter in chapters:
        xml = paragraphs(chapter.blocks, context)
        style = context.styles.paragraph("Tabelafstand")
        yield joined(xml, context.section, style, gap(context)) if context.turned else xml
    context.numbered = context.running = False
    context.fields = None
