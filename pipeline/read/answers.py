"""A workbook of questions or comments that comes back -> its rows, by hidden keys. Their meaning is judged elsewhere.

Columns are known by their headings, wherever they stand now; rows may be sorted, moved or gone. Nothing in the workbook
is run or followed: a formula is the result that was stored with it.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from ..base.i18n import _
from ..base.preflight import inspect
from ..base.text import folded
from ..model.place import Place
from ..model.problem import Problem, error
from .excel.bulk import load
from .excel.grid import Row, Sheet, letters
from .excel.header import KEY_HEADERS, Table, table_of
from .excel.numbers import DANISH
from .refusal import kind_name, refusal


class Asked(Struct, frozen=True):
    """What is known of the workbook: `key`, how its hidden keys look; `enough`, columns by which its table is found;
    `answers`, those people fill in; `name`, what it is; `make` and `read`, the commands."""

    key: re.Pattern[str]
    enough: frozenset[str]
    answers: tuple[str, ...]
    name: str
    make: str
    read: str


def questions() -> Asked:
    key, enough = re.compile(r"S-[A-Z2-7]{8}-[A-Z2-7]{8}"), frozenset(("choice", "reason"))
    name = _("the workbook of open questions")
    return Asked(key, enough, ("choice", "other", "reason"), name, "udbud decide --workbook", "udbud decide FILE")


class AnswerRow(Struct, frozen=True):
    """`cells`: name of a column -> its text, '' where it is empty; `place` gives a cell's place by that name."""

    path: str
    sheet: str
    number: int
    key: str
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def place(self, name: str = "key") -> Place:
        column = self.columns.get(name, 1)
        return Place(self.path, 0, self.sheet, f"{letters(column)}{self.number}")


def read_answers(
    data: bytes, path: str, labels: Mapping[str, str], asked: Asked
) -> tuple[tuple[AnswerRow, ...], tuple[Problem, ...]]:
    """`labels`: heading -> name of the column, as the workbook was written."""
    place = Place(path)
    finding = inspect(data, path)
    if (refused := refusal(finding, place)) is not None:
        return (), (refused,)
    if not finding.kind.is_workbook:
        return (), (_not_ours(place, _("The file is {kind}.").format(kind=kind_name(finding.kind)), asked),)
    sheets, problems = load(data, path, DANISH, finding.kind)
    if problems:
        return (), problems
    roles = {folded(label): name for label, name in labels.items()}
    roles |= dict.fromkeys(KEY_HEADERS, "key")
    rows: list[AnswerRow] = []
    wrong: list[Problem] = []
    known = False
    for sheet in sheets:
        table = table_of(sheet, lambda header: roles.get(folded(header), ""), asked.enough.issubset)
        if table is None:
            continue
        known = True
        if table.column("key") is None:
            wrong.append(_no_keys(Place(path, 0, sheet.name, table.header.cells[0].ref), asked))
            continue
        for row in table.rows:
            rows += _row(path, sheet, table, row, wrong, asked)
    if not known:
        wrong.append(_not_ours(place, _("The workbook has no sheet with what was asked."), asked))
    return tuple(rows), tuple(wrong)


def _row(path: str, sheet: Sheet, table: Table, row: Row, wrong: list[Problem], asked: Asked) -> list[AnswerRow]:
    written = {cell.column: cell.text for cell in row.cells}
    columns = {c.role: c.number for c in table.columns if c.role}
    cells = {name: written.get(number, "").strip() for name, number in columns.items()}
    given = AnswerRow(path, sheet.name, row.number, cells["key"].upper(), cells, columns)
    if asked.key.fullmatch(given.key):
        return [given]
    if any(cells.get(name) for name in asked.answers):
        wrong.append(_no_key(given, asked))
    return []


def _not_ours(place: Place, what: str, asked: Asked) -> Problem:
    return error(
        "not-our-form",
        place,
        what + " " + _("It is not {name}.").format(name=asked.name),
        _("Make one with {make}, fill it in and read it with {read}.").format(make=asked.make, read=asked.read),
    )


def _no_keys(place: Place, asked: Asked) -> Problem:
    return error(
        "answer-without-question",
        place,
        _("The hidden column «{name}» is gone, so nobody can tell what the rows answer.").format(name="Rækkenøgle"),
        _("Make a new workbook with {make}, and copy the answers over.").format(make=asked.make),
    )


def _no_key(row: AnswerRow, asked: Asked) -> Problem:
    return error(
        "answer-without-question",
        row.place(next(name for name in asked.answers if row.cells.get(name))),
        _("The row has an answer, but not the hidden key that tells what it answers."),
        _("Write the answer in the row of the question, in the workbook as it was made."),
        excerpt=" | ".join(text for text in (row.cells.get(name) for name in asked.answers) if text),
    )
