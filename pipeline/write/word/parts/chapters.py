"""The chapters of a document, as written under chapters/<document>/."""

from collections.abc import Iterator

from ....model.blanks import Fields
from ....model.tender import Part
from ..blocks import paragraphs
from ..context import Context


def write(_part: Part, context: Context) -> Iterator[str]:
    chapters = context.specification.chapters.get(context.document.key, ())
    context.numbered = context.running = True
    context.fields = Fields(context.document.key)
    for chapter in chapters:
        yield paragraphs(chapter.blocks, context)
    context.numbered = context.running = False
    context.fields = None
