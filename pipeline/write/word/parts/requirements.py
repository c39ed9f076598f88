"""All requirements: area and section headings, introductions, one box per requirement."""

from ....model.tender import Part
from ..blocks import paragraphs
from ..box import Boxes
from ..context import Context
from ..heading import heading


def write(_part: Part, context: Context) -> str:
    boxes = Boxes.of(context)
    out: list[str] = []
    area: str | None = None
    for section in context.specification.sections:
        if section.area != area:
            area = section.area
            out.append(heading(context, new_page=True))
        if section.title:
            out.append(heading(context))
        out += [paragraphs(introduction.blocks, context) for introduction in section.introductions]
        out += [boxes.write(requirement) for requirement in section.requirements]
    return "".join(out)
