"""All requirements: area and section headings, introductions, one box per requirement."""

from collections.abc import Iterator

from ....model.tender import Part
from ..again import Again
from ..blocks import paragraphs
from ..box import Boxes
from ..context import Context
from ..heading import heading


def write(part: Part, context: Context) -> Iterator[str]:
    boxes = Again(Boxes.of(context))
    area: str | None = None
    if part.title:
        yield heading(context, new_page=True)
    for section in context.specification.sections:
        if section.area != area:
            new_page = area is not None or not part.title
            area = section.area
            yield heading(context, new_page=new_page)
        if section.title:
            yield heading(context)
        context.running = True
        introductions = "".join(paragraphs(introduction.blocks, context) for introduction in section.introductions)
        context.running = False
        yield _with_next(introductions, context) if section.requirements else introductions
        for requirement in section.requirements:
            yield boxes.write(requirement)


def _with_next(xml: str, context: Context) -> str:
    """The last paragraph stays on the page of the first box, so that no heading is left alone at the foot."""
    style = f'<w:pStyle w:val="{context.styles.default}"/>'
    before, found, after = xml.rpartition(f"<w:pPr>{style}</w:pPr>")
    return f"{before}<w:pPr>{style}<w:keepNext/></w:pPr>{after}" if found else xml
