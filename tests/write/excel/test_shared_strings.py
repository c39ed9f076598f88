"""Shared strings and row heights that are worked out faster are what XlsxWriter writes, and what cell by cell gives."""

import io

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from naughty_texts import NAUGHTY

from pipeline.base.text import legal
from pipeline.base.zip import read_zip
from pipeline.write.excel.heights import Heights, height
from pipeline.write.excel.strings import shared_strings

PART = "xl/sharedStrings.xml"
ODD = (
    " x",
    "x\n",
    "\tx",
    "_x0041_",
    "_X0041_",
    "a\rb",
    "\x00\x1f",
    "\ufffe\uffff",
    "\u2028",
    'a & <b> "c"',
)


def test_they_are_what_xlsxwriter_writes() -> None:
    texts = list(dict.fromkeys(text for given in (*NAUGHTY, *ODD) for text in (given, legal(given)) if encodable(text)))
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet()
        written = [text for row, text in enumerate(texts) if sheet.write_string(row, 0, text) == 0]
        sheet.write_rich_string(len(texts), 0, "a", workbook.add_format({"bold": True}), "b & c")
        rich = next(text for text in workbook.str_table.string_table if text.startswith("<r>"))
    whole = read_zip(buffer.getvalue())[PART]
    assert len(written) > 100
    assert whole.endswith(shared_strings([*written, rich]) + b"</sst>")


def test_both_of_two_notations_in_one_are_hidden() -> None:
    assert b"<t>_x005F_x0041_x005F_x0042_</t>" in shared_strings(["_x0041_x0042_"])


def encodable(text: str) -> bool:
    return text.encode("utf-8", "replace").decode() == text and text != ""


TEXTS = st.text(alphabet="a b-æ\n", max_size=90)


@given(st.lists(TEXTS, min_size=3, max_size=3), st.sampled_from([0.0, 20.0, 30.0, 60.0]))
def test_a_row_is_as_high_as_its_tallest_cell(line: list[str], least: float) -> None:
    columns = [(0, 8.0), (2, 41.5)]
    assert Heights(columns, least).of(line) == height([(line[n], width) for n, width in columns], least)
