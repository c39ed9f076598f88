"""A sheet as it was handed in -> the same sheet in a reply: their texts in their cells, our comments beside them.

A reply is a form again: what may be filled in is unlocked and has its drop-downs, and row keys stay hidden.
"""

import re
from collections.abc import Mapping, Sequence

from ...model import reply
from ...model.problem import Problem
from ...model.specification import Specification
from ...model.submission import Column, SentSheet
from ...model.tender import Document
from .book import Book, Sheet, put
from .heights import height
from .reply_words import remedy

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ROWS = 3_000  # of a sheet that are shown; a list of requirements has some hundreds
_COLUMNS = 300
_LONGEST = 32_767  # of a cell, in Excel's count
_TICK = 3  # the column of the tick «no remarks», beside its label
_LIST = 255  # characters of a drop-down that stands in the rule itself
_AUTHOR = "udbud"  # no person
_WIDTHS = {"id": 11.0, "state": 16.0, "importance": 13.0, "stance": 13.0, "optout": 10.0, "title": 26.0, "type": 9.0}
_BY_KIND = {"prose": 46.0, "choice": 16.0, "line": 22.0}
_ANSWER = 38.0


def returned_sheet(book: Book, specification: Specification, sent: SentSheet, problems: Sequence[Problem]) -> Sheet:
    sheet = book.sheet("theirs", protected=bool(sent.header), title=sent.name)
    sheet.hide_gridlines(2)
    comments = _comments(book.document, problems)
    rows = {n: cells for n, cells in sent.rows.items() if n <= _ROWS}
    widths = _table_widths(specification, sent) if sent.header else _free_widths(rows)
    hidden = {c.number for c in sent.columns if c.hidden}
    for column, width in widths.items():
        sheet.set_column(column - 1, column - 1, width, None, {"hidden": True} if column in hidden else {})
    columns = {c.number: c for c in sent.columns}
    last = max(rows, default=0)
    for number in sorted(rows):
        if sent.header and number > sent.header:
            _table_row(book, sheet, sent, number, rows[number], columns, widths, comments)
        else:
            _free_row(book, sheet, sent, number, rows[number], columns, widths, comments)
    if sent.tick and _TICK not in sent.rows.get(sent.tick, {}):
        put(sheet, sent.tick - 1, _TICK - 1, "", book.style("input", locked=False, num_format="@"))
    for (row, column), text in comments.items():
        if row <= _ROWS and column <= _COLUMNS:
            size = {"width": 340, "height": min(400, 30 + 16 * (len(text) // 48 + text.count("\n") + 1))}
            sheet.write_comment(row - 1, column - 1, text, {"author": _AUTHOR, "font_size": 9, **size})
    if len(rows) < len(sent.rows):
        put(sheet, last, 0, book.word("words", "cut"), book.style("lead"))
    if sent.header:
        sheet.freeze_panes(sent.header, 0)
        sheet.repeat_rows(sent.header - 1)
        _drop_downs(sheet, sent, last)
        if last > sent.header and columns:
            right = max(n for n in columns if n <= _COLUMNS) - 1
            sheet.autofilter(sent.header - 1, 0, last - 1, right)
            book.header(sheet, sent.header - 1, last - 1, right)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    return sheet


def _comments(document: Document, problems: Sequence[Problem]) -> dict[tuple[int, int], str]:
    """(row, column) -> all that is to be said about the cell."""
    found: dict[tuple[int, int], list[str]] = {}
    for problem in problems:
        cell = _CELL.fullmatch(problem.place.cell)
        if cell is not None:
            said = f"{problem.message} {remedy(document, problem)}"
            texts = found.setdefault((int(cell[2]), _number(cell[1])), [])
            if said not in texts:
                texts.append(said)
    return {spot: f"{reply.MARK}:\n" + "\n\n".join(texts)[:8_000] for spot, texts in found.items()}


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _table_row(
    book: Book,
    sheet: Sheet,
    sent: SentSheet,
    number: int,
    texts: Mapping[int, str],
    columns: Mapping[int, Column],
    widths: Mapping[int, float],
    comments: Mapping[tuple[int, int], str],
) -> None:
    sheet.set_row(number - 1, height(((t, widths.get(c, 18)) for c, t in texts.items() if not _hides(columns, c)), 18))
    for column in sorted({*columns, *texts}):
        if column > _COLUMNS:
            continue
        about = columns.get(column)
        ours = number in sent.locked or (about is not None and about.ours)
        if (number, column) in comments:
            style = book.style("wrong", locked=ours, num_format="@")
        elif ours:
            style = book.style("locked")
        else:
            style = book.style("input", locked=False, num_format="@")
        put(sheet, number - 1, column - 1, _fitting(texts.get(column, "")), style)


def _free_row(
    book: Book,
    sheet: Sheet,
    sent: SentSheet,
    number: int,
    texts: Mapping[int, str],
    columns: Mapping[int, Column],
    widths: Mapping[int, float],
    comments: Mapping[tuple[int, int], str],
) -> None:
    """Headings, and rows outside tables: a text that stands alone runs over the empty cells beside it."""
    heads = number == sent.header
    alone = len(texts) == 1 and not heads
    if not alone:
        sheet.set_row(number - 1, height(((t, widths.get(c, 18)) for c, t in texts.items()), 18))
    for column, text in sorted(texts.items()):
        if column > _COLUMNS:
            continue
        if heads:
            about = columns.get(column)
            style = book.style("head_locked" if about is None or about.ours else "head_input")
        elif (number, column) in comments:
            style = book.style("wrong", locked=False, num_format="@")
        else:
            style = book.style("plain" if alone else "wrapped", locked=False, num_format="@")
        put(sheet, number - 1, column - 1, _fitting(text), style)


def _hides(columns: Mapping[int, Column], number: int) -> bool:
    return number in columns and columns[number].hidden


def _table_widths(specification: Specification, sent: SentSheet) -> dict[int, float]:
    fields = {f.name: f for f in specification.tender.fields}
    found = {}
    for column in sent.columns:
        field = fields.get(column.role)
        usual = _BY_KIND.get(field.kind, 22.0) if field is not None else _ANSWER if column.role else 20.0
        found[column.number] = _WIDTHS.get(column.role, usual)
    return found


def _free_widths(rows: Mapping[int, Mapping[int, str]]) -> dict[int, float]:
    """As wide as the longest text that has neighbours, within reason."""
    found: dict[int, float] = {}
    for texts in rows.values():
        if len(texts) > 1:
            for column, text in texts.items():
                if column <= _COLUMNS:
                    longest = max(len(line) for line in text.split("\n"))
                    found[column] = max(found.get(column, 10.0), min(70.0, longest + 2.0))
    return found


def _drop_downs(sheet: Sheet, sent: SentSheet, last: int) -> None:
    for column in sent.columns:
        choices = column.choices
        if not choices or column.number > _COLUMNS or last <= sent.header:
            continue
        if len(",".join(choices)) <= _LIST and not any("," in choice for choice in choices):
            rule = {"validate": "list", "source": list(choices), "show_error": False}
            sheet.data_validation(sent.header, column.number - 1, last - 1, column.number - 1, rule)


def _fitting(text: str) -> str:
    """Only an OpenDocument cell can hold more than Excel's; what it holds more is in their own file."""
    return text if len(text.encode("utf-16-le")) // 2 <= _LONGEST else text[: _LONGEST // 2]
