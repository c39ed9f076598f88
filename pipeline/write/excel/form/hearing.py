"""The requirements of a package -> the sheet Høring: the texts locked, one row of answers for each, a tick for none."""

from xlsxwriter.utility import xl_col_to_name

from ....base.text import legal
from ....model import settings
from ....model.issued import IssuedRow
from ....model.row_key import row_key
from ....model.tender import Settings
from ..book import Book, Sheet, put, quoted
from ..rows import Value
from .content import Content
from .sheets import (
    EXTRA,
    FIRST,
    HEADER,
    KEY,
    Condition,
    columns_of,
    counter,
    entry_style,
    finish_table,
    head,
    own_labels,
    rule,
    shade_states,
    state,
)

SHEET = "hearing"
_TICK = 2  # the column of the tick, beside its label


def hearing_sheet(book: Book, sheet: Sheet, shown: Content, municipality: str) -> dict[str, IssuedRow]:
    """The keys of its rows."""
    answers = [e for e in settings.items(book.settings, SHEET, "columns") if not isinstance(e, str)]
    at = {settings.text(entry, "name"): 2 + len(shown.locked) + n for n, entry in enumerate(answers)}
    first_answer = 2 + len(shown.locked)
    hidden = first_answer + len(answers)
    last = FIRST + max(1, len(shown.requirements)) - 1
    widths = [settings.number(book.settings, SHEET, "widths", name, default=12) for name in ("missing", "id")]
    answer_widths = [settings.number(entry, "width", default=18) for entry in answers]
    columns_of(book, sheet, [*widths, *(c.width for c in shown.locked), *answer_widths, 12], hidden)
    head(book, sheet, SHEET)
    _tick(book, sheet)
    sheet.set_row(HEADER, 32)
    ours, theirs = book.style("head_locked"), book.style("head_input")
    labels = [*own_labels(book), *(c.field.label for c in shown.locked)]
    labels += [book.say(settings.text(entry, "label")) for entry in answers]
    for n, label in enumerate((*labels, KEY)):
        put(sheet, HEADER, n, label, theirs if first_answer <= n < hidden else ours)
    keys = _rows(book, sheet, shown, municipality, at, first_answer, hidden)
    for n, entry in enumerate(answers, first_answer):
        if found := _rule(book, entry):
            sheet.data_validation(FIRST, n, last, n, found)
    states = f"A{FIRST + 1}:A{last + 1}"
    total = len(shown.requirements)
    counter(book, sheet, SHEET, f"SUMPRODUCT(--(LEN({states})>0))", str(total), (0, total), EXTRA - 1)
    shade_states(book, sheet, FIRST, last)
    names = [c.field.name for c in shown.locked]
    frozen = settings.text(book.settings, SHEET, "freeze")
    finish_table(book, sheet, last, hidden - 1, 2 + names.index(frozen) if frozen in names else 2)
    sheet.set_selection(FIRST, first_answer, FIRST, first_answer)
    return keys


def _tick(book: Book, sheet: Sheet) -> None:
    entry = settings.table(book.settings, SHEET, "tick")
    label = book.say(settings.text(entry, "label"))
    if label:
        sheet.set_row(EXTRA, 20)
        put(sheet, EXTRA, 0, label, book.style("counter"))
        put(sheet, EXTRA, _TICK, "", entry_style(book))
        if found := _rule(book, {**entry, "label": label}):
            sheet.data_validation(EXTRA, _TICK, EXTRA, _TICK, found)


def _rule(book: Book, entry: Settings) -> dict[str, object]:
    listed = book.ranges.get(f"list:{settings.text(entry, 'list')}", "")
    label, prompt, error = (settings.text(entry, name) for name in ("label", "prompt", "error"))
    return rule(book, label, prompt, error, listed)


def _rows(
    book: Book, sheet: Sheet, shown: Content, municipality: str, at: dict[str, int], first_answer: int, hidden: int
) -> dict[str, IssuedRow]:
    rows, locked, count = book.rows(sheet), book.style("locked"), hidden - first_answer
    styles = [book.style("state"), book.style("id"), *[locked] * len(shown.locked), *[entry_style(book)] * count]
    kind = rows.kind([*styles, locked])
    left, right = xl_col_to_name(first_answer), xl_col_to_name(hidden - 1)
    keys: dict[str, IssuedRow] = {}
    for row, requirement in enumerate(shown.requirements, FIRST):
        label, texts = legal(requirement.label), shown.texts[requirement.key]
        key = row_key(shown.package.key, municipality, SHEET, label)
        keys[key] = IssuedRow(municipality, SHEET, label)
        said = state(book, f"{left}{row + 1}:{right}{row + 1}", _needs(book, at, row + 1))
        line: list[Value] = [said, label, *(texts.get(c.field.name, "") for c in shown.locked), *[""] * count, key]
        rows.add(row, line, kind, shown.replies[requirement.key])
    return keys


def _needs(book: Book, at: dict[str, int], row: int) -> list[Condition]:
    """`needs:` of workbook.yaml: an answer in one column makes another necessary."""
    found: list[Condition] = []
    for entry in settings.items(book.settings, SHEET, "needs"):
        name = settings.text(entry, "name")
        needed = [at[other] for other in settings.texts(entry, "needs") if other in at]
        if name not in at or not needed:
            continue
        given = f"{xl_col_to_name(at[name])}{row}"
        answers = [f"TRIM({given})={quoted(answer)}" for answer in settings.texts(entry, "answers")]
        asked = (f"OR({','.join(answers)})" if len(answers) > 1 else answers[0]) if answers else f'TRIM({given})<>""'
        empty = [f'TRIM({xl_col_to_name(n)}{row})=""' for n in needed]
        found.append((f"AND({','.join((asked, *empty))})", book.say(settings.text(entry, "word"))))
    return found
