"""A small tender of municipalities that differ, and `build --for` of it: what tests of whole portfolios share."""

import re
from pathlib import Path

import xlsxwriter
from small import DOCUMENTS, project, write

from pipeline.__main__ import main

ASIDE = "build.json"  # says how long each stage took
TOWNS = ("nordby", "aamose", "soenderkaer", "birkesund", "lindeaa")
LONG = "Birkesund og Omegns Meget Store Fælles Forsøgskommune ved Fjorden"
REQUIREMENTS = """\
## F-001 Kvittering

- Type: K
- Kilde: Lov
- Verifikation: prøve

Løsningen skal sende en kvittering til borgeren, jf. [@F-002].

## F-002 Besked

- Type: EK
- Verifikation: prøve

Løsningen bør vise en besked.
"""
COPIES = '  - {key: leverancekontrakt, number: "19"}\n  - {key: kravdata}\n  - {key: aendringer}\n'


def tender(folder: Path) -> Path:
    """Municipalities with names of all lengths, one of which XML must escape; one has an addition, one an opt-out."""
    made = project(folder, REQUIREMENTS, "# Indledning\n\nSe [@leverancekontrakt].\n")
    declared = made / "sources/tender.yaml"
    declared.write_text(declared.read_text("utf-8").replace(DOCUMENTS, DOCUMENTS + COPIES), "utf-8")
    write(made, "chapters/leverancekontrakt/10-parter.md", "# Parter\n\nBestilling fra {{ kommune }}.\n")
    listed = (made / "sources/municipalities.yaml").read_text("utf-8").splitlines(keepends=True)
    towns = "".join(line for line in listed if re.match(rf"- {{key: ({'|'.join(TOWNS)}),", line))
    towns = towns.replace("Nordby Kommune", "Nordby & Søns <Store> Kommune").replace("Lindeå Kommune", "Å")
    towns = towns.replace("Birkesund Kommune", LONG)
    write(made, "municipalities.yaml", towns)
    wish(made, "nordby", "F-001", "", "", "Kvitteringen skal også sendes som brev.")
    wish(made, "aamose", "F-002", "ja", "Kommunen sender selv beskeder.", "")
    return made


def wish(folder: Path, town: str, *row: str) -> None:
    path = folder / "sources/packages/AP1/received" / town / "001.xlsx"
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Høring")
    sheet.write_row(0, 0, ("Krav-ID", "Fravalg", "Begrundelse", "Lokal tilføjelse"))
    sheet.write_row(1, 0, row)
    book.close()


def run(folder: Path, output: Path, *words: str) -> int:
    return main(["-C", str(folder), "--output", str(output), "build", *words])


def content(output: Path) -> dict[str, bytes]:
    return {
        p.relative_to(output).as_posix(): p.read_bytes()
        for p in sorted(output.rglob("*"))
        if p.is_file() and p.name != ASIDE and not p.name.startswith(".")
    }


def alone(folder: Path, output: Path, *words: str) -> Path:
    """Each edition built by itself, without anything remembered."""
    for town in TOWNS:
        assert run(folder, output, "-q", "--no-cache", "--edition", "tender", "--for", town, *words) == 0
    return output
