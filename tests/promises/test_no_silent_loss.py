"""Every word of every source is in the internal documents or in a problem; a document that differs is not saved."""

import io
import json
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from independent import boxes, matrix, stated, table, whole_text, words
from msgspec.structs import replace
from small import HEAD, project, write
from sources_oracle import CellText, Words, cells, units

import pipeline.build
from pipeline.build import build
from pipeline.cli import main
from pipeline.model.artifact import Artifact

ROOT = Path(__file__).resolve().parents[2]
FURNITURE = {"Vejledning", "Kontakt", "Om", "Lister"}  # sheets of the form itself
LIST_MARK = re.compile(r"^\s*([-•]|\d+[.)])\s+")


class Made:
    """A built project: its folder, its documents as others read them, and what build.json says."""

    def __init__(self, root: Path, output: Path) -> None:
        self.root = root
        assert build(root, output).saved
        self.folder = output / "internal"
        self.record: dict[str, Any] = json.loads((self.folder / "build.json").read_text("utf-8"))
        self.boxes = boxes(self.folder / "kravspecifikation.docx")
        self.word = whole_text(self.folder / "kravspecifikation.docx")
        self.rows = matrix(self.folder / "kravmatrix.xlsx")
        self.spots: dict[str, set[tuple[str, str]]] = defaultdict(set)  # sheets and cells that problems point at
        for problem in self.record["problems"]:
            for place in (problem, *problem.get("others", ())):
                self.spots[place["path"]].add((place.get("sheet", ""), place.get("cell", "")))

    def said(self, path: str, first: int = 0, last: int = 10**9) -> str:
        """What the problems of these lines quote and say."""
        return " ".join(
            f"{p['message']} {p.get('excerpt', '')}"
            for p in self.record["problems"]
            if p["path"] == path and first <= p.get("line", 0) <= last
        )


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(ROOT, tmp_path_factory.mktemp("example"))


def phrase(text: str) -> str:
    found = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))
    return f" {' '.join(found)} "


def in_books(folder: Path) -> str:
    texts = []
    for name in ("kravmatrix.xlsx", "sporbarhedsmatrix.xlsx"):
        for sheet in openpyxl.load_workbook(folder / name, read_only=True):
            texts += [str(c) for row in sheet.iter_rows(values_only=True) for c in row if c is not None]
    return "\n".join(texts)


def decided(root: Path) -> str:
    path = root / "sources" / "decisions.yaml"
    return path.read_text("utf-8") if path.exists() else ""


# --- the example -----------------------------------------------------------------------------------------------------


def test_the_numbers_agree(example: Made, figure: Callable[[str, str, str], None]) -> None:
    """build.json, Word, matrix and traceability matrix, counted by other programs."""
    there = {"live": example.record["requirements"], "withdrawn": example.record["withdrawn"]}
    assert len(example.boxes) == sum(there.values())
    assert example.boxes.keys() == example.rows.keys()
    gone = [label for label, box in example.boxes.items() if "UDGÅET" in box.fields[""]]
    assert len(gone) == there["withdrawn"]
    trace = table(example.folder / "sporbarhedsmatrix.xlsx", "Krav")
    assert {row["Krav-ID"] for row in trace} == example.boxes.keys()
    figure("no-silent-loss", "requirements of the example, in = out", f"{sum(there.values())} of {len(example.boxes)}")


def test_every_heading_in_markdown_is_a_requirement(example: Made) -> None:
    """The same ids, by a search for `## ` in the files."""
    ids = set()
    for path in ROOT.glob("sources/packages/*/*.md"):
        ids |= set(re.findall(r"(?m)^## ([A-ZÆØÅ]+-\d+)", path.read_text("utf-8")))
    assert ids <= example.boxes.keys()
    assert len(ids) >= 180


def test_every_word_of_the_markdown_files_is_in_its_box(example: Made) -> None:
    """As often as it was written; what a decision set aside and what is withdrawn has no text in Word."""
    known, decisions = Words.of(ROOT), decided(ROOT)
    lost, looked_at = [], 0
    for path in sorted(ROOT.glob("sources/packages/*/*.md")):
        for unit in units(ROOT, path, known):
            label = unit.heading.partition(" ")[0]
            lines = [int(n) for n in re.findall(re.escape(unit.path) + r":(\d+)", decisions)]
            box = example.boxes.get(label)  # none for prose and workflows
            if any(unit.first <= n <= unit.last for n in lines) or (box and "UDGÅET" in box.fields[""]):
                continue
            shown = f"{label} {box.section} {box.whole}" if box else example.word
            missing = words(unit.text) - words(shown) - words(example.said(unit.path, unit.first, unit.last))
            looked_at += 1
            if missing:
                lost.append((unit.path, unit.first, label, dict(missing)))
    assert lost == []
    assert looked_at > 180


