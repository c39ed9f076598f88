"""Open questions -> the workbook to decide in: a row per question, its texts side by side, a list to choose from.

Only the cells of the answer are open. A hidden key tells what the row is about, so rows may be sorted or deleted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from xlsxwriter.utility import xl_col_to_name

from ...base.text import legal
from ...base.words import marked
from ...model import settings
from ...model.question import LATER, OTHER, Question
from ...model.specification import Specification
from ...model.tender import Document, Settings
from .book import Book, Sheet, put, quoted
from .form.sheets import (
    COUNTER,
    FIRST,
    HEADER,
    KEY,
    Condition,
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
from .strings import hidden_notation

INPUTS = ("choice", "other", "reason", "role", "date")
_ABOVE, _TEXT = 2_000, 28_000  # characters; Excel takes 32,767 in a cell

Words = Callable[[str, str], str]  # kind and choice -> the word in the list


class _Column(Struct, frozen=True):
    name: str  # one of INPUTS, `state`, `id`, `title`, `field`, `note`, or `text1`, `text2` …
    label: str
    width: float
    entry: Settings


def words_of(document: Document) -> Words:
    """What choices are called: «Tekst 2», «Anden tekst» …, as workbook.yaml has it."""

    def word(kind: str, choice: str) -> str:
        named = settings.text(document.settings, "choices", kind, choice)
        numbered = settings.text(document.settings, "choices", "text", default="Tekst {n}").replace("{n}", choice)
        return named or settings.text(document.settings, "choices", choice, default=numbered)

    return word


def choices_of(question: Question) -> tuple[str, ...]:
    return (*question.choices, *((OTHER,) if question.worded else ()), LATER)


def columns(document: Document, kind: str, texts: int) -> tuple[_Column, ...]:
    """The columns of a kind's sheet, with as many for texts as the question with the most of them needs."""
    found: list[_Column] = []
    for entry in settings.items(document.settings, kind, "columns"):
        if isinstance(entry, str):
            continue
        name, label = settings.text(entry, "name"), settings.text(entry, "label")
        width = settings.number(entry, "width", default=18)
        if name == "text":
            found += [_Column(f"text{n}", label.replace("{n}", str(n)), width, entry) for n in range(1, texts + 1)]
        else:
            found.append(_Column(name, label, width, entry))
    return tuple(found)


def shown_text(question: Question, side: int) -> tuple[str, str, str]:
    """The requirement where there are several, who wrote the text and where, and the text.

    That stands in its cell, and must still stand there on return.
    """
    given = question.sides[side]
    name = legal(f"{given.requirement} {given.title}".strip())[:_ABOVE]
    who = legal("\n".join(f"{v.name} · {str(v.place).removeprefix('sources/packages/')}" for v in given.voices))
    text = legal(given.text)
    return name, who[:_ABOVE], text if len(text) <= _TEXT else text[:_TEXT] + " …"


def questions_workbook(
    specification: Specification, document: Document, questions: Iterable[Question], roles: Sequence[str]
) -> bytes:
    book = Book(specification, document)
    by_kind: dict[str, list[Question]] = {}
    for question in questions:
        by_kind.setdefault(question.kind, []).append(question)
    guide = book.sheet("guide")
    sheets = {kind: book.sheet(kind) for kind in by_kind}
    lists = book.sheet("lists")
    _lists(book, lists, by_kind, roles)
    guide_sheet(book, guide)
    for kind, asked in by_kind.items():
        _sheet(book, sheets[kind], kind, asked)
    (next(iter(sheets.values())) if sheets else guide).set_first_sheet()
    guide.activate()
    return book.finish()


