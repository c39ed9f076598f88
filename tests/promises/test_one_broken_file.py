"""One corrupt source among many: the others are built and it is named; outer editions refuse and keep what they had.

Files are read back by python-docx and openpyxl. tender.yaml and fields.yaml are not among those that may break: without
them nothing says what a requirement is.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
from independent import boxes, matrix
from small import ROOT, project, write

from pipeline.build import build
from pipeline.model.problem import Severity

DOCUMENTS = ("kravspecifikation", "kravmatrix")
PER_PACKAGE = 100
SHEET = "xl/worksheets/sheet1.xml"
MUNICIPALITIES = re.findall(r"key: *([a-z0-9-]+)", (ROOT / "sources/municipalities.yaml").read_text("utf-8"))


def text(n: int) -> str:
    return f"Løsningen skal vise oplysning {n} & felt {n * 7} inden {n % 9 + 1} sekunder."


def many(folder: Path, count: int) -> dict[str, Path]:
    """A project with `count` files of one requirement each; its label -> its file. Some are workbooks."""
    project(folder, chapter="# Indledning\n\nTekst.\n")
    files = {}
    for n in range(1, count + 1):
        package, place = divmod(n - 1, PER_PACKAGE)
        name, label = f"packages/AP{package + 1}", f"F-{n:05}"
        if place == 0:
            write(folder, f"{name}/package.yaml", f"title: Pakke {package + 1}\nareas: [functional]\n")
        if place < len(MUNICIPALITIES):
            files[label] = write(folder, f"{name}/received/{MUNICIPALITIES[place]}/001.xlsx", workbook(label, n))
        else:
            said = f"## {label} Krav {n}\n\n- Type: K\n- Kilde: Lov\n- Verifikation: prøve\n\n{text(n)}\n"
            files[label] = write(folder, f"{name}/krav-{n:05}.md", f"---\narea: functional\n---\n# Felter\n\n{said}")
    return files


def workbook(label: str, n: int) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("Funktionelle krav")
    sheet.write_row(0, 0, ("Krav-ID", "Titel", "Kravtekst", "Type", "Kilde", "Verifikation"))
    sheet.write_row(1, 0, (label, f"Krav {n}", text(n), "K", "Lov", "prøve"))
    book.close()
    return data.getvalue()


def with_sheet(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == SHEET else old.read(name))
    return made.getvalue()


Damage = Callable[[bytes], bytes]
# Where, and what becomes of the file: a path below sources/, or the ending of a file that holds a requirement.
BROKEN: dict[str, tuple[str, Damage]] = {
    "workbook cut short": (".xlsx", lambda data: data[: len(data) // 2]),
    "workbook of zeros": (".xlsx", lambda data: b"PK\x03\x04" + bytes(len(data))),
    "workbook that is empty": (".xlsx", lambda _data: b""),
    "workbook that is a web page": (".xlsx", lambda _data: b"<html><body>404</body></html>"),
    "workbook with half a sheet": (".xlsx", lambda data: with_sheet(data, lambda xml: xml[: len(xml) // 2])),
    "workbook that unpacks to a thousand times its size": (
        ".xlsx",
        lambda data: with_sheet(data, lambda xml: xml + b" " * 3_000_000),
    ),
    "Markdown of zeros": (".md", lambda data: bytes(len(data))),
    "Markdown that is a workbook": (".md", lambda _data: workbook("F-00001", 1)),
    "Markdown with a broken head": (".md", lambda data: data.replace(b"area: functional", b"area: [functional")),
    "chapter of zeros": ("chapters/kravspecifikation/10-kapitel.md", lambda data: bytes(len(data))),
    "package that is no YAML": ("packages/AP1/package.yaml", lambda _data: b"title: {"),
}


QUICK = ("workbook cut short", "workbook with half a sheet", "Markdown of zeros", "package that is no YAML")


@dataclass(frozen=True, slots=True)
class Whole:
    """A tender that was built while all was well: its files by the label of their requirement, and what was built."""

    root: Path
    files: dict[str, Path]
    before: dict[str, bytes]

    @property
    def outside(self) -> Path:
        return self.root / "output" / "tender"


def built(root: Path, count: int) -> Whole:
    files = many(root, count)
    outcome = build(root, root / "output", "tender", DOCUMENTS)
    assert outcome.saved is not None, outcome.problems
    assert shown(outcome.saved) == {label: text(int(label[2:])) for label in files}
    return Whole(root, files, content(outcome.saved))


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def shown(folder: Path) -> dict[str, str]:
    """Label -> text in Word; the matrix must say the same."""
    found = {label: box.fields[""] for label, box in boxes(folder / "kravspecifikation.docx").items()}
    assert found == {label: row["Kravtekst"] for label, row in matrix(folder / "kravmatrix.xlsx").items()}
    return found


def to_break(whole: Whole, where: str) -> tuple[Path, str]:
    """The file to break, and the label of the requirement it holds."""
    if not where.startswith("."):
        return whole.root / "sources" / where, ""
    those = [(path, label) for label, path in whole.files.items() if path.suffix == where]
    return those[len(those) // 2]


def others_are_built(whole: Whole, kind: str) -> int:
    """How many requirements the internal edition has while one file is broken."""
    where, damage = BROKEN[kind]
    path, own = to_break(whole, where)
    data = path.read_bytes()
    try:
        path.write_bytes(damage(data))
        made, refused = (build(whole.root, whole.root / "output", e, DOCUMENTS) for e in ("internal", "tender"))
    finally:
        path.write_bytes(data)
    assert made.saved is not None
    found = shown(made.saved)
    others = {label: text(int(label[2:])) for label in whole.files if label != own}
    assert {label: said for label, said in found.items() if label != own} == others
    for outcome in (made, refused):
        errors = [p for p in outcome.problems if p.severity is Severity.ERROR]
        assert {p.place.path for p in errors} == {path.relative_to(whole.root).as_posix()}
        assert all(p.message and p.fix for p in errors)
    assert refused.saved is None
    assert content(whole.outside) == whole.before
    return len(found)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return built(tmp_path_factory.mktemp("few"), 30)


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return built(tmp_path_factory.mktemp("thousands"), 5_000)


KINDS = [kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.slow) for kind in BROKEN]


@pytest.mark.parametrize("kind", KINDS)
def test_the_others_are_built(kind: str, few: Whole) -> None:
    others_are_built(few, kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["workbook cut short", "Markdown of zeros"])
def test_the_others_of_5000_are_built(kind: str, thousands: Whole, figure: Callable[[str, str, str], None]) -> None:
    assert others_are_built(thousands, kind) == 4_999
    figure("one-broken-file", f"of 5,000 files one corrupt: {kind}", "4,999 built, the tender edition refused")
