"""Comments of a hearing -> the workbook to answer in: what was said locked, what is answered open or filled in."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from ...base.text import legal
from ...model import settings
from ...model.answer import ROLES, WORDS
from ...model.hearing import Remark, Subject
from ...model.hearing_report import Report
from ...model.specification import Specification
from ...model.tender import Settings
from .book import Book, Sheet, put, quoted
from .form.sheets import (
    COUNTER,
    FIRST,
    HEADER,
    KEY,
    columns_of,
    counter,
    entry_style,
    finish_table,
    head,
    rule,
)
from .guide import guide_sheet
from .heights import height
from .page import heading, opening
from .report_words import ReportWords

NAME = "answers"
INPUTS = ("answer", "decision", "role", "date")
_NEEDED = INPUTS[:3]


def columns(report: Report) -> tuple[Settings, ...]:
    return tuple(e for e in settings.items(report.document.settings, NAME, "columns") if not isinstance(e, str))


def comments_workbook(specification: Specification, report: Report) -> bytes:
    book = Book(specification, report.document)
    book.say = ReportWords(specification, report)
    guide, sheet, lists = book.sheet("guide"), book.sheet(NAME), book.sheet("lists")
    _lists(book, lists)
    guide_sheet(book, guide)
    _sheet(book, sheet, report)
    guide.activate()
    return book.finish()


def _lists(book: Book, sheet: Sheet) -> None:
    width = settings.number(book.settings, "lists", "width", default=30)
    sheet.set_column(0, 0, width)
    row = opening(book, sheet, "lists", width * 2)
    for name, column, words in (("decisions", "decision", tuple(WORDS.values())), ("roles", "role", ROLES)):
        row = heading(book, sheet, row, book.word("lists", name), 1)
        for word in words:
            put(sheet, row, 0, word, book.style("term"))
            row += 1
        cells = f"{book.title_of(sheet)}!$A${row - len(words) + 1}:$A${row}"
        book.ranges[column] = book.name(f"Liste_{column}", cells)
        row += 1


def _sheet(book: Book, sheet: Sheet, report: Report) -> None:
    shown = columns(report)
    names = [settings.text(entry, "name") for entry in shown]
    widths = [settings.number(entry, "width", default=18) for entry in shown]
    columns_of(book, sheet, [*widths, 26], hidden=len(shown))
    head(book, sheet, NAME)
    sheet.set_row(HEADER, 32)
    for n, entry in enumerate(shown):
        style = book.style("head_input" if names[n] in INPUTS else "head_locked")
        put(sheet, HEADER, n, book.say(settings.text(entry, "label")), style)
    put(sheet, HEADER, len(shown), KEY, book.style("head_locked"))
    subjects = {subject.label: subject for subject in report.hearing.subjects}
    asking = [remark for remark in report.hearing.remarks() if remark.needs_answer]
    for row, remark in enumerate(asking, FIRST):
        _row(book, sheet, row, remark, subjects.get(remark.label), report, shown, names, widths)
    last = FIRST + max(1, len(asking)) - 1
    for n, entry in enumerate(shown):
        if names[n] in INPUTS:
            label, prompt, error = (book.say(settings.text(entry, name)) for name in ("label", "prompt", "error"))
            if found := rule(book, label, prompt, error, book.ranges.get(names[n], "")):
                sheet.data_validation(FIRST, n, last, n, found)
    if "state" in names:
        state = names.index("state")
        letter = xl_col_to_name(state)
        states = f"{letter}{FIRST + 1}:{letter}{last + 1}"
        done = f"SUMPRODUCT(--({states}={quoted(book.word(NAME, 'state', 'ready'))}))"
        answered = sum(remark.answer is not None for remark in asking)
        counter(book, sheet, NAME, done, str(len(asking)), (answered, len(asking)), COUNTER)
        _shades(book, sheet, state, last)
    finish_table(book, sheet, last, len(shown) - 1, names.index("id") + 1 if "id" in names else 0)
    first = next((n for n, name in enumerate(names) if name in INPUTS), 0)
    sheet.set_selection(FIRST, first, FIRST, first)


def _row(
    book: Book,
    sheet: Sheet,
    row: int,
    remark: Remark,
    subject: Subject | None,
    report: Report,
    shown: Sequence[Settings],
    names: Sequence[str],
    widths: Sequence[float],
) -> None:
    texts = shown_texts(report, remark, subject)
    own = remark.answer is not None and not remark.answer.by_decision
    tall: list[tuple[str, float]] = []
    for n, name in enumerate(names):
        text = texts.get(name, "")
        if name == "state":
            said = book.word(NAME, "state", "ready" if remark.answer else "empty")
            sheet.write_formula(row, n, _state(book, row, shown, names), book.style("state"), said)
        elif name in INPUTS:
            put(sheet, row, n, text, book.style("locked") if own else entry_style(book))
        else:
            put(sheet, row, n, text, book.style("id" if name == "id" else "locked"))
        tall.append((text, widths[n]))
    put(sheet, row, len(names), remark.key, book.style("locked"))
    sheet.set_row(row, height(tall, settings.number(book.settings, NAME, "height", default=48)))


def shown_texts(report: Report, remark: Remark, subject: Subject | None) -> dict[str, str]:
    """Column -> its text, as it stands in the cell and must still stand there on return."""
    answer = remark.answer
    texts = {
        "id": remark.label,
        "title": subject.title if subject else report.word("no_requirement"),
        "now": subject.now if subject else "",
        "municipality": report.names().get(remark.municipality, remark.municipality),
        "stance": report.choice("stances", remark.stance),
        "importance": report.choice("importances", remark.importance),
        "remark": remark.text,
        "proposal": remark.proposal,
        "answer": answer.text if answer else "",
        "decision": WORDS.get(answer.decision, "") if answer else "",
        "role": answer.role if answer else "",
        "date": answer.date if answer else "",
    }
    return {name: legal(text) for name, text in texts.items()}


def _state(book: Book, row: int, shown: Sequence[Settings], names: Sequence[str]) -> str:
    """Nothing yet, what is missing, or answered."""
    cells = {name: f"{xl_col_to_name(n)}{row + 1}" for n, name in enumerate(names) if name in INPUTS}
    labels = {name: book.say(settings.text(entry, "label")) for name, entry in zip(names, shown, strict=True)}
    empty = {name: f'TRIM({cells[name]})=""' for name in _NEEDED if name in cells}
    words = {name: quoted(book.word(NAME, "state", name)) for name in ("empty", "ready")}
    if not empty:
        return f"={words['empty']}"
    named = "&".join(f'IF({condition},{quoted(", " + labels[name])},"")' for name, condition in empty.items())
    missing = f"{quoted(book.word(NAME, 'state', 'missing') + ' ')}&MID({named},3,200)"
    done = f"IF(OR({','.join(empty.values())}),{missing},{words['ready']})"
    return f"=IF(COUNTA({','.join(cells.values())})=0,{words['empty']},{done})"


def _shades(book: Book, sheet: Sheet, column: int, last: int) -> None:
    """The word says it; the colour helps."""
    cell = f"${xl_col_to_name(column)}{FIRST + 1}"
    missing = book.word(NAME, "state", "missing")
    for shade, criteria in (
        ("ready", f"{cell}={quoted(book.word(NAME, 'state', 'ready'))}"),
        ("missing", f"LEFT({cell},{len(missing)})={quoted(missing)}"),
    ):
        look = {"type": "formula", "criteria": f"={criteria}", "format": book.shade(shade)}
        sheet.conditional_format(FIRST, column, last, column, look)
