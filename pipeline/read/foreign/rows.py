"""What every foreign format is read into: requirements as labelled cells, before anyone knows what the labels mean."""

from collections.abc import Mapping

from msgspec import Struct, field

from ...model.place import Place
from ...model.prose import Blocks


class Row(Struct, frozen=True):
    """One requirement. `cells`: column header or key -> text as found; `prose`: the same parsed, where the format has
    markup. `parent` is the index of the row it is nested in, -1 for none. `source` tells where it stands in words.
    `in_sheet`: a column for the text stands there for every row, so an empty cell is a text that is missing."""

    place: Place
    source: str
    cells: Mapping[str, str]
    prose: Mapping[str, Blocks] = field(default_factory=dict)
    section: str = ""
    parent: int = -1
    in_sheet: bool = False


class LeftOut(Struct, frozen=True):
    """Something in the file that is no requirement."""

    place: Place
    excerpt: str


class Found(Struct, frozen=True):
    """`format` tells what the file was read as. `headers` are the columns or keys in the order met."""

    format: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def headers_of(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The headers under which anything stands."""
    filled = {header for row in rows for header, text in row.cells.items() if text.strip()}
    return tuple(header for header in dict.fromkeys(h for row in rows for h in row.cells) if header in filled)


def unique(headers: list[str]) -> list[str]:
    """Equal headers get a number, so that no column hides another: `Kommentar`, `Kommentar (2)`."""
    taken: set[str] = set()
    out: list[str] = []
    for header in headers:
        name, n = header, 1
        while name in taken:
            n += 1
            name = f"{header} ({n})"
        taken.add(name)
        out.append(name)
    return out
