"""Requirements -> the sheet Oversigt: what is still unanswered, counted by formulas as the bidder goes along.

Every formula carries the number that holds before anyone answers, for readers that do not calculate.
"""

from collections import Counter
from collections.abc import Iterable

from xlsxwriter.utility import xl_col_to_name

from ...model import settings
from ...model.matrix import cells, columns
from .book import Book, Format, Sheet, put, quoted
from .page import heading, opening
from .phrases import answerable

Counts = Counter[tuple[str, str]]  # (area, type) as the sheet Krav shows them -> requirements to answer


def overview_sheet(book: Book, sheet: Sheet) -> None:
    counts = _counts(book)
    areas, types = _areas(book, counts), _types(book, counts)
    width, figure = (settings.number(book.settings, "overview", "widths", w, default=14) for w in ("label", "figure"))
    sheet.set_column(0, 0, width)
    sheet.set_column(1, max(4, len(types) + 1), figure)
    row = opening(book, sheet, "overview", width + 4 * figure)
    row = _together(book, sheet, row, counts.total())
    row = _table(book, sheet, row, "area", [(a, a, _sum(counts, area=a)) for a in areas])
    row = _table(book, sheet, row, "type", [(t, _type_label(book, t), _sum(counts, type=t)) for t in types])
    row = _cross(book, sheet, row, counts, areas, types)
    sheet.print_area(0, 0, row, max(4, len(types) + 1))


def _together(book: Book, sheet: Sheet, row: int, asked: int) -> int:
    """The figures a bidder looks at before handing in."""
    row = heading(book, sheet, row, settings.text(book.settings, "overview", "together"), 2)
    status, state = book.ranges.get("state", ""), {}
    if status:
        state = {
            word: f"COUNTIF({status},{quoted(book.word('words', word))})" for word in ("missing", "reason", "unmet")
        }
    reserved = book.ranges.get("reservation", "")
    specification, asked_for = book.specification, answerable(book.document)
    live = specification.live()
    lines: list[tuple[str, str, int]] = [("live", "", asked)]
    if state:
        lines += [
            ("answered", f"={asked}-{state['missing']}-{state['reason']}", 0),
            ("unanswered", f"={state['missing']}+{state['reason']}", asked),
            ("reason", f"={state['reason']}", 0),
            ("unmet", f"={state['unmet']}", 0),
        ]
    if reserved:
        yes = quoted(settings.text(book.settings, "reservation"))
        lines.append(("reserved", f"=COUNTIF({reserved},{yes})", 0))
    if "reservations" in book.ranges:
        lines.append(("listed", f"=COUNTA({book.ranges['reservations']})", 0))
    lines.append(("none", "", sum(not asked_for(r) for r in live)))
    lines.append(("withdrawn", "", len(specification.requirements) - len(live)))
    for label, formula, number in lines:
        put(sheet, row, 0, book.word("overview", label), book.style("line"))
        _figure(book, sheet, row, 1, formula, number)
        row += 1
    return row + 1


def _table(book: Book, sheet: Sheet, row: int, by: str, lines: list[tuple[str, str, int]]) -> int:
    """One line per area or type: requirements, answered, unanswered, share; and a total."""
    row = heading(book, sheet, row, settings.text(book.settings, "overview", f"by_{by}"), 5)
    for n, label in enumerate((by, "count", "answered", "unanswered", "share")):
        put(sheet, row, n, book.word("overview", label), _head(book, n))
    sheet.set_row(row, 20)
    first = row = row + 1
    for key, label, number in lines:
        put(sheet, row, 0, label, book.style("line"))
        _figure(book, sheet, row, 1, "", number)
        _figure(book, sheet, row, 2, f"=B{row + 1}-D{row + 1}", 0)
        _figure(book, sheet, row, 3, _unanswered(book, [(by, key)]), number)
        _share(book, sheet, row, 0)
        row += 1
    put(sheet, row, 0, book.word("overview", "total"), book.style("total_label"))
    total = sum(number for _, _, number in lines)
    for n, number in ((1, total), (2, 0), (3, total)):
        letter = xl_col_to_name(n)
        formula = f"=SUM({letter}{first + 1}:{letter}{row})" if lines else ""
        _figure(book, sheet, row, n, formula, number, "total")
    _share(book, sheet, row, 0)
    return row + 2


