"""OpenDocument spreadsheets, as LibreOffice lays them out."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:automatic-styles>"
    '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="ce1" style:parent-style-name="T1"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def ods(tables: str) -> bytes:
    """`tables`: the XML of its sheets."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(tables))
    return buffer.getvalue()


def spreadsheet(sheets: Mapping[str, Iterable[Iterable[str]]]) -> bytes:
    """Every text as it stands; a line break is a paragraph, and blanks that XML would lose are counted."""
    return ods("".join(_table(name, rows) for name, rows in sheets.items()))


def _table(name: str, rows: Iterable[Iterable[str]]) -> str:
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(name)}>{lines}</table:table>"


def _cell(text: str) -> str:
    paragraphs = "".join(
        f"<text:p>{escape(line).replace(chr(9), '<text:tab/>').replace(' ', '<text:s/>')}</text:p>"
        for line in text.split("\n")
    )
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
