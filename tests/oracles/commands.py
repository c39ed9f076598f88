"""Every Office file that commands write beside the editions, made by the commands themselves."""

import os
from collections.abc import Iterable
from pathlib import Path

from returned import form
from small import write
from states import NAMES, TODAY, build

from pipeline.cli import main

# One word for each thing that goes out or stays: the beginning of its path below output/.
KINDS = {
    "forms": ".xlsx",
    "replies": ".docx .xlsx",
    "hearing/hoeringsrapport": ".docx .xlsx",
    "hearing/besvarelse": ".xlsx",
    "status/status": ".xlsx",
    "status/betalingsgrundlag": ".xlsx",
    "decide/beslutninger": ".xlsx",
    "internal-nordby": ".docx .xlsx",
}


def small_tender(folder: Path) -> Path:
    """Every state of a form, a conflict to decide, comments to answer, a requirement that is only approved, an
    opt-out, and a comment on a requirement there is none of."""
    build(folder)
    other = (
        "---\narea: functional\ncontributor: nordby\n---\n# Henvendelser\n\n## F-002 Opslag\n\nLøsningen skal vise 3.\n"
    )
    write(folder, "packages/AP2/nordby.md", other)
    about = {
        "Reference": "FBK-2026-01",
        "Arbejdspakke": "AP2 Integrationer",
        "Kommune": NAMES["oestervig"],
        "Skemaversion": "0.9",
    }
    heard = (
        ("F-002", "Opslag", "", "", "godkendt"),
        ("F-001", "Svar", "", "", "", "ja", "Vi har vores egen."),
        ("F-099", "Væk", "Hvad blev der af kravet?"),
    )
    write(folder, "packages/AP2/received/oestervig/001.xlsx", form(about=about, hearing=heard))
    return folder


def office_files(root: Path) -> dict[str, Path]:
    """Path below output/ -> the file, of all that the commands write for the project in `root`."""
    returned = sorted(p for p in (root / "sources").rglob("received/*/*") if p.is_file())
    before = Path.cwd()
    os.chdir(root)
    try:
        for command in (
            ("forms",),
            ("intake", "--today", TODAY, *(p.relative_to(root).as_posix() for p in returned)),
            ("hearing",),
            ("hearing", "--anonymous"),
            ("hearing", "--answers"),
            ("status", "--payment", "--today", TODAY),
            ("decide", "--workbook"),
            ("build", "--for", "nordby"),
        ):
            assert main(["-q", "--format", "json", *command]) in (0, 1), command
    finally:
        os.chdir(before)
    output = root / "output"
    return {p.relative_to(output).as_posix(): p for p in sorted(output.rglob("*")) if p.suffix in (".docx", ".xlsx")}


def missing_kinds(names: Iterable[str]) -> set[str]:
    """The kinds of which there is no file."""
    names = tuple(names)
    wanted = {(kind, suffix) for kind, suffixes in KINDS.items() for suffix in suffixes.split()}
    return {kind + suffix for kind, suffix in wanted if not any(is_of(kind, suffix, name) for name in names)}


def is_of(kind: str, suffix: str, name: str) -> bool:
    return name.startswith(kind) and name.endswith(suffix)
