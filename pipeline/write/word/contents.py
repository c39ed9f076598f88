"""The table of contents: a live TOC field that already holds its entries, each a link to its heading.

Page numbers are not known before a word processor has set the pages; entries stand without them until it has.
"""

from .blocks import paragraph
from .context import Context
from .inlines import run

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def table_of_contents(context: Context) -> str:
    entries = [h for h in context.specification.outlines.get(context.document.key, ()) if h.level <= 2]
    if not entries:
        return ""
    out = []
    for number, entry in enumerate(entries):
        inner = run(entry.number) + "<w:r><w:tab/></w:r>" + run(entry.text)
        link = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{inner}</w:hyperlink>'
        begin = _BEGIN if number == 0 else ""
        end = _END if number == len(entries) - 1 else ""
        out.append(paragraph(context.styles.paragraph(f"toc {entry.level}"), begin + link + end))
    return "".join(out)
