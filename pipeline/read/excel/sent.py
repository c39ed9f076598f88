"""The sheets of a returned form -> the cells as they were sent, with what each column is for: what a reply shows."""

from collections.abc import Mapping

from ...base.text import folded
from ...model import reply
from ...model.field import Choice
from ...model.submission import Column, SentSheet
from ..values import Vocabulary
from .area import area_table
from .consultation import IMPORTANCES, STANCES, consultation_table, is_consultation
from .grid import Row, Sheet
from .header import Table

_TICK = "ingen bemærkninger"
_DEPTH = 12  # rows above the table in which the tick stands
_YES = frozenset(("ja", "yes", "x", "✓", "✔", "sand", "true", "1"))
_OURS = frozenset(("", "id", "key", "state"))
_HIDDEN = frozenset(("key", "state"))  # what is missing counts along in the form; in a reply it would stand still
_CHOICES: dict[str, tuple[Choice, ...]] = {"stance": STANCES, "importance": IMPORTANCES}
_MANY = 100  # a longer list is no drop-down


def sent_sheets(sheets: tuple[Sheet, ...], words: Vocabulary) -> tuple[SentSheet, ...]:
    """Without the sheet our own reply had: what it said is said anew."""
    return tuple(_sent(s, words) for s in sheets if s.rows and folded(s.name) != folded(reply.SHEET))


def consent(sheets: tuple[Sheet, ...]) -> bool:
    """The tick «Ingen bemærkninger» with a yes beside it. Only a tick is consent."""
    ticks = (row for sheet in sheets for row in sheet.rows[:_DEPTH] if _is_tick(row))
    return any(folded(cell.text) in _YES for row in ticks for cell in row.cells[1:])


def _is_tick(row: Row) -> bool:
    return bool(row.cells) and folded(row.cells[0].text).startswith(_TICK)


def _sent(sheet: Sheet, words: Vocabulary) -> SentSheet:
    rows = {row.number: {cell.column: cell.text for cell in row.cells if cell.text} for row in sheet.rows}
    replies = consultation_table(sheet)
    if replies is not None and is_consultation(sheet, replies):
        shown = area_table(sheet, words)
        titles = {c.number: c.role for c in shown.columns} if shown else {}
        tick = next((row.number for row in sheet.rows[:_DEPTH] if _is_tick(row)), 0)
        return SentSheet(sheet.name, rows, replies.header.number, _replies(replies, titles), tick=tick)
    table = area_table(sheet, words)
    if table is None:
        return SentSheet(sheet.name, rows)
    number = table.column("id")
    locked = frozenset(n for n, texts in rows.items() if number is not None and number.number in texts)
    return SentSheet(sheet.name, rows, table.header.number, _columns(table, words), locked)


def _replies(table: Table, titles: Mapping[int, str]) -> tuple[Column, ...]:
    """The answers, and beside them what the requirement says: `titles` are the columns of that."""
    found = []
    for column in table.columns:
        choices = ("ja", "nej") if column.role == "optout" else tuple(c.label for c in _CHOICES.get(column.role, ()))
        role = column.role or titles.get(column.number, "")
        ours = column.role in _OURS
        found.append(Column(column.number, role, choices, ours, hidden=role in _HIDDEN))
    return tuple(found)


def _columns(table: Table, words: Vocabulary) -> tuple[Column, ...]:
    declared = {f.name: f for f in words.tender.fields}
    found = []
    for column in table.columns:
        choices: tuple[str, ...] = ()
        field = declared.get(column.role)
        if field is not None and field.kind == "choice" and not field.many:
            listed = words.tender.choices(field)
            choices = tuple(c.key if field.choices_from == "types" else c.label for c in listed[:_MANY])
        ours, hidden = column.role in _OURS, column.role in _HIDDEN
        found.append(Column(column.number, column.role, choices, ours, hidden))
    return tuple(found)
