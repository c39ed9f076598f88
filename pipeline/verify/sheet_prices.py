"""The price workbook, read back -> what differs from the specification: every line once, every sum over all of them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ..base.i18n import _
from ..base.text import legal
from ..model import settings
from ..model.place import Place
from ..model.prices import Group, groups
from ..model.problem import Problem
from ..model.specification import Specification
from ..model.tender import Document
from .sheet_problems import at, difference, extra, letters_of, missing, no_formulas
from .sheets import Row, Sheets

_ORDER = ("number", "label", "basis", "quantity", "unit", "price", "amount", "state")
Cells = dict[str, str]


def verify_prices(
    specification: Specification, sheets: Sheets, document: Document, places: Mapping[str, Place]
) -> Iterator[Problem]:
    wanted = groups(specification, document)
    yield from _all_there(specification, document, wanted)
    sums: list[tuple[Group, str, str]] = []  # with the cells of its states and of its sum
    for name, place in places.items():
        if name in ("guide", "metadata"):
            for row in sheets.rows(place.sheet):
                yield from no_formulas(row, place)
        elif name != "total":
            rows = {row.number: row for row in sheets.rows(place.sheet)}
            yield from _tables(document, [g for g in wanted if g.sheet == name], rows, place, sums)
    if "total" in places:
        yield from _total(document, list(sheets.rows(places["total"].sheet)), places["total"], sums)


def _all_there(specification: Specification, document: Document, wanted: tuple[Group, ...]) -> Iterator[Problem]:
    """Counted from the tender itself: every option and every municipality of a group that is made for each of them."""
    place = Place(f"{document.key}.xlsx")
    for entry in settings.items(document.settings, "prices"):
        each = settings.text(entry, "each")
        names: list[str] = []
        if each == "option":
            kind = settings.text(entry, "type", default="O")
            names = [legal(r.label) for r in specification.live() if r.key_of("type") == kind]
        elif each == "municipality":
            network = settings.text(entry, "network")
            names = [legal(m.name) for m in specification.tender.municipalities if network in ("", *m.networks)]
        sheet = settings.text(entry, "sheet")
        said = Counter(word for g in wanted if g.sheet == sheet for ln in g.lines for word in (ln.number, ln.label))
        for name in names:
            if not said[name]:
                yield missing(place, _("A line of prices is not in the workbook."), name)


def _tables(
    document: Document, wanted: list[Group], rows: Mapping[int, Row], place: Place, sums: list[tuple[Group, str, str]]
) -> Iterator[Problem]:
    quoted = "'" + place.sheet.replace("'", "''") + "'!"
    starts = [n for n, row in sorted(rows.items()) if row.texts.get("A") == _label(document, "number")]
    if len(starts) != len(wanted):
        yield missing(place, _("The sheet has {found} tables of prices, not {wanted}.").format(
            found=len(starts), wanted=len(wanted)), "")  # fmt: skip
        return
    for head, group in zip(starts, wanted, strict=True):
        last = head + len(group.lines)
        yield from _compare(rows.get(head - 1), {"A": group.heading}, {}, at(place, "A", head - 1))
        labels = {letters_of(n): _label(document, name) for n, name in enumerate(_ORDER)}
        yield from _compare(rows.get(head), labels, {}, at(place, "A", head))
        for n, line in enumerate(group.lines, head + 1):
            said = {"A": line.number, "B": line.label, "C": line.basis, "D": str(line.quantity), "E": line.unit}
            yield from _line(document, rows.get(n), n, said, place)
        yield from _sum(document, rows.get(last + 1), group, (head + 1, last), place)
        sums.append((group, f"{quoted}$H${head + 1}:$H${last}", f"{quoted}$G${last + 1}"))
    tables = {n for head, group in zip(starts, wanted, strict=True) for n in range(head, head + len(group.lines) + 2)}
    for n, row in rows.items():
        if n not in tables:
            yield from no_formulas(row, place)


def _line(document: Document, row: Row | None, n: int, said: Cells, place: Place) -> Iterator[Problem]:
    """What is asked for, an open price, and the two formulas with what holds before it is filled in."""
    word = {w: settings.text(document.settings, "words", w) for w in ("answered", "missing")}
    given = f"AND(ISNUMBER(F{n}),F{n}>=0)"
    formulas = {"G": f"IF({given},D{n}*F{n},0)", "H": f'IF({given},"{word["answered"]}","{word["missing"]}")'}
    texts = {column: text for column, text in said.items() if text}
    yield from _compare(row, texts | {"G": "0", "H": word["missing"]}, formulas, at(place, "A", n))


def _sum(document: Document, row: Row | None, group: Group, lines: tuple[int, int], place: Place) -> Iterator[Problem]:
    (first, last), words = lines, settings.table(document.settings, "words")
    of, answered = settings.text(words, "of"), settings.text(words, "answered")
    said = f" {of} {len(group.lines)} {answered}"
    formulas = {"G": f"SUM(G{first}:G{last})", "H": f'COUNTIF(H{first}:H{last},"{answered}")&"{said}"'}
    texts = {"B": f"{settings.text(words, 'sum')}: {group.heading}", "G": "0", "H": f"0{said}"}
    yield from _compare(row, texts, formulas, at(place, "A", last + 1))


def _total(document: Document, rows: list[Row], place: Place, sums: list[tuple[Group, str, str]]) -> Iterator[Problem]:
    """One row a group, in order, with its cells; and a price that adds up those that count, and no other."""
    answered = settings.text(document.settings, "words", "answered")
    lines, places = iter(rows), []
    for group, states, amount in sums:
        row = next((row for row in lines if row.texts.get("A") == group.heading), None)
        n = row.number if row else 0
        places.append(n)
        count = str(len(group.lines))
        texts = {"A": group.heading, "B": count, "C": "0", "D": count}
        texts["E"] = "0" if group.counts else settings.text(document.settings, "words", "not_counted")
        formulas = {"C": f'COUNTIF({states},"{answered}")', "D": f"B{n}-C{n}"}
        if group.counts:
            formulas["E"] = amount
        yield from _compare(row, texts, formulas, at(place, "A", n))
    yield from _counts(document, rows, place, sums, places)
    label = settings.text(document.settings, "total", "evaluation")
    formula = "+".join(amount for group, _states, amount in sums if group.counts) or "0"
    row = next((row for row in rows if row.texts.get("A") == label), None)
    yield from _compare(row, {"A": label, "E": "0"}, {"E": formula}, at(place, "A", row.number if row else 0))


def _counts(
    document: Document, rows: list[Row], place: Place, sums: list[tuple[Group, str, str]], lines: list[int]
) -> Iterator[Problem]:
    """Prices in all, filled in and missing."""
    label = settings.text(document.settings, "total", "together")
    row = next((row for row in rows if row.texts.get("A") == label), None)
    count = str(sum(len(group.lines) for group, _states, _amount in sums))
    first, last = (min(lines), max(lines)) if lines else (0, 0)
    formulas = {c: f"SUM({c}{first}:{c}{last})" for c in "BCD"} if lines else (row.formulas if row else {})
    texts = {"A": label, "B": count, "C": "0", "D": count}
    yield from _compare(row, texts, formulas, at(place, "A", row.number if row else 0))


def _label(document: Document, name: str) -> str:
    entries = settings.items(document.settings, "price_columns")
    return next((settings.text(e, "label", default=name) for e in entries if settings.text(e, "name") == name), name)


def _compare(row: Row | None, texts: Cells, formulas: Cells, place: Place) -> Iterator[Problem]:
    """Every cell and every formula of a row; nothing else may stand in it."""
    if row is None:
        yield missing(place, _("A line of prices is not in the workbook."), " | ".join(texts.values()))
        return
    for found, wanted in ((row.texts, texts), (row.formulas, formulas)):
        for column in sorted({*found, *wanted}):
            is_, shall = found.get(column, ""), wanted.get(column, "")
            spot = Place(place.path, sheet=place.sheet, cell=f"{column}{row.number}")
            if is_ and not shall:
                yield extra(spot, _("The cell should be empty."), is_)
            elif is_ != shall:
                message = _("The cell does not say what the specification says: «{wanted}».").format(wanted=shall)
                yield difference(spot, message, is_, "")
