"""A form out and back: a small project, its forms as `udbud forms --issue` writes them, filled in with openpyxl."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import small
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.forms import make_forms
from pipeline.model.problem import Problem
from pipeline.model.specification import Requirement, Specification

AREA = "Funktionelle krav"
KEY = "Rækkenøgle"
HEADER = 5

SAID = "Løsningen skal vise henvendelser senest 2 sekunder efter opslag."
SOUGHT = "Løsningen skal kunne søge i alle henvendelser fra de seneste 5 år."
REQUIREMENTS = f"""## F-001 Vis henvendelser

- Type: K

{SAID}

## F-002 Søg

- Type: MK
- Verifikation: prøve

{SOUGHT}
"""
PACKAGE = "title: Pakke\nareas: [functional]\nparticipants: [nordby, aamose]\n"


class Round:
    """`consultant(old, new)` changes the sources, `returned(data)` hands a form in and merges."""

    def __init__(self, folder: Path, requirements: str = REQUIREMENTS, package: str = PACKAGE) -> None:
        self.folder = small.project(folder, requirements)
        small.write(folder, "packages/AP1/package.yaml", package)
        self.handed_in = 0

    def issue(self, version: str = "0.9", to: str = "nordby") -> bytes:
        tender = self.folder / "sources/tender.yaml"
        lines = tender.read_text("utf-8").splitlines(keepends=True)
        lines = [f'version: "{version}"\n' if line.startswith("version:") else line for line in lines]
        tender.write_text("".join(lines), "utf-8")
        made = make_forms(self.folder, self.folder / "output", "AP1", issue=True)
        assert not made.failed, made.problems
        return (self.folder / "output/forms/AP1" / f"{to}.xlsx").read_bytes()

    def consultant(self, old: str, new: str) -> None:
        file = self.folder / "sources/packages/AP1/krav.md"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def decide(self, lines: str) -> None:
        small.write(self.folder, "decisions.yaml", lines)

    def returned(self, data: bytes, by: str = "nordby") -> tuple[Specification, tuple[Problem, ...]]:
        self.handed_in += 1
        small.write(self.folder, f"packages/AP1/received/{by}/{self.handed_in:03d}.xlsx", data)
        return self.merged()

    def merged(self) -> tuple[Specification, tuple[Problem, ...]]:
        return small.merged(self.folder)


def filled(data: bytes, *edits: Callable[[Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for edit in edits:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Worksheet, label: str) -> int:
    return next(int(cell.column) for cell in sheet[HEADER] if cell.value == label)


def row_of(sheet: Worksheet, id_: str) -> int:
    return next(int(cell.row) for cell in sheet["B"] if cell.value == id_)


def writes(row: "str | int", sheet: str = AREA, **texts: "str | None") -> Callable[[Workbook], object]:
    """`writes("F-001", Kravtekst="…")`, or by row number; a None empties the cell. `_` stands for a blank."""

    def edit(book: Workbook) -> None:
        it = book[sheet]
        number = row_of(it, row) if isinstance(row, str) else row
        for label, text in texts.items():
            it.cell(number, column(it, label.replace("_", " "))).value = text

    return edit


def without(*labels: str, sheet: str = AREA) -> Callable[[Workbook], object]:
    """The columns with these headings deleted."""

    def edit(book: Workbook) -> None:
        for label in labels:
            book[sheet].delete_cols(column(book[sheet], label))

    return edit


NO_ID = "Krav-ID"


def labelled(specification: Specification, label: str) -> Requirement:
    return next(r for r in specification.requirements if r.label == label)


def codes(problems: tuple[Problem, ...], *wanted: str) -> list[str]:
    return [p.code for p in problems if p.code in wanted]
