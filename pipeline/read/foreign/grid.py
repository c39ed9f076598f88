"""Lines of numbered cells (a CSV file, a sheet) -> rows under headers. The header row is found by what it says."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...base.i18n import _
from ...base.text import folded
from ...model.place import Place
from ..excel.grid import letters
from ..values import Vocabulary
from .columns import recognised_as
from .escape import clean, one_line
from .rows import Found, LeftOut, Row, headers_of, unique

# A header row stands near the top, under a title block of a few lines.
_DEEPEST_HEADER = 40


class Line(Struct, frozen=True):
    """`cells`: column number from 1 -> text. `sheet` is '' in a text file."""

    number: int
    sheet: str
    cells: Mapping[int, str]


def rows_of(
    lines: Sequence[Line], name: str, path: str, mapping: Mapping[str, str], words: Vocabulary, section: str = ""
) -> Found:
    """No rows when no line names a column we know and the user named none."""
    at = _header_line(lines, mapping, words)
    left_out = [LeftOut(_place(path, line), _excerpt(line)) for line in lines[: at if at is not None else len(lines)]]
    if at is None:
        first = lines[0].cells.values() if lines else ()
        return Found(name, tuple(one_line(text) for text in first if text.strip()), (), tuple(left_out))
    width = max(max(line.cells, default=0) for line in lines[at:])
    said = [one_line(lines[at].cells.get(column, "")) for column in range(1, width + 1)]
    named = [text or _("column {letter}").format(letter=letters(n)) for n, text in enumerate(said, 1)]
    headers = dict(enumerate(unique(named), 1))
    rows: list[Row] = []
    for line in lines[at + 1 :]:
        cells = {headers[c]: text for c, text in sorted(line.cells.items()) if text.strip()}
        if not cells:
            continue
        if _repeats(cells):
            left_out.append(LeftOut(_place(path, line), _excerpt(line)))
        else:
            rows.append(Row(_place(path, line), _source(line), cells, section=section, in_sheet=True))
    found = tuple(rows)
    filled = set(headers_of(found))
    return Found(name, tuple(h for h in headers.values() if h in filled), found, tuple(left_out))


def joined(name: str, parts: Sequence[Found]) -> Found:
    """The sheets of one workbook as one list."""
    read = [part for part in parts if part.rows] or parts
    headers = tuple(dict.fromkeys(h for part in read for h in part.headers))
    rows = tuple(row for part in parts for row in part.rows)
    return Found(name, headers, rows, tuple(out for part in parts for out in part.left_out))


def with_section(found: Found, section: str) -> Found:
    return replace(found, rows=tuple(replace(row, section=section) for row in found.rows))


def _header_line(lines: Sequence[Line], mapping: Mapping[str, str], words: Vocabulary) -> int | None:
    given = {folded(header) for header in mapping}
    scores = []
    for n, line in enumerate(lines[:_DEEPEST_HEADER]):
        texts = [text for text in line.cells.values() if text.strip() and len(text) < 100]
        known = sum(folded(text) in given or bool(recognised_as(one_line(text), words)) for text in texts)
        scores.append((known, -n))
    best = max(scores, default=(0, 0))
    return -best[1] if best[0] else None


def _repeats(cells: Mapping[str, str]) -> bool:
    """A header row repeated further down, as on every printed page."""
    return len(cells) > 1 and all(folded(header) == folded(text) for header, text in cells.items())


def _place(path: str, line: Line) -> Place:
    if not line.sheet:
        return Place(path, line.number)
    column = min((c for c, text in line.cells.items() if text.strip()), default=1)
    return Place(path, 0, line.sheet, f"{letters(column)}{line.number}")


def _source(line: Line) -> str:
    return f"{line.sheet}!{line.number}" if line.sheet else f"{line.number}"


def _excerpt(line: Line) -> str:
    return " | ".join(clean(text) for text in line.cells.values() if text.strip())[:200]
