"""An .ods spreadsheet -> sheets, from content.xml itself.

LibreOffice stores what it shows beside each value, so text is what the person saw; dates and plain numbers are shown
as in every other workbook. calamine gives error cells and formulas without a result as nothing, hence this reader.
Repeated rows and cells are laid out one by one within the caps of `grid`; empty ones cost nothing.
"""

from lxml import etree

from ...base.office import Damaged, Parts, attribute, local, stream
from ...base.text import normal
from ...model import reply
from .grid import MAX_CELLS, MAX_COLUMN, MAX_ROW, Cell, Mark, Row, Sheet, Span, letters
from .numbers import Look
from .ods_text import Styles, count, drawn, running_text, shown_text


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


def read_ods(data: bytes, look: Look) -> tuple[Sheet, ...]:
    """All sheets in order. Raises `Damaged`."""
    parts = Parts(data)
    styles = Styles()
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
            width = count(element, "number-columns-repeated")
            if attribute(element, "visibility") in ("collapse", "filter"):
                table.hidden_columns.append((table.next_column, table.next_column + width - 1))
            table.next_column += width
        elif kind == "shapes":
            table.marks += drawn(element, "")
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


def _row(table: _Table, element: "etree._Element", styles: Styles, look: Look) -> None:
    repeated = count(element, "number-rows-repeated")
    first, table.next_row = table.next_row, table.next_row + repeated
    cells: list[Cell] = []
    column = 1
    for node in element:
        if local(node) not in ("table-cell", "covered-table-cell"):
            continue
        width = count(node, "number-columns-repeated")
        if len(node) or attribute(node, "formula"):
            if column > MAX_COLUMN:
                table.marks.append(Mark("beyond", f"{letters(column)}{first}"))
                break
            ref = f"{letters(column)}{first}"
            across, down = count(node, "number-columns-spanned"), count(node, "number-rows-spanned")
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


def _cell(table: _Table, node: "etree._Element", ref: str, column: int, styles: Styles, look: Look) -> Cell | None:
    lines: list[str] = []
    struck: list[str] = []
    for child in node:
        match local(child):
            case "p" | "h":
                lines.append(running_text(child, styles, struck))
            case "annotation":
                text = "\n".join(running_text(p, styles, []) for p in child.iter() if local(p) == "p").strip()
                if text and not text.startswith(reply.MARK):
                    table.marks.append(Mark("comment", ref, text))
            case _:
                table.marks += drawn(child, ref)
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
    return Cell(ref, shown_text(node, kinds[0] if kinds else "", text, look), shown_as, column, crossed)