def _lists(book: Book, sheet: Sheet, by_kind: Mapping[str, list[Question]], roles: Sequence[str]) -> None:
    """Fills `book.ranges` with `choices:<…>` and `roles`."""
    word = words_of(book.document)
    width = settings.number(book.settings, "lists", "width", default=40)
    sheet.set_column(0, 0, width)
    row = opening(book, sheet, "lists", width * 2)
    blocks: list[tuple[str, str, str, Sequence[str]]] = [("roles", "Liste_roller", book.word("lists", "roles"), roles)]
    for kind, asked in by_kind.items():
        for choices in dict.fromkeys(choices_of(question) for question in asked):
            title = f"{book.word(kind, 'heading')} ({len(choices)})"
            blocks.append(
                (f"choices:{kind}:{choices}", f"Liste_{kind}_{_letters(len(choices))}", title,
                 [word(kind, choice) for choice in choices])
            )  # fmt: skip
    for name, wanted, title, entries in blocks:
        row = heading(book, sheet, row, title, 1)
        for entry in entries:
            put(sheet, row, 0, legal(entry), book.style("term"))
            row += 1
        book.ranges[name] = book.name(wanted, f"{book.title_of(sheet)}!$A${row - len(entries) + 1}:$A${row}")
        row += 1


def _letters(number: int) -> str:
    """A defined name may end in no figure that makes it look like a cell."""
    return str(xl_col_to_name(number)).lower()


def _sheet(book: Book, sheet: Sheet, kind: str, asked: list[Question]) -> None:
    texts = max(len(question.sides) for question in asked)
    shown = columns(book.document, kind, texts)
    columns_of(book, sheet, [*(c.width for c in shown), 12], hidden=len(shown))
    head(book, sheet, kind)
    last = FIRST + len(asked) - 1
    sheet.set_row(HEADER, 32)
    for n, column in enumerate(shown):
        put(sheet, HEADER, n, column.label, book.style("head_input" if column.name in INPUTS else "head_locked"))
    put(sheet, HEADER, len(shown), KEY, book.style("head_locked"))
    for row, question in enumerate(asked, FIRST):
        _row(book, sheet, row, question, shown)
    where = next((n for n, c in enumerate(shown) if c.name == "state"), 0)
    letter = xl_col_to_name(where)
    states = f"{letter}{FIRST + 1}:{letter}{last + 1}"
    ready = quoted(book.word("words", "ready"))
    done, all_of = f"SUMPRODUCT(--({states}={ready}))", f"SUMPRODUCT(--(LEN({states})>0))"
    counter(book, sheet, kind, done, all_of, (0, len(asked)), COUNTER)
    _shades(book, sheet, shown, where, last)
    first_text = next((n for n, c in enumerate(shown) if c.name.startswith("text")), 1)
    finish_table(book, sheet, last, len(shown) - 1, first_text)
    first_input = next((n for n, c in enumerate(shown) if c.name == "choice"), 0)
    sheet.set_selection(FIRST, first_input, FIRST, first_input)


def _row(book: Book, sheet: Sheet, row: int, question: Question, shown: Sequence[_Column]) -> None:
    several = "\n".join(side.requirement for side in question.sides if side.requirement)
    cells = {
        "id": several or question.requirement,
        "title": question.title,
        "field": question.field,
        "note": question.note,
    }
    runs = marked(tuple(shown_text(question, n)[2] for n in range(len(question.sides))))
    tall: list[tuple[str, float]] = []
    for n, column in enumerate(shown):
        if column.name == "state":
            formula = _state(book, row, question, shown)
            sheet.write_formula(row, n, formula, book.style("state"), book.word("words", "open"))
        elif column.name in INPUTS:
            put(sheet, row, n, "", entry_style(book))
            if found := _rule(book, column, question):
                sheet.data_validation(row, n, row, n, found)
        elif column.name.startswith("text"):
            side = int(column.name[4:]) - 1
            if side < len(question.sides):
                name, who, text = shown_text(question, side)
                _rich(book, sheet, row, n, name, who, runs[side])
                tall.append(("\n".join(part for part in (name, who, text) if part), column.width))
            else:
                put(sheet, row, n, "", book.style("locked"))
        else:
            text = legal(cells.get(column.name, ""))
            put(sheet, row, n, text, book.style("id" if column.name == "id" else "locked"))
            tall.append((text, column.width))
    put(sheet, row, len(shown), question.key, book.style("locked"))
    sheet.set_row(row, height(tall, settings.number(book.settings, "height", default=60)))


