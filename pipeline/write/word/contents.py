"""The table of contents and the lists of tables and figures: live TOC fields that already hold their entries, each a
link to what it names.

Page numbers are not known before a word processor has set the pages; entries stand without them until it has.
"""

from .blocks import KEEP, paragraph
from .context import Context
from .inlines import run

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC %s \\h \\z%s </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
# The template's TOC Heading begins a page; these lists stand on the same one where there is room.
_SAME_PAGE = f'{KEEP}<w:pageBreakBefore w:val="0"/><w:spacing w:before="360" w:after="120"/>'

_SHORT = 15  # entries of a list that is not parted between two pages


def table_of_contents(context: Context) -> str:
    entries = [h for h in context.specification.outlines.get(context.document.key, ()) if h.level <= 2]
    if not entries:
        return ""
    lines = [
        (f"toc {entry.level}", entry.bookmark, run(entry.number) + "<w:r><w:tab/></w:r>" + run(entry.text))
        for entry in entries
    ]
    return _field(_BEGIN % ('\\o "1-2"', " \\u"), lines, context)


def lists_of_captions(context: Context) -> str:
    """After the body is written, which is what knows its captions; '' where there are none."""
    _ = context.translate
    out = []
    for kind, title in (("Tabel", _("Tables")), ("Figur", _("Figures"))):
        lines = [("table of figures", mark, run(text)) for of, mark, text in context.captions if of == kind]
        if lines:
            out.append(paragraph(context.styles.paragraph("TOC Heading"), run(title), _SAME_PAGE))
            together = KEEP if len(lines) <= _SHORT else ""
            out.append(_field(_BEGIN % (f'\\c "{kind}"', ""), lines, context, together))
    return "".join(out)


def _field(begin: str, lines: list[tuple[str, str, str]], context: Context, together: str = "") -> str:
    """(style, bookmark, text) of each entry, as paragraphs with the field around them; all but the last `together`."""
    out = []
    for number, (style, mark, inner) in enumerate(lines):
        link = f'<w:hyperlink w:anchor="{mark}" w:history="1">{inner}</w:hyperlink>'
        first = begin if number == 0 else ""
        last = _END if number == len(lines) - 1 else ""
        out.append(paragraph(context.styles.paragraph(style), first + link + last, "" if last else together))
    return "".join(out)