def test_every_word_of_the_chapters_is_in_word(example: Made) -> None:
    """In the document they are chapters of; of one with copies, in every copy."""
    known, looked_at = Words.of(ROOT), 0
    lost: list[tuple[str, int, str, dict[str, int]]] = []
    for folder in sorted(ROOT.glob("sources/chapters/*")):
        alone = example.folder / f"{folder.name}.docx"
        made = [alone] if alone.exists() else sorted((example.folder / folder.name).glob("*.docx"))
        assert made, folder.name
        texts = {path: words(whole_text(path)) for path in made}
        for chapter in sorted(folder.glob("*.md")):
            for unit in units(ROOT, chapter, known):
                looked_at += 1
                lost += [
                    (unit.path, unit.first, path.name, dict(m))
                    for path, said in texts.items()
                    if (m := words(unit.text) - said)
                ]
    assert lost == []
    assert looked_at > 300


def test_every_cell_is_in_a_document_or_a_problem(example: Made) -> None:
    """What a decision set aside is in neither: it is in decisions.yaml."""
    known, decisions = Words.of(ROOT), decided(ROOT)
    printed = phrase(f"{example.word}\n{in_books(example.folder)}")
    files = [p for p in sorted(ROOT.glob("sources/packages/*/received/*/*.xlsx")) if newest(p)]
    found = [cell for path in files for cell in cells(ROOT, path)]
    ids = {(c.path, c.sheet, c.row): c.text for c in found if c.column == "Krav-ID"}
    aside = {phrase(c.text) for c in found if f"{c.path}#{c.sheet}!{c.cell}" in decisions}
    lost, looked_at = [], 0
    for cell in found:
        if cell.sheet in FURNITURE or cell.column in ("", "Rækkenøgle") or cell.column.casefold() in known.choices:
            continue
        looked_at += 1
        label = ids.get((cell.path, cell.sheet, cell.row), "")
        gone = cell.sheet == "Høring" and label in example.boxes and "UDGÅET" in example.boxes[label].fields[""]
        if gone or phrase(cell.text) in aside or (cell.sheet, cell.cell) in example.spots[cell.path]:
            continue
        said = phrase(example.said(cell.path))
        lost += [(cell, piece) for piece in pieces(cell) if piece not in printed and piece not in said]
    assert lost == []
    assert looked_at > 500


def newest(path: Path) -> bool:
    numbers = [int(p.stem) for p in path.parent.iterdir() if p.stem.isdigit()]
    return not path.stem.isdigit() or int(path.stem) == max(numbers)


def pieces(cell: CellText) -> list[str]:
    """Its lines without list marks, ticks and what is printed as something else."""
    if cell.column == "Fravalg" and re.fullmatch(r"(?i)x|ja|nej|✓", cell.text.strip()):
        return []
    text = re.sub(r"^Ja, ", "", cell.text) if cell.column == "Fravalg" else cell.text
    found = []
    for line in text.split("\n"):
        found += [phrase(p) for p in re.split(r"\{\{.*?\}\}|\[@.*?\]", LIST_MARK.sub("", line))]
    return [piece for piece in found if piece.strip()]


def test_libreoffice_counts_the_same(example: Made, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    document = example.folder / "kravspecifikation.docx"
    subprocess.run([*command, str(document)], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "kravspecifikation.txt").read_text("utf-8-sig")
    headed = set(re.findall(r"(?m)^((?:[A-ZÆØÅ]+-\d+|P-[A-Z2-7]{10}))\t", text))
    assert headed == {label for label in example.boxes if re.fullmatch(r"[A-ZÆØÅ]+-\d+|P-[A-Z2-7]{10}", label)}


# --- generated projects ----------------------------------------------------------------------------------------------

SIGNS = st.sampled_from(
    ["<", "&", ">", '"', "'", "æøå", "ÆØÅ", "10\u00a0%", "2,5 s", "≥ 3 °C", "1.10", "007", "½", "–"]
)
WORD = st.one_of(SIGNS, st.text("abcdefgæøåXYZ0123456789", min_size=1, max_size=8))
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3)
TITLE = LINE.map("Titel {}".format)  # a dash alone would part it from the id
ITEMS = st.lists(st.tuples(TITLE, TEXT, TEXT), min_size=1, max_size=4)


