"""Requirements -> the sheet Krav: ours locked, the bidder's open, a state word that follows the answers."""

from collections.abc import Callable

from msgspec import Struct
from xlsxwriter.utility import xl_col_to_name

from ...model import settings
from ...model.matrix import Column, cells, columns
from ...model.specification import Requirement
from .book import Book, Format, Sheet, put, quoted
from .dropdowns import validation
from .heights import Heights
from .phrases import answerable
from .rows import Formula, Value

_BAND, _HEADER, _FIRST = 0, 1, 2
_LEAST = 30


class Layout(Struct, frozen=True):
    """The columns with their letters; where nothing is asked for, the first requirement's row is still kept."""

    columns: tuple[Column, ...]
    last: int

    def index(self, wanted: str) -> int:
        """The column with that name or role, -1 where workbook.yaml has left it out."""
        return next((n for n, c in enumerate(self.columns) if wanted in (c.name, c.role)), -1)

    def letter(self, name: str) -> str:
        """Its letters, '' where it is left out."""
        return str(xl_col_to_name(self.index(name))) if self.index(name) >= 0 else ""


def requirements_sheet(book: Book, sheet: Sheet) -> None:
    requirements = book.specification.requirements
    layout = Layout(columns(book.specification, book.document, "matrix"), _FIRST + max(1, len(requirements)) - 1)
    _head(book, sheet, layout)
    _rows(book, sheet, layout, requirements)
    _names(book, sheet, layout)
    for n, column in enumerate(layout.columns):
        if column.role == "answer" and (rule := validation(book, column)):
            sheet.data_validation(_FIRST, n, layout.last, n, rule)
    _shades(book, sheet, layout)
    book.header(sheet, _HEADER, layout.last, max(0, len(layout.columns) - 1))
    _view(sheet, layout, settings.text(book.settings, "freeze"))


def _head(book: Book, sheet: Sheet, layout: Layout) -> None:
    sheet.set_row(_BAND, 21)
    sheet.set_row(_HEADER, 32)
    before = ""
    for n, column in enumerate(layout.columns):
        side = "locked" if column.role not in ("answer", "state") else "answer"
        hidden = {"hidden": True} if column.role == "digest" else {}
        sheet.set_column(n, n, column.width, None, hidden)
        starts = side != before and column.role != "digest"
        put(sheet, _BAND, n, book.word("bands", side) if starts else "", book.style(f"band_{side}"))
        put(sheet, _HEADER, n, column.label, book.style(f"head_{side}"))
        before = side


def _rows(book: Book, sheet: Sheet, layout: Layout, requirements: tuple[Requirement, ...]) -> None:
    rows = book.rows(sheet)
    texts = cells(book.specification, book.document, layout.columns)
    kinds = {kind: rows.kind(_plan(book, layout, kind)) for kind in ("live", "quiet", "gone")}
    heights = Heights(((n, c.width) for n, c in enumerate(layout.columns) if texts[n] and c.role == "field"), _LEAST)
    asked, state, at_state = answerable(book.document), _state(book, layout), layout.index("state")
    for row, requirement in enumerate(requirements, _FIRST):
        kind = "live" if asked(requirement) else "gone" if requirement.status == "withdrawn" else "quiet"
        line: list[Value] = [words(requirement) if words else "" for words in texts]
        tallest = heights.of(line)
        if at_state >= 0:
            line[at_state] = state(requirement, row + 1, kind)
        rows.add(row, line, kinds[kind], tallest)


def _plan(book: Book, layout: Layout, kind: str) -> list[Format]:
    """The style of every column in a row: open to an answer, not asked about, or withdrawn."""
    plain = {"live": "cell", "quiet": "quiet", "gone": "gone"}[kind]
    found: list[Format] = []
    for column in layout.columns:
        number_format = settings.text(column.settings, "format")
        more: dict[str, object] = {"num_format": number_format} if number_format else {}
        if kind != "live":
            found.append(book.style(plain))
        elif column.role == "answer":
            found.append(book.style("input", locked=False, **more))
        else:
            found.append(book.style({"id": "key", "state": "state"}.get(column.role, plain)))
    return found


def _state(book: Book, layout: Layout) -> Callable[[Requirement, int, str], Value]:
    """The state word of a requirement in a row: as it stands before anyone answers, with the formula behind it."""
    word = {name: book.word("words", name) for name in ("missing", "reason", "answered", "unmet", "none", "withdrawn")}
    missing, met = quoted(word["missing"]), quoted(settings.text(book.settings, "met"))
    minimum = {t.key for t in book.specification.tender.types if t.minimum}
    answer, cause = layout.letter("fulfilment"), layout.letter("cause")
    reasons = [quoted(reason) for reason in settings.texts(book.settings, "reason_for")]

    def state(requirement: Requirement, row: int, kind: str) -> Value:
        if kind != "live":
            return word["withdrawn" if kind == "gone" else "none"]
        if not answer:
            return word["missing"]
        given, done = f"{answer}{row}", quoted(word["answered"])
        if requirement.key_of("type") in minimum:
            done = f"IF({given}<>{met},{quoted(word['unmet'])},{done})"
        if reasons and cause:  # a reason that is asked for comes before the verdict: without it the answer is not whole
            weak = ",".join([f"{given}={reason}" for reason in reasons])
            done = f'IF(AND(OR({weak}),TRIM({cause}{row})=""),{quoted(word["reason"])},{done})'
        return Formula(f'IF(TRIM({given})="",{missing},{done})', word["missing"])

    return state


def _names(book: Book, sheet: Sheet, layout: Layout) -> None:
    """Columns that formulas and readers of returned matrices look up get a defined name."""
    title = book.title_of(sheet)
    for n, column in enumerate(layout.columns):
        letter = xl_col_to_name(n)
        cells = f"{title}!${letter}${_FIRST + 1}:${letter}${layout.last + 1}"
        book.ranges[column.name] = book.name(settings.text(column.settings, "range"), cells)


def _shades(book: Book, sheet: Sheet, layout: Layout) -> None:
    column = layout.index("state")
    if column < 0:
        return
    state = f"${layout.letter('state')}{_FIRST + 1}"
    marked = {
        "missing": ("state",),
        "reason": ("state", "cause"),
        "answered": ("state",),
        "unmet": ("state", "fulfilment"),
    }
    for word, places in marked.items():
        rule = {
            "type": "formula",
            "criteria": f"={state}={quoted(book.word('words', word))}",
            "format": book.shade(word),
        }
        for n in (layout.index(place) for place in places):
            if n >= 0:
                sheet.conditional_format(_FIRST, n, layout.last, n, rule)


def _view(sheet: Sheet, layout: Layout, freeze: str) -> None:
    shown = [n for n, c in enumerate(layout.columns) if c.role != "digest"]
    last = shown[-1] if shown else 0
    answer = max(0, layout.index("answer"))
    sheet.freeze_panes(_FIRST, max(0, layout.index(freeze)))
    sheet.autofilter(_HEADER, 0, layout.last, last)
    sheet.repeat_rows(_BAND, _HEADER)
    sheet.print_area(_BAND, 0, layout.last, last)
    sheet.set_selection(_FIRST, answer, _FIRST, answer)
    everything = f"A{_HEADER + 1}:{xl_col_to_name(len(layout.columns) - 1)}{layout.last + 1}"
    sheet.ignore_errors({"number_stored_as_text": everything, "formula_differs": everything})
