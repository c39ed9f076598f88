"""Text with its tables apart: line by line the same words as the plain form."""

from pathlib import Path

import pytest

from pipeline.base.text import normal
from pipeline.model.passage import Grid, changed, passage
from pipeline.model.prose import UNRESOLVED, Blocks, plain
from pipeline.read.markdown.source import read_source

TABLE = "| a | b |\n|---|---|\n| 1 |  |\n| 3 | **4** |\n"


def read(text: str) -> Blocks:
    source = read_source(text.encode(), "k.md", Path("k.md"), Path())
    return tuple(placed.block for placed in source.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "Et afsnit.\n",
        TABLE,
        f"Før.\n\n{TABLE}\nEfter.\n\n- et\n- to\n",
        f"Før.\n\n{TABLE}\n\nTabel: Frister {{#frister}}\n\n{TABLE}",
        f"> Citat.\n>\n> {TABLE.replace(chr(10), chr(10) + '> ')}\n\nEfter.\n",
        f"::: kunde\nFør.\n\n{TABLE}:::\n",
        f"- et\n\n  {TABLE.replace(chr(10), chr(10) + '  ')}\n- to\n",
        "",
    ],
)
def test_the_lines_are_those_of_the_plain_form(text: str) -> None:
    blocks = read(text)
    out: list[str] = []
    for part in passage(blocks, UNRESOLVED):
        out += part.split("\n") if isinstance(part, str) else [" | ".join(row) for row in part.rows]
    wanted = plain(blocks, UNRESOLVED).split("\n")
    assert [normal(line) for line in out if line] == [line for line in wanted if line]


def test_a_table_keeps_its_cells_and_its_header() -> None:
    before, grid, after = passage(read(f"Før.\n\n{TABLE}\nEfter.\n"), UNRESOLVED)
    assert (before, after) == ("Før.", "Efter.")
    assert grid == Grid((("a", "b"), ("1", ""), ("3", "4")), header=True)
    assert changed((before, grid), str.upper) == ("FØR.", Grid((("A", "B"), ("1", ""), ("3", "4")), header=True))
