"""A reply -> the workbook a municipality gets back: the sheet Tilbagemelding, and its own sheets with our comments.

Every cell stands where the sender had it, so that a cell named in a message is the same one in their file and in ours.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from ...model import settings
from ...model.problem import Problem, Severity
from ...model.reply import Reply
from ...model.specification import Specification
from ...model.tender import Document
from .book import Book, Sheet, put
from .heights import height
from .page import folded_lines, heading
from .reply_words import ReplyWords, outcome, remedy
from .returned import returned_sheet

_COLUMNS = ("sheet", "cell", "severity", "message", "fix")
_RANKS = {severity: n for n, severity in enumerate(Severity)}
_SHOWN = 1_000  # more is a file gone wrong, and nobody's list of things to do


def reply_workbook(specification: Specification, document: Document, reply: Reply) -> bytes:
    submission = reply.submission
    title = f"{document.title} {submission.package.key} – {submission.municipality.name}"
    book = Book(specification, replace(document, title=title, number=""))
    book.say = ReplyWords(specification, document, reply)
    first = book.sheet("reply")
    by_sheet: dict[str, list[Problem]] = {}
    for problem in reply.problems:
        by_sheet.setdefault(problem.place.sheet, []).append(problem)
    places: dict[str, Sheet] = {}
    for sent in submission.sheets:
        places[sent.name] = returned_sheet(book, specification, sent, by_sheet.get(sent.name, []))
    _feedback(book, first, reply, places)
    first.activate()
    return book.finish()


def _feedback(book: Book, sheet: Sheet, reply: Reply, places: Mapping[str, Sheet]) -> None:
    widths = [settings.number(book.settings, "reply", "widths", name, default=20) for name in _COLUMNS]
    for n, width in enumerate(widths):
        sheet.set_column(n, n, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    put(sheet, 0, 0, book.word("reply", "heading"), book.style("title"))
    put(sheet, 1, 0, book.word("reply", "lead"), book.style("lead"))
    sheet.set_row(2, 26)
    put(sheet, 2, 0, book.word("reply", "ready" if reply.tally.requirements else "none"), book.style("ready"))
    row = _outcome(book, sheet, 3, reply, widths)
    put(sheet, row, 0, book.word("reply", "kept"), book.style("lead"))
    row = _problems(book, sheet, row + 2, reply, places, widths)
    if reply.changes is not None:
        row = _changes(book, sheet, row + 1, reply, widths)
    row = _received(book, sheet, row + 1)
    sheet.print_area(0, 0, row, len(widths) - 1)


def _outcome(book: Book, sheet: Sheet, row: int, reply: Reply, widths: list[float]) -> int:
    """A band of lines over empty cells: a screen reader and the arrow keys lose their way in merged ones."""
    style = book.style("outcome", text_wrap=False)
    for line in folded_lines(book.say(outcome(book.document, reply)), int(sum(widths))):
        sheet.set_row(row, 18)
        for column in range(len(widths)):
            put(sheet, row, column, line if column == 0 else "", style)
        row += 1
    return row


def _problems(
    book: Book, sheet: Sheet, row: int, reply: Reply, places: Mapping[str, Sheet], widths: list[float]
) -> int:
    """What must be corrected first, then the rest; each in the order of the sheets."""
    row = heading(book, sheet, row, settings.text(book.settings, "reply", "problems", "heading"), len(widths))
    if not reply.problems:
        put(sheet, row, 0, book.word("reply", "problems", "none"), book.style("lead"))
        return row + 1
    put(sheet, row, 0, book.word("reply", "problems", "lead"), book.style("lead"))
    header = row = row + 1
    sheet.set_row(row, 20)
    for n, name in enumerate(_COLUMNS):
        put(sheet, row, n, book.word("reply", "problems", "columns", name), book.style("head"))
    order = {sent.name: n for n, sent in enumerate(reply.submission.sheets)}
    listed = sorted(reply.problems, key=lambda p: (_RANKS[p.severity], order.get(p.place.sheet, -1), _spot(p)))
    for problem in listed[:_SHOWN]:
        row += 1
        _problem(book, sheet, row, problem, places, widths)
    book.header(sheet, header, row, len(widths) - 1)
    if len(listed) > _SHOWN:
        row += 1
        put(sheet, row, 0, book.word("words", "more").replace("{n}", str(len(listed) - _SHOWN)), book.style("lead"))
    return row + 1


def _spot(problem: Problem) -> tuple[int, int, str]:
    """Row by row, as one reads a sheet."""
    letters = problem.place.cell.rstrip("0123456789")
    digits = problem.place.cell[len(letters) :]
    return int(digits) if digits else 0, len(letters), letters


def _problem(
    book: Book, sheet: Sheet, row: int, problem: Problem, places: Mapping[str, Sheet], widths: list[float]
) -> None:
    place, cell = problem.place, book.style("cell")
    message, fix = problem.message, remedy(book.document, problem)
    name = place.sheet or book.word("words", "whole_file")
    sheet.set_row(row, height(((name, widths[0]), (message, widths[3]), (fix, widths[4])), 18))
    put(sheet, row, 0, name, cell)
    target = places.get(place.sheet)
    if place.cell and target is not None:
        sheet.write_url(row, 1, f"internal:{book.title_of(target)}!{place.cell}", book.style("link"), place.cell)
    else:
        put(sheet, row, 1, place.cell, cell)
    put(sheet, row, 2, book.word("words", problem.severity.value), book.style(problem.severity.value))
    put(sheet, row, 3, message, cell)
    put(sheet, row, 4, fix, cell)


def _changes(book: Book, sheet: Sheet, row: int, reply: Reply, widths: list[float]) -> int:
    changes = reply.changes
    assert changes is not None
    row = heading(book, sheet, row, settings.text(book.settings, "reply", "changes", "heading"), len(widths))
    lines: list[tuple[str, int, str]] = [
        ("solved", len(changes.solved), ""),
        ("open", len(changes.open), ""),
        ("new", len(changes.new), ""),
        *(
            (name, len(rows), ", ".join(f"«{r}»" for r in rows[:40]))
            for name, rows in (
                ("rows_new", changes.rows_new),
                ("rows_changed", changes.rows_changed),
                ("rows_withdrawn", changes.rows_withdrawn),
            )
        ),
    ]
    for name, count, names in lines:
        label = book.word("reply", "changes", name)
        sheet.set_row(row, height(((label, widths[0]), (names, widths[3])), 16))
        put(sheet, row, 0, label, book.style("term"))
        sheet.write_number(row, 1, count, book.style("value"))
        put(sheet, row, 3, names, book.style("wrapped"))
        row += 1
    return row


def _received(book: Book, sheet: Sheet, row: int) -> int:
    row = heading(book, sheet, row, settings.text(book.settings, "reply", "received", "heading"), len(_COLUMNS))
    for entry in settings.items(book.settings, "reply", "received", "rows"):
        label, value = book.say(settings.text(entry, "label")), book.say(settings.text(entry, "value"))
        width = settings.number(book.settings, "reply", "widths", "sheet", default=20)
        sheet.set_row(row, height(((label, width),), 16))
        put(sheet, row, 0, label, book.style("term"))
        if value.isdecimal():
            sheet.write_number(row, 1, int(value), book.style("value"))
        else:
            put(sheet, row, 1, value, book.style("value"))
        row += 1
    return row
