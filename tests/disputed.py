"""A small tender in which people disagree: three conflicts and a pair of requirements that are worded alike."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from small import project, write

FIELDS = "- Type: K\n- Kilde: Lov\n- Verifikation: prøve\n"
HEAD = "---\narea: functional\n{by}---\n# Booking\n\n"
CONSULTANT = (
    f"## F-001 Frist for afbud\n\n{FIELDS}\nLøsningen skal tage imod afbud indtil 24 timer før.\n\n"
    f"## F-002 Påmindelse\n\n{FIELDS}\nLøsningen skal sende en påmindelse dagen før.\n\n"
    f"## F-003 Svartid\n\n{FIELDS}\nLøsningen skal vise svar på opslag i borgerens oplysninger inden 2 sekunder.\n"
)
NORDBY = (
    "## F-001 Frist for afbud\n\nLøsningen skal tage imod afbud indtil 48 timer før.\n\n"
    "## F-002 Påmindelse\n\n- Type: MK\n\nLøsningen skal sende en påmindelse to dage før.\n"
)
BIRKESUND = "## F-001 Frist for afbud\n\nLøsningen skal tage imod afbud indtil 12 timer før.\n"
OTHER = f"## F-004 Opslag\n\n{FIELDS}\nLøsningen skal vise svar på opslag i borgerens oplysninger inden 5 sekunder.\n"

DECISIONS = Path("sources/decisions.yaml")
CONFLICTS, ALIKE = "Forskellige tekster", "Ligner hinanden"
HEADER = 5
FIRST = 6


def disputed(folder: Path) -> Path:
    """F-001 has three texts, F-002 two texts and two types; F-003 and F-004 differ in 2 and 5 seconds."""
    project(folder)
    write(folder, "packages/AP1/10-konsulent.md", HEAD.format(by="") + CONSULTANT)
    write(folder, "packages/AP1/20-nordby.md", HEAD.format(by="contributor: nordby\n") + NORDBY)
    write(folder, "packages/AP1/30-birkesund.md", HEAD.format(by="contributor: birkesund\n") + BIRKESUND)
    write(folder, "packages/AP2/package.yaml", "title: Anden\nareas: [functional]\n")
    write(folder, "packages/AP2/krav.md", HEAD.format(by="") + OTHER)
    return folder


def columns(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[HEADER] if cell.value}


def fill(sheet: Any, row: int, **cells: str) -> None:
    """`fill(sheet, 6, Valg="Tekst 2", Anden_tekst="…")`."""
    places = columns(sheet)
    for name, text in cells.items():
        sheet.cell(row, places[name.replace("_", " ")]).value = text


def row_of(sheet: Any, requirement: str, field: str = "") -> int:
    """The row of a question, by what people see."""
    places = columns(sheet)
    for row in range(FIRST, sheet.max_row + 1):
        ids = str(sheet.cell(row, places["Krav-ID"]).value).split()
        if requirement in ids and (not field or sheet.cell(row, places["Felt"]).value == field):
            return row
    raise AssertionError(f"no row for {requirement} {field}")


def answered(workbook: Path, change: Callable[[Any], None]) -> bytes:
    """The workbook with what `change` writes into it."""
    book = openpyxl.load_workbook(workbook, rich_text=True)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
