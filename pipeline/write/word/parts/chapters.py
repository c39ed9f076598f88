"""The chapters of a document, as written under chapters/<document>/."""

from collections.abc import Iterator

from ....model.tender import Part
from ..blocks import paragraphs
from ..context import Context


def write(_part: Part, context: Context) -> Iterator[str]:
    chapters = context.specification.chapters.get(context.document.key, ())
    context.numbered = context.running = True
    for chapter in chapters:
        yield paragraphs(chapter.blocks, context)
    context.numbered = context.running = False
