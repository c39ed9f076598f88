"""The chapters of a document, as written under chapters/<document>/."""

from collections.abc import Iterator

from ....model.blanks import Fields
from ....model.tender import Part
from ..blocks import paragraphs
from ..context import Context
from ..heading import heading
from ..landscape import joined
from ..table import gap


def write(part: Part, context: Context) -> Iterator[str]:
    if part.title:
        context.started = True
        yield heading(context, new_page=True)
    chapters = context.specification.chapters.get(context.document.key, ())
    context.numbered = context.running = True
    context.fields = Fields(context.document.key)
    for chapter in chapters:
        xml = paragraphs(chapter.blocks, context)
        style = context.styles.paragraph("Tabelafstand")
        yield joined(xml, context.section, style, gap(context)) if context.turned else xml
    context.numbered = context.running = False
    context.fields = None