def _cross(book: Book, sheet: Sheet, row: int, counts: Counts, areas: list[str], types: list[str]) -> int:
    """Unanswered per area and type. Where there is no such requirement the cell is empty, not 0."""
    row = heading(book, sheet, row, settings.text(book.settings, "overview", "cross"), len(types) + 2)
    total = book.word("overview", "total")
    for n, label in enumerate((book.word("overview", "area"), *types, total)):
        put(sheet, row, n, label, _head(book, n))
    sheet.set_row(row, 20)
    row += 1
    for area in areas:
        put(sheet, row, 0, area, book.style("line"))
        for n, kind in enumerate(types, 1):
            formula = _unanswered(book, [("area", area), ("type", kind)]) if counts[area, kind] else ""
            if counts[area, kind]:
                _figure(book, sheet, row, n, formula, counts[area, kind])
            else:
                put(sheet, row, n, "", book.style("figure"))
        formula = f"=SUM(B{row + 1}:{xl_col_to_name(len(types))}{row + 1})" if types else ""
        _figure(book, sheet, row, len(types) + 1, formula, _sum(counts, area=area), "total")
        row += 1
    return row


def _figure(book: Book, sheet: Sheet, row: int, column: int, formula: str, number: int, style: str = "figure") -> None:
    if formula:
        sheet.write_formula(row, column, formula, book.style(style), number)
    else:
        sheet.write_number(row, column, number, book.style(style))


def _head(book: Book, column: int) -> Format:
    return book.style("head_locked", "head_figure") if column else book.style("head_locked")


def _share(book: Book, sheet: Sheet, row: int, value: int) -> None:
    sheet.write_formula(row, 4, f"=IF(B{row + 1}=0,0,C{row + 1}/B{row + 1})", book.style("share"), value)


def _unanswered(book: Book, where: Iterable[tuple[str, str]]) -> str:
    status = book.ranges.get("state")
    if status is None or any(name not in book.ranges for name, _ in where):
        return ""
    given = "".join(f"{book.ranges[name]},{quoted(text)}," for name, text in where)
    words = (quoted(book.word("words", word)) for word in ("missing", "reason"))
    return "=" + "+".join(f"COUNTIFS({given}{status},{word})" for word in words)


def _counts(book: Book) -> Counts:
    asked = answerable(book.document)
    shown = columns(book.specification, book.document, "matrix")
    texts = cells(book.specification, book.document, shown)
    found = {c.name: words for c, words in zip(shown, texts, strict=True)}
    area, kind = found.get("area"), found.get("type")
    return Counter(
        (area(r) if area else "", kind(r) if kind else "") for r in book.specification.requirements if asked(r)
    )


def _areas(book: Book, counts: Counts) -> list[str]:
    return _order([a.title for a in book.specification.tender.areas], [area for area, _ in counts])


def _types(book: Book, counts: Counts) -> list[str]:
    return _order([t.key for t in book.specification.tender.types], [kind for _, kind in counts])


def _order(declared: list[str], found: list[str]) -> list[str]:
    """Those that occur: first as declared, then as met."""
    return [name for name in dict.fromkeys((*declared, *found)) if name in found]


def _type_label(book: Book, key: str) -> str:
    return next((f"{key} · {t.label}" for t in book.specification.tender.types if t.key == key), key)


def _sum(counts: Counts, area: str | None = None, type: str | None = None) -> int:
    return sum(n for (a, t), n in counts.items() if area in (None, a) and type in (None, t))
