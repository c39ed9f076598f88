"""A workbook in the making: sheets, styles and names as workbook.yaml wants them -> the bytes of one .xlsx file.

XlsxWriter writes; four of its habits are met here. It takes a text of the form `<r>…</r>` for finished XML; it stamps
the clock into docProps/core.xml; it has no property for the language; it takes its time over shared strings, so those
are written here (`strings.py`).
"""

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from ...base.xml import escape
from ...base.zip import read_zip, write_zip
from ...model import look, settings, sheets
from ...model.specification import Specification
from ...model.tender import Document
from .phrases import Phrases
from .rows import Rows
from .strings import shared_strings

# XlsxWriter is untyped: worksheets and formats are `Any`.
Sheet = Any
Format = Any

_PAPER = {"A3": 8, "A4": 9}
_PROTECTION = {"autofilter": True, "format_columns": True, "format_rows": True}
_NAME = re.compile(r"[A-Za-z]+_[A-Za-z_]+")
_CORE = "docProps/core.xml"
_STRINGS = "xl/sharedStrings.xml"


class Book:
    """`ranges` maps a column's name to what formulas call it: its defined name, or its cells."""

    def __init__(self, specification: Specification, document: Document) -> None:
        self.specification = specification
        self.document = document
        self.settings = document.settings
        self.say = Phrases(specification, document)
        self.ranges: dict[str, str] = {}
        self._buffer = io.BytesIO()
        self._workbook = xlsxwriter.Workbook(self._buffer, {"in_memory": True, "strings_to_urls": False})
        self._formats: dict[tuple[object, ...], Format] = {}
        self._titles: list[str] = []
        self._listed = sheets.titles(document)
        self._rows: dict[str, Rows] = {}
        self._workbook.set_properties(
            {
                "title": self.say("{{ dokument }} – {{ titel }}"),
                "subject": self.say(settings.text(self.settings, "subject")),
                "author": self.say("{{ ordregiver }}"),
                "created": _date(specification.tender.date),
            }
        )
        self._workbook.set_calc_mode("auto")

    @staticmethod
    def title_of(sheet: Sheet) -> str:
        """A sheet's title as formulas quote it."""
        return "'" + str(sheet.get_name()).replace("'", "''") + "'"

    def sheet(self, name: str, protected: bool = True, title: str = "") -> Sheet:
        """A sheet with title, tab colour and page set-up. In a protected one people may filter and change widths."""
        said = self._listed.get(name) or self.say(settings.text(self.settings, "sheets", name, "title", default=name))
        self._titles.append(sheets.title(title or said, self._titles))
        sheet = self._workbook.add_worksheet(self._titles[-1])
        if protected:
            sheet.protect("", _PROTECTION)
        if colour := look.colour(settings.text(self.settings, "sheets", name, "colour")):
            sheet.set_tab_color(colour)
        page = {**settings.table(self.settings, "page"), **settings.table(self.settings, "sheets", name)}
        if page.get("orientation") == "landscape":
            sheet.set_landscape()
        sheet.set_paper(_PAPER.get(str(page.get("paper")), 9))
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L&9 {self._margin('page', 'header')}&R&9 &A")
        pages = self._margin("page", "page_of").replace("{page}", "&P").replace("{pages}", "&N")
        sheet.set_footer(f"&L&9 {self._margin('page', 'footer')}&R&9 {pages}")
        return sheet

    def rows(self, sheet: Sheet) -> Rows:
        """Where a sheet's many rows go, below those written to the sheet itself."""
        return self._rows.setdefault(sheet.get_name(), Rows(self._workbook.str_table))

    def style(self, *names: str, **more: object) -> Format:
        """The styles of workbook.yaml laid over one another, `base` undermost. Made once each."""
        wanted: tuple[object, ...] = (*names, *more.items())
        if wanted not in self._formats:
            properties: dict[str, object] = {}
            for name in ("base", *names):
                properties |= look.properties(self.settings, "styles", name)
            self._formats[wanted] = self._workbook.add_format(properties | more)
        return self._formats[wanted]

    def shade(self, name: str) -> Format:
        """A style for conditional formatting, which may only change colours and weight."""
        if ("shade", name) not in self._formats:
            self._formats["shade", name] = self._workbook.add_format(look.properties(self.settings, "shades", name))
        return self._formats["shade", name]

    def name(self, wanted: str, cells: str) -> str:
        """Defines a name for cells and gives what formulas shall call them."""
        if not _NAME.fullmatch(wanted):
            return cells
        self._workbook.define_name(wanted, f"={cells}")
        return wanted

    def header(self, sheet: Sheet, row: int, last_row: int, last_column: int) -> None:
        """Tells screen readers (JAWS and NVDA know the name) that a row titles the columns of a table."""
        corners = f"A{row + 1}.{xl_col_to_name(last_column)}{last_row + 1}"
        title = f"ColumnTitleRegion{sheet.index + 1}.{corners}.{sheet.index + 1}"
        self._workbook.define_name(title, f"={self.title_of(sheet)}!$A${row + 1}")

    def word(self, *path: str) -> str:
        return self.say(settings.text(self.settings, *path))

    def finish(self) -> bytes:
        table = self._workbook.str_table
        texts, table.string_table = tuple(table.string_table), {}
        self._workbook.close()
        parts = read_zip(self._buffer.getvalue())
        if texts:
            parts[_STRINGS] = parts[_STRINGS].replace(b"</sst>", shared_strings(texts) + b"</sst>")
        for number, sheet in enumerate(self._workbook.worksheets(), 1):
            if rows := self._rows.get(sheet.get_name()):
                part = f"xl/worksheets/sheet{number}.xml"
                parts[part] = rows.into(parts[part])
        language = escape(settings.text(self.settings, "language", default=self.specification.tender.language))
        core = parts[_CORE].decode()
        parts[_CORE] = core.replace(
            "<dcterms:created", f"<dc:language>{language}</dc:language><dcterms:created"
        ).encode()
        return write_zip(parts)

    def _margin(self, *path: str) -> str:
        """Text for a header or footer, where `&` begins a code and half of 255 characters is ours."""
        return self.word(*path)[:110].replace("&", "&&")


def put(sheet: Sheet, row: int, column: int, text: str, style: Format) -> None:
    """Text stays text, whatever it begins with."""
    if not text:
        sheet.write_blank(row, column, None, style)
    elif text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], style)
    else:
        sheet.write_string(row, column, text, style)


def quoted(text: str) -> str:
    """A text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'


def _date(date: str) -> datetime:
    """The tender's date: the build never reads the clock."""
    try:
        return datetime.fromisoformat(date)
    except ValueError:
        return datetime(1980, 1, 1)
