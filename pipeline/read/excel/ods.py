"""An .ods spreadsheet -> sheets, from content.xml itself.

LibreOffice stores what it shows beside each value, so text is what the person saw; dates and plain numbers are shown
as in every other workbook. calamine gives error cells and formulas without a result as nothing, hence this reader.
Repeated rows and cells are laid out one by one within the caps of `grid`; empty ones cost nothing.
"""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from ...base.office import Damaged, Parts, attribute, local, stream
from ...base.text import normal
from .grid import MAX_CELLS, MAX_COLUMN, MAX_ROW, Cell, Mark, Row, Sheet, Span, letters
from .numbers import Look, moment_text

_DIGITS = re.compile(r"[0-9](?:[0-9.,\u00a0\u202f ]*[0-9])?")


class _Table:
    """One sheet while it is read."""

    def __init__(self, name: str, style: str) -> None:
        self.name = name
        self.style = style
        self.rows: list[Row] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Span] = []
        self.marks: list[Mark] = []
        self.next_row = 1
        self.next_column = 1
        self.cells = 0


class _Styles:
    """Which styles strike text out and which hide a sheet; a style inherits from its parent."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.strikes: dict[str, bool] = {}
        self.hides: set[str] = set()

    def add(self, style: "etree._Element") -> None:
        name = attribute(style, "name")
        self.parent[name] = attribute(style, "parent-style-name")
        for node in style:
            if local(node) == "text-properties":
                line = attribute(node, "text-line-through-style") or attribute(node, "text-line-through-type")
                if line:
                    self.strikes[name] = line != "none"
            elif local(node) == "table-properties" and attribute(node, "display") == "false":
                self.hides.add(name)

    def struck(self, name: str) -> bool:
        for _generation in range(20):
            if name in self.strikes:
                return self.strikes[name]
            name = self.parent.get(name, "")
            if not name:
                return False
        return False


def read_ods(data: bytes, look: Look) -> tuple[Sheet, ...]:
    """All sheets in order. Raises `Damaged`."""
    parts = Parts(data)
    styles = _Styles()
    if "styles.xml" in parts:
        for node in parts.tree("styles.xml").iter():
            if local(node) == "style":
                styles.add(node)
    tables: dict[int, _Table] = {}
    order: dict[str, int] = {}
    for element in stream(parts.read("content.xml"), "style", "table-column", "table-row", "shapes"):
        kind = local(element)
        if kind == "style":
            styles.add(element)
            continue
        home = next((node for node in element.iterancestors() if local(node) == "table"), None)
        if home is None or any(local(node) == "table-cell" for node in element.iterancestors()):
            continue
        name = attribute(home, "name")
        table = tables.setdefault(order.setdefault(name, len(order)), _Table(name, attribute(home, "style-name")))
        if kind == "table-column":
            width = _count(element, "number-columns-repeated")
            if attribute(element, "visibility") in ("collapse", "filter"):
                table.hidden_columns.append((table.next_column, table.next_column + width - 1))
            table.next_column += width
        elif kind == "shapes":
            table.marks += _drawn(element, "")
        else:
            _row(table, element, styles, look)
    if not tables:
        raise Damaged("no table")
    return tuple(
        Sheet(
            table.name,
            table.style in styles.hides,
            tuple(table.rows),
            tuple(table.hidden_columns),
            tuple(table.merges),
            tuple(table.marks),
        )
        for table in tables.values()
    )


def _row(table: _Table, element: "etree._Element", styles: _Styles, look: Look) -> None:
    repeated = _count(element, "number-rows-repeated")
    first, table.next_row = table.next_row, table.next_row + repeated
    cells: list[Cell] = []
    column = 1
    for node in element:
        if local(node) not in ("table-cell", "covered-table-cell"):
            continue
        width = _count(node, "number-columns-repeated")
        if len(node) or attribute(node, "formula"):
            if column > MAX_COLUMN:
                table.marks.append(Mark("beyond", f"{letters(column)}{first}"))
                break
            ref = f"{letters(column)}{first}"
            across, down = _count(node, "number-columns-spanned"), _count(node, "number-rows-spanned")
            if across > 1 or down > 1:
                table.merges.append(Span(first, column, first + down - 1, column + across - 1))
            cell = _cell(table, node, ref, column, styles, look)
            if cell is not None:
                cells += [
                    cell._replace(ref=f"{letters(place)}{first}", column=place)
                    for place in range(column, min(column + width, MAX_COLUMN + 1))
                ]
        column += width
    if not cells:
        return
    hidden = attribute(element, "visibility") in ("collapse", "filter")
    for number in range(first, first + repeated):
        if number > MAX_ROW or table.cells > MAX_CELLS:
            table.marks.append(Mark("beyond", f"{letters(cells[0].column)}{number}", cells[0].text))
            break
        table.cells += len(cells)
        moved = cells if number == first else [c._replace(ref=f"{letters(c.column)}{number}") for c in cells]
        table.rows.append(Row(number, tuple(moved), hidden))


def _cell(table: _Table, node: "etree._Element", ref: str, column: int, styles: _Styles, look: Look) -> Cell | None:
    lines: list[str] = []
    struck: list[str] = []
    for child in node:
        match local(child):
            case "p" | "h":
                lines.append(_text(child, styles, struck))
            case "annotation":
                text = "\n".join(_text(p, styles, []) for p in child.iter() if local(p) == "p").strip()
                if text:
                    table.marks.append(Mark("comment", ref, text))
            case _:
                table.marks += _drawn(child, ref)
    text = "\n".join(lines)
    formula = bool(attribute(node, "formula"))
    kinds = [str(v) for k, v in node.attrib.items() if str(k).endswith("}value-type")]
    crossed = styles.struck(attribute(node, "style-name"))
    if "error" in kinds:
        return Cell(ref, text or "#N/A", "error", column, crossed)
    if not text.strip():
        return Cell(ref, "", "formula", column) if formula and not kinds else None
    if struck and not crossed:
        crossed = normal("".join(struck)) == normal(text.replace("\n", ""))
        if not crossed:
            table.marks.append(Mark("struck", ref, "".join(struck)))
    shown_as = {"float": "number", "percentage": "number", "currency": "number", "boolean": "boolean"}.get(
        kinds[0] if kinds else "", "date" if kinds and kinds[0] in ("date", "time") else "text"
    )
    return Cell(ref, _shown(node, kinds[0] if kinds else "", text, look), shown_as, column, crossed)


def _shown(node: "etree._Element", kind: str, text: str, look: Look) -> str:
    """The text LibreOffice shows, with our decimal sign, date order and words for true and false."""
    if kind in ("float", "percentage", "currency"):
        return _number(text, attribute(node, "value"), kind == "percentage", look)
    if kind == "boolean":
        return look.true if attribute(node, "boolean-value") == "true" else look.false
    if kind == "date":
        try:
            when = datetime.fromisoformat(attribute(node, "date-value"))
        except ValueError:
            return text
        return moment_text(when, "moment" if ":" in text else "date", look)
    return text


def _number(text: str, value: str, percent: bool, look: Look) -> str:
    """`1,234.50 kr.` as an English LibreOffice shows it -> `1.234,50 kr.`: the value tells the signs."""
    if text in ("TRUE", "FALSE"):
        return look.true if text == "TRUE" else look.false
    digits = _DIGITS.search(text)
    if digits is None:
        return text
    try:
        exact = Decimal(value) * (100 if percent else 1)
        for thousands, point in ((",", "."), (".", ","), (" ", ","), ("\u00a0", ","), ("\u202f", ",")):
            bare = digits[0].replace(thousands, "").replace(point, ".")
            if bare.count(".") > 1:
                continue
            _whole, _, decimals = bare.partition(".")
            if abs(Decimal(bare)) == abs(exact).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):
                grouped = thousands in digits[0] and look.thousands
                shown = f"{Decimal(bare):,f}" if grouped else bare
                shown = shown.replace(",", "\0").replace(".", look.decimal).replace("\0", look.thousands)
                return text[: digits.start()] + shown + text[digits.end() :]
    except InvalidOperation:
        pass
    return text


def _text(node: "etree._Element", styles: _Styles, struck: list[str], crossed: bool = False) -> str:
    """Running text: blanks, tabs and line breaks are elements of their own. Notes are not part of it."""
    style = attribute(node, "style-name") if local(node) == "span" else ""
    now = crossed or bool(style and styles.struck(style))
    out = [node.text or ""]
    for child in node:
        match local(child):
            case "s":
                out.append(" " * min(_count(child, "c"), 1000))
            case "tab":
                out.append("\t")
            case "line-break":
                out.append("\n")
            case "annotation" | "":
                pass
            case _:
                out.append(_text(child, styles, struck, now))
        out.append(child.tail or "")
    text = "".join(out)
    if now and not crossed:
        struck.append(text)
    return text


def _drawn(node: "etree._Element", ref: str) -> list[Mark]:
    text = "\n".join(t for p in node.iter() if local(p) == "p" if (t := "".join(map(str, p.itertext())).strip()))
    if text:
        return [Mark("drawing", ref, text)]
    pictures = sum(local(part) == "image" for part in node.iter())
    return [Mark("picture", ref, str(pictures))] if pictures else []


def _count(node: "etree._Element", name: str) -> int:
    text = attribute(node, name)
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1
