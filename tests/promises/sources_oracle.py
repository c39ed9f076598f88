"""Sources as a plain reader sees them: Markdown by line, cells with openpyxl. None of our own code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from ruamel.yaml import YAML

# Markdown that stands for something else than itself, and an ending written onto it ([@Udbudsloven]s).
REPLACED = re.compile(
    r"\{\{\s*[\w.]+\s*\}\}\w*|\[@[^\]\s]+\]\w*|\{#[\w-]+\}\s*$|\[\^[^\]]+\]:?|^:::.*$|^\s*\d+[.)] ", re.MULTILINE
)
FIELD = re.compile(r"- ([^:*]{1,40}): *(.*)")
LONG_FIELD = re.compile(r"\*\*([^*:]{1,40}):?\*\*:? *(.*)")
TABLE_LABEL = re.compile(r"^Tabel: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A requirement (`heading`) or the text before the first one (''), without front matter, labels and choices."""

    path: str
    first: int
    last: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of fields whose values are printed in other words: choices by label, standards by name."""

    choices: frozenset[str]
    labels: frozenset[str]

    @classmethod
    def of(cls, root: Path) -> "Words":
        fields: Any = YAML(typ="safe", pure=True).load((root / "sources" / "fields.yaml").read_text("utf-8"))
        choices, labels = set(), set()
        for field in fields:
            names = {str(field["label"]["da"]), *map(str, field.get("synonyms", ()))}
            labels |= {name.casefold() for name in names}
            if field["kind"] in ("choice", "ids"):
                choices |= {name.casefold() for name in names}
        return cls(frozenset(choices), frozenset(labels))


def units(root: Path, path: Path, words: Words) -> Iterator[Unit]:
    """A Markdown file cut at `#` and `##`."""
    lines = path.read_text("utf-8").split("\n")
    start = 0
    if lines[0] == "---":
        start = lines.index("---", 1) + 1
    at, heading, body = start + 1, "", []
    name = path.relative_to(root).as_posix()
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith(("# ", "## ")):
            yield Unit(name, at, number - 1, heading, _text(body, words))
            at, heading, body = number, line.lstrip("# ") if line.startswith("## ") else "", []
            line = line.lstrip("# ")
        body.append(line)
    yield Unit(name, at, len(lines), heading, _text(body, words))


def _text(lines: list[str], words: Words) -> str:
    out = []
    for line in lines:
        for shape in (FIELD, LONG_FIELD):
            found = shape.match(line)
            if found and found[1].strip().casefold() in words.labels:
                line = "" if found[1].strip().casefold() in words.choices else found[2]
                break
        out.append(line)
    return TABLE_LABEL.sub("", REPLACED.sub(" ", "\n".join(out)))


@dataclass(frozen=True, slots=True)
class CellText:
    """`column` is the text of the header cell above it, '' where no header was found."""

    path: str
    sheet: str
    cell: str
    row: int
    column: str
    text: str


def cells(root: Path, path: Path) -> Iterator[CellText]:
    """Every stored cell with text; the header row is the first with one of HEADERS and three cells."""
    name = path.relative_to(root).as_posix()
    for sheet in openpyxl.load_workbook(path, data_only=True):
        headers: dict[int, str] = {}
        rows: dict[int, list[Any]] = {}
        for (row, _column), cell in sorted(sheet._cells.items()):  # not iter_rows: one stray cell makes it a billion
            if cell.value is not None and str(cell.value).strip():
                rows.setdefault(row, []).append(cell)
        for row, filled in rows.items():
            if not headers and len(filled) > 2 and {str(c.value).strip() for c in filled} & HEADERS:
                headers = {c.column: str(c.value).strip() for c in filled}
                continue
            for c in filled:
                yield CellText(name, sheet.title, c.coordinate, row, headers.get(c.column, ""), str(c.value))


HEADERS = {"Kravtekst", "Krav-ID", "Titel", "Krav", "Overskrift", "Beskrivelse", "Kravbeskrivelse"}