def _rich(
    book: Book, sheet: Sheet, row: int, column: int, name: str, who: str, runs: Sequence[tuple[str, bool]]
) -> None:
    """Who in small letters, the text below, and in it the words that differ."""
    pieces: list[object] = [book.style("name"), hidden_notation(name + "\n")] if name else []
    pieces += [book.style("who"), hidden_notation(who + "\n")]
    for words, different in runs:
        if words:
            pieces += [book.style("differs" if different else "text"), hidden_notation(words)]
    if len(pieces) < 4:  # Excel's own rich text has two runs at least
        put(sheet, row, column, who, book.style("locked"))
    else:
        sheet.write_rich_string(row, column, *pieces, book.style("locked"))


def _state(book: Book, row: int, question: Question, shown: Sequence[_Column]) -> str:
    """Not decided, postponed, what is missing, or decided."""
    word = words_of(book.document)
    cell = {c.name: f"{xl_col_to_name(n)}{row + 1}" for n, c in enumerate(shown) if c.name in INPUTS}
    labels = {c.name: c.label for c in shown}
    choice = cell.get("choice", "A1")
    missing: list[Condition] = [
        (f'TRIM({cell[name]})=""', labels[name]) for name in ("choice", "reason", "role") if name in cell
    ]
    if question.worded and "other" in cell:
        other = quoted(word(question.kind, OTHER))
        missing.append((f'AND({choice}={other},TRIM({cell["other"]})="")', labels["other"]))
    either = ",".join(condition for condition, _label in missing)
    named = "&".join(f'IF({condition},{quoted(", " + label)},"")' for condition, label in missing)
    lacking = f"{quoted(book.word('words', 'missing') + ' ')}&MID({named},3,200)"
    done = f"IF(OR({either}),{lacking},{quoted(book.word('words', 'ready'))})"
    later = f"IF({choice}={quoted(word(question.kind, LATER))},{quoted(book.word('words', 'later'))},{done})"
    return f"=IF(COUNTA({','.join(cell.values())})=0,{quoted(book.word('words', 'open'))},{later})"


def _shades(book: Book, sheet: Sheet, shown: Sequence[_Column], state: int, last: int) -> None:
    """The word says it; the colour helps. A cell that lacks something is shaded with it."""
    cell = f"${xl_col_to_name(state)}{FIRST + 1}"
    missing = book.word("words", "missing")
    lacking = f"LEFT({cell},{len(missing)})={quoted(missing)}"
    for shade, criteria in (("ready", f"{cell}={quoted(book.word('words', 'ready'))}"), ("missing", lacking)):
        look = {"type": "formula", "criteria": f"={criteria}", "format": book.shade(shade)}
        sheet.conditional_format(FIRST, state, last, state, look)
    choice = next((xl_col_to_name(n) for n, c in enumerate(shown) if c.name == "choice"), "A")
    wanted = f"${choice}{FIRST + 1}={quoted(words_of(book.document)('', OTHER))}"
    for n, column in enumerate(shown):
        if column.name in ("choice", "reason", "role", "other"):
            also = f"{wanted}," if column.name == "other" else ""
            criteria = f'=AND({lacking},{also}TRIM({xl_col_to_name(n)}{FIRST + 1})="")'
            look = {"type": "formula", "criteria": criteria, "format": book.shade("missing")}
            sheet.conditional_format(FIRST, n, last, n, look)


def _rule(book: Book, column: _Column, question: Question) -> dict[str, object]:
    prompt, error = settings.text(column.entry, "prompt"), settings.text(column.entry, "error")
    listed = ""
    if column.name == "choice":
        listed = book.ranges.get(f"choices:{question.kind}:{choices_of(question)}", "")
    elif column.name == "role":
        listed = book.ranges.get("roles", "")
    return rule(book, column.label, prompt, error, listed, strict=column.name == "choice")
