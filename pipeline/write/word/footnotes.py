"""The footnotes a body referred to -> the content of the footnotes part, in the order of their numbers."""

from ...model.prose import Paragraph
from .blocks import paragraphs
from .context import Context
from .inlines import run


def footnotes(context: Context) -> str:
    mark = context.styles.of_run("footnote reference")
    number = f"<w:r><w:rPr>{mark}</w:rPr><w:footnoteRef/></w:r>" + run(" ")
    out = []
    context.in_footnote = True
    for id_, footnote in enumerate(context.footnotes, 1):
        body = paragraphs(footnote.blocks or (Paragraph(()),), context, "footnote text", level=1)
        out.append(f'<w:footnote w:id="{id_}">{body.replace("</w:pPr>", f"</w:pPr>{number}", 1)}</w:footnote>')
    context.in_footnote = False
    return "".join(out)
