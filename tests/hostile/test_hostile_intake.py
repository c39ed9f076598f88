"""Hostile files through `intake`: the corpus, and the same attacks on a form of ours. Never a crash."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from imports import CPU_SECONDS, MEGABYTES, corpus
from returned import GOOD, UNTYPED, form, tender

from pipeline.base.zip import read_zip, write_zip

WORKER = Path(__file__).with_name("intake_worker.py")
SECONDS = 540
SHEET = "xl/worksheets/sheet1.xml"
Outcome = dict[str, Any]


def run(project: Path, *folders: Path) -> dict[str, Outcome]:
    command = [sys.executable, str(WORKER), str(project), *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=True)
    return {outcome["file"]: outcome for outcome in map(json.loads, done.stdout.splitlines())}


def sound(outcomes: dict[str, Outcome]) -> None:
    assert [o["traceback"] for o in outcomes.values() if o["traceback"]] == []
    assert [(o["file"], o["cpu"]) for o in outcomes.values() if o["cpu"] > CPU_SECONDS] == []
    assert max(o["megabytes"] for o in outcomes.values()) <= MEGABYTES
    assert [o["file"] for o in outcomes.values() if o["state"] == "refused" and not o["codes"]] == []


# --- attacks on a form of ours ---------------------------------------------------------------------------------------


def _parts(change: Callable[[dict[str, bytes]], None]) -> bytes:
    parts = read_zip(form(GOOD, UNTYPED))
    change(parts)
    return write_zip(parts)


def _sheet(old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new, 1)

    return _parts(change)


def _added(name: str, data: bytes) -> bytes:
    return _parts(lambda parts: parts.update({name: data}))


def _doubled() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in read_zip(form(GOOD)).items():
            package.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr(SHEET, b"<worksheet/>")
    return buffer.getvalue()


def _odd() -> bytes:
    """Texts, names and places that a reply must show as they are."""
    book = openpyxl.load_workbook(io.BytesIO(form(GOOD, UNTYPED)))
    area = book["Funktionelle krav"]
    for n, text in enumerate(("<r>a</r>", "_x0041_ {{ titel }}", "+1", "x" * 32_767, "'", "https://x.example"), 4):
        area.cell(n, 2, f"Titel {n}")
        area.cell(n, 3, text)
    area.cell(1, 16_384, "Titel")
    area.cell(2, 16_384, "langt ude")
    area.cell(9_000, 2, "langt nede")
    for name in ("Tilbagemelding", "O'Brien", "Ark & <b>", "Høring (2)"):
        sheet = book.create_sheet(name)
        sheet["A1"] = "Titel"
        sheet["B1"] = "Kravtekst"
        sheet["A2"] = name
        sheet["B2"] = "Løsningen skal være hurtig."
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


CONTROL = b'<row r="4"><c r="B4" t="inlineStr"><is><t>a_x0007_b</t></is></c></row>'
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED = {
    "doctype": ("xml-entity", lambda: _sheet(b"<worksheet", DOCTYPE + b"<worksheet")),
    "bomb": ("zip-bomb", lambda: _added("xl/media/image1.png", b"\0" * 150_000_000)),
    "many": ("zip-bomb", lambda: _parts(lambda p: p.update({f"xl/x{n}": b"" for n in range(2_500)}))),
    "outside": ("unsafe-archive", lambda: _added("../../var/tmp/udbud-evil.txt", b"x")),
    "twice": ("unsafe-archive", _doubled),
    "half": ("damaged-file", lambda: form(GOOD)[:2_000]),
    "not-xml": ("damaged-file", lambda: _sheet(b"</sheetData>", b"</sheetDat")),
}
READ = {
    "odd": (_odd, "answered"),
    "far": (lambda: _sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), ""),
    "wide": (lambda: _sheet(b'<dimension ref="A1:E3"', b'<dimension ref="A1:XFD1048576"'), "answered"),
    "rows": (
        lambda: _sheet(
            b"</sheetData>", b"".join(b'<row r="%d" ht="9"/>' % n for n in range(4, 100_000)) + b"</sheetData>"
        ),
        "answered",
    ),
    "control": (lambda: _sheet(b"</sheetData>", CONTROL + b"</sheetData>"), ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("attacked")
    for name, (_code, made) in REFUSED.items():
        (folder / f"{name}.xlsx").write_bytes(made())
    for name, (made, _state) in READ.items():
        (folder / f"{name}.xlsx").write_bytes(made())
    whole = form(GOOD, UNTYPED)
    for n in range(40):
        at = len(whole) * (n + 1) // 41
        (folder / f"flip-{n}.xlsx").write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        (folder / f"cut-{n}.xlsx").write_bytes(whole[:at])
    found = run(tender(tmp_path_factory.mktemp("tender")), folder)
    return {Path(path).stem: outcome for path, outcome in found.items()}


def test_attacks_never_crash_it(attacked: dict[str, Outcome]) -> None:
    sound(attacked)
    assert len(attacked) == len(REFUSED) + len(READ) + 80
    assert not Path("/var/tmp/udbud-evil.txt").exists()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, attacked: dict[str, Outcome]) -> None:
    assert (attacked[name]["state"], attacked[name]["codes"]) == ("refused", [REFUSED[name][0]])


@pytest.mark.parametrize("name", READ)
def test_what_is_read(name: str, attacked: dict[str, Outcome]) -> None:
    outcome = attacked[name]
    assert outcome["state"] in (READ[name][1] or outcome["state"], "taken")
    assert outcome["requirements"] >= 2
    assert len(outcome["replies"]) == 2
    assert outcome["unwritten"] == []


# --- the corpora -----------------------------------------------------------------------------------------------------


def test_the_hostile_corpus(tmp_path: Path) -> None:
    from hostile_files import CANARY, WANTED, at_the_desk, made, not_outside  # skips where there is no corpus

    outcomes = run(tender(tmp_path / "tender"), made(tmp_path))
    sound(outcomes)
    found = {Path(path).name: (outcome["state"], set(outcome["codes"])) for path, outcome in outcomes.items()}
    assert {name: found[name] for name in WANTED} == {name: at_the_desk(name) for name in WANTED}
    assert CANARY not in str(outcomes)
    assert not_outside()


@pytest.mark.parametrize("name", ["xlsx-readxl", "xlsx-openpyxl", "xlsx-xlsx2csv", "doorstop"])
def test_workbooks_of_others_are_none_of_ours(name: str, tmp_path: Path) -> None:
    outcomes = run(tender(tmp_path / "tender"), corpus(name))
    sound(outcomes)
    assert {o["state"] for o in outcomes.values()} <= {"refused", "passed"}
