"""All requirements: area and section headings, introductions, one box per requirement."""

from collections.abc import Iterator

from ....model.tender import Part
from ..blocks import paragraphs
from ..box import Boxes
from ..context import Context
from ..heading import heading


def write(_part: Part, context: Context) -> Iterator[str]:
    boxes = Boxes.of(context)
    area: str | None = None
    for section in context.specification.sections:
        if section.area != area:
            area = section.area
            yield heading(context, new_page=True)
        if section.title:
            yield heading(context)
        for introduction in section.introductions:
            yield paragraphs(introduction.blocks, context)
        for requirement in section.requirements:
            yield boxes.write(requirement)