def escaped(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def workbook(rows: list[tuple[str, str, str, str]]) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Funktionelle krav")
    sheet.write_row(0, 0, ["Krav-ID", "Titel", "Kravtekst", "Begrundelse", "Type"])
    for n, row in enumerate(rows, 1):
        for column, cell in enumerate((*row, "K")):
            sheet.write_string(n, column, cell)
    book.close()
    return data.getvalue()


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(ITEMS, ITEMS)
def test_both_formats_keep_every_sign(tmp_path_factory: pytest.TempPathFactory, first: Any, second: Any) -> None:
    """A list of requirements as Markdown and one as workbook: titles, texts and reasons come out letter for letter."""
    folder = project(tmp_path_factory.mktemp("any"))
    expected: dict[str, tuple[str, str, str]] = {}
    body, rows = [HEAD], []
    for n, (title, text, reason) in enumerate((*first, *second), 1):
        label = f"F-{n:03d}"
        expected[label] = (title, "\n\n".join(text), "\n\n".join(reason))
        if n <= len(first):
            paragraphs, reasons = ("\n\n".join(map(escaped, part)) for part in (text, reason))
            body.append(f"## {label} {escaped(title)}\n\n- Type: K\n\n{paragraphs}\n\n**Begrundelse:** {reasons}\n\n")
        else:
            rows.append((label, *expected[label]))
    write(folder, "packages/AP1/krav.md", "".join(body))
    write(folder, "packages/AP1/received/nordby/001.xlsx", workbook(rows))
    made = Made(folder, folder / "output")
    assert made.record["requirements"] == len(made.boxes) == len(made.rows) == len(expected)
    for label, (title, text, reason) in expected.items():
        box, row = made.boxes[label], made.rows[label]
        assert stated(box.title) == row["Titel"] == stated(title)
        assert row["Kravtekst"] == stated(text)
        assert stated(box.fields[""].replace("\n", "\n\n")) == stated(text)
        assert stated(box.fields["Begrundelse"].replace("\n", "\n\n")) == stated(reason)


# --- our own mistakes ------------------------------------------------------------------------------------------------


def changed_part(artifact: Artifact, part: str, old: bytes, new: bytes) -> Artifact:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as package, zipfile.ZipFile(data, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert old in content, f"{old!r} is not in {part}"
                content = content.replace(old, new, 1)
            copy.writestr(name, content)
    return replace(artifact, data=data.getvalue())


DOCUMENT, STRINGS = "word/document.xml", "xl/sharedStrings.xml"
MISTAKES = [
    ("kravspecifikation.docx", DOCUMENT, "højst 2 sekunder".encode(), "højst 3 sekunder".encode()),
    ("kravspecifikation.docx", DOCUMENT, b"&lt; 5", b" 5"),
    ("kravspecifikation.docx", DOCUMENT, b"&amp;", b""),
    ("kravspecifikation.docx", DOCUMENT, "\u00a0kr.".encode(), b" kr."),
    ("kravspecifikation.docx", DOCUMENT, "blå".encode(), b"bla"),
    ("kravspecifikation.docx", DOCUMENT, b"F-002", b"F-003"),
    ("kravspecifikation.docx", DOCUMENT, b"Uden fejl", b"Uden fejl og mere"),
    ("kravmatrix.xlsx", STRINGS, "højst 2 sekunder".encode(), "højst 20 sekunder".encode()),
    ("kravmatrix.xlsx", STRINGS, b"<t>F-002</t>", b"<t>F-001</t>"),
    ("kravmatrix.xlsx", STRINGS, b"&lt; 5", b"5"),
]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = (
        "## F-001 Visning\n\n- Type: K\n\nLøsningen skal svare på højst 2 sekunder, < 5 & gratis (10\u00a0kr.) i blå."
        "\n\n"
        "**Begrundelse:** Uden fejl.\n\n"
        "## F-002 Svar\n\n- Type: K\n\nLøsningen skal svare.\n"
    )
    folder = project(tmp_path_factory.mktemp("mistakes"), text)
    assert build(folder, folder / "output").saved
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize(("path", "part", "old", "new"), MISTAKES)
def test_a_document_that_says_something_else_is_never_saved(
    before: Path,
    path: str,
    part: str,
    old: bytes,
    new: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real: Callable[..., Any] = pipeline.build.write

    def mistaken(*arguments: Any) -> Any:
        artifacts, problems = real(*arguments)
        return tuple(changed_part(a, part, old, new) if a.path == path else a for a in artifacts), problems

    monkeypatch.setattr(pipeline.build, "write", mistaken)
    output = content(before / "output")
    assert main(["-C", str(before), "--lang", "en", "build"]) == 3
    said = "".join(capsys.readouterr())
    assert "This is a bug in udbud" in said
    assert "[verify-" in said
    assert content(before / "output") == output
