"""The chapters of a document, as written under chapters/<document>/."""

from ....model.tender import Part
from ..blocks import paragraphs
from ..context import Context


def write(_part: Part, context: Context) -> str:
    chapters = context.specification.chapters.get(context.document.key, ())
    context.numbered = True
    xml = "".join(paragraphs(chapter.blocks, context) for chapter in chapters)
    context.numbered = False
    return xml
