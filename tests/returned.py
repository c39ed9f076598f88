"""Returned forms as a municipality would send them, one readable line per row."""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
from small import project, write

ABOUT = {"Reference": "FBK-2026-01", "Arbejdspakke": "AP1 Pakke", "Kommune": "Nordby Kommune", "Skemaversion": "0.9"}
HEADERS = ("Krav-ID", "Titel", "Kravtekst", "Type", "Rækkenøgle")
HEARING = ("Krav-ID", "Titel", "Bemærkning", "Forslag til ny tekst", "Holdning", "Fravalg", "Begrundelse")

STANDING = """## F-001 Svar

- Type: K

Løsningen skal svare på henvendelser inden 2 dage.
"""


def tender(folder: Path) -> Path:
    """A project with one requirement, F-001, in package AP1."""
    project(folder, STANDING)
    write(
        folder,
        "packages/AP1/package.yaml",
        "title: Pakke\nareas: [functional]\nparticipants: [nordby, aamose]\ndeadline: 2026-12-01\n",
    )
    return folder


def form(
    *rows: Iterable[str],
    about: Mapping[str, str] | None = None,
    hearing: Iterable[Iterable[str]] = (),
    tick: str = "",
    sheet: str = "Funktionelle krav",
) -> bytes:
    """`rows`: Krav-ID, Titel, Kravtekst, Type, Rækkenøgle. Missing ones at the end are empty."""
    book = openpyxl.Workbook()
    area = book.active
    area.title = sheet
    area.append(HEADERS)
    for row in rows:
        area.append(list(row))
    replies = book.create_sheet("Høring")
    replies.append(["Ingen bemærkninger til kravene?", None, tick or None])
    replies.append(HEARING)
    for row in hearing or (("F-001", "Svar"),):
        replies.append(list(row))
    said = book.create_sheet("Om")
    for pair in (ABOUT if about is None else about).items():
        said.append(pair)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


GOOD = ("", "Kvittering", "Løsningen skal sende en kvittering inden 5 minutter.", "K", "R-AAAAAAAA")
UNTYPED = ("", "Opkald", "Løsningen skal vise opkald i kø.", "", "R-BBBBBBBB")
