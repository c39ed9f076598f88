"""The requirements of one area -> its sheet: those so far locked, rows for new ones open, words for what is missing."""

from xlsxwriter.utility import xl_col_to_name

from ....base.text import legal
from ....model import settings
from ....model.field import Field
from ....model.issued import IssuedRow
from ....model.row_key import row_key
from ..book import Book, Sheet, put
from ..rows import Value
from .content import AreaSheet, Content, FormColumn
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
    some_of,
    state,
)

_FIELDS = 2  # what is missing and the id stand before the fields


def area_sheet(
    book: Book, sheet: Sheet, shown: Content, given: AreaSheet, municipality: str, own: frozenset[str]
) -> dict[str, IssuedRow]:
    """The keys of its rows. `own` are requirements that only this municipality has asked for."""
    columns = shown.columns
    blank = FIRST + len(given.requirements)
    last = blank + int(settings.number(book.settings, "area", "rows", default=30)) - 1
    widths = [settings.number(book.settings, "area", "widths", name, default=12) for name in ("missing", "id")]
    columns_of(book, sheet, [*widths, *(c.width for c in columns), 12], hidden=_FIELDS + len(columns))
    head(book, sheet, "area", "lead" if given.requirements else "lead_none")
    if given.requirements and (text := book.word("area", "go")):
        sheet.write_url(EXTRA, 0, f"internal:{book.title_of(sheet)}!C{blank + 1}", book.style("link"), text)
    _headers(book, sheet, columns)
    keys = _rows(book, sheet, shown, given, municipality, own, blank, last)
    for n, column in enumerate(columns, _FIELDS):
        if found := _rule(book, column, given):
            sheet.data_validation(blank, n, last, n, found)
    states = f"A{blank + 1}:A{last + 1}"
    ready = book.word("words", "ready").replace('"', '""')
    done, started = f'SUMPRODUCT(--({states}="{ready}"))', f"SUMPRODUCT(--(LEN({states})>0))"
    counter(book, sheet, "area", done, started, (0, 0), EXTRA - 1)
    shade_states(book, sheet, blank, last)
    _shade_required(book, sheet, columns, blank, last)
    names = [c.field.name for c in columns]
    frozen = settings.text(book.settings, "area", "freeze")
    left = _FIELDS + names.index(frozen) if frozen in names else _FIELDS
    finish_table(book, sheet, last, _FIELDS + len(columns) - 1, left)
    sheet.set_selection(blank, _FIELDS, blank, _FIELDS)
    return keys


def _headers(book: Book, sheet: Sheet, columns: tuple[FormColumn, ...]) -> None:
    sheet.set_row(HEADER, 32)
    ours, theirs = book.style("head_locked"), book.style("head_input")
    labels = [*own_labels(book), *(c.field.label for c in columns)]
    for n, label in enumerate((*labels, KEY)):
        put(sheet, HEADER, n, label, theirs if _FIELDS <= n < len(labels) else ours)


def _rows(
    book: Book,
    sheet: Sheet,
    shown: Content,
    given: AreaSheet,
    municipality: str,
    own: frozenset[str],
    blank: int,
    last: int,
) -> dict[str, IssuedRow]:
    rows, columns, package = book.rows(sheet), shown.columns, shown.package.key
    locked, ident = book.style("locked"), book.style("id")
    kind = rows.kind([locked, ident, *[locked] * len(columns), locked])
    keys: dict[str, IssuedRow] = {}
    for row, requirement in enumerate(given.requirements, FIRST):
        label, texts = legal(requirement.label), shown.texts[requirement.key]
        key = row_key(package, municipality, given.area.key, label)
        keys[key] = IssuedRow(municipality, given.area.key, label, requirement.key in own)
        line: list[Value] = ["", label, *(texts.get(c.field.name, "") for c in columns), key]
        rows.add(row, line, kind, shown.heights[requirement.key])
    kind = rows.kind([book.style("state"), ident, *[entry_style(book)] * len(columns), locked])
    empty = [""] * len(columns)
    right = xl_col_to_name(_FIELDS + len(columns) - 1)
    tall = settings.number(book.settings, "area", "height", default=30)
    for row in range(blank, last + 1):
        key = row_key(package, municipality, given.area.key, shown.specification.tender.version, str(row - blank + 1))
        keys[key] = IssuedRow(municipality, given.area.key)
        cells = f"C{row + 1}:{right}{row + 1}"
        rows.add(row, [state(book, cells, _missing(columns, row)), "", *empty, key], kind, tall)
    return keys


def _missing(columns: tuple[FormColumn, ...], row: int) -> list[Condition]:
    return [
        (f'TRIM({xl_col_to_name(n)}{row + 1})=""', column.field.label)
        for n, column in enumerate(columns, _FIELDS)
        if _required(column.field)
    ]


def _required(field: Field) -> bool:
    return field.required and "municipality" in (field.filled_by or ("municipality",))


def _shade_required(book: Book, sheet: Sheet, columns: tuple[FormColumn, ...], blank: int, last: int) -> None:
    """Amber where a row that was begun lacks something; the first column names it."""
    for n, column in enumerate(columns, _FIELDS):
        if _required(column.field):
            criteria = f'=AND(LEN($A{blank + 1})>0,TRIM({xl_col_to_name(n)}{blank + 1})="")'
            shade = {"type": "formula", "criteria": criteria, "format": book.shade("missing")}
            sheet.conditional_format(blank, n, last, n, shade)


def _rule(book: Book, column: FormColumn, given: AreaSheet) -> dict[str, object]:
    field, entry = column.field, column.entry
    prompt = settings.text(entry, "prompt") or field.help
    if field.kind == "choice":
        choices = book.specification.tender.choices(field)
        if field.many:
            prompt = f"{prompt} {settings.text(book.settings, 'words', 'pick_many')}".strip()
        labels = [c.key if column.show == "key" else c.label for c in choices]
        error = settings.text(entry, "error") or settings.text(book.settings, "words", "pick_error")
        error = error.replace("{{ valg }}", some_of(labels))
        return rule(book, field.label, prompt, error, book.ranges.get(f"list:{field.name}", ""), not field.many)
    listed = book.ranges.get(f"sections:{given.area.key}", "") if field.name == "section" else ""
    return rule(book, field.label, prompt, "", listed, strict=False)
