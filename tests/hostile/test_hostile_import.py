"""Every file of the hostile corpus through `import`: what EXPECT.csv wants, no traceback, at most 10 s and 1 GB."""

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from imports import CPU_SECONDS, MEGABYTES, Outcome, corpus, run

from pipeline.model.place import Place
from pipeline.model.tender import Package
from pipeline.read import read_declarations
from pipeline.read.markdown import read_requirements
from pipeline.read.values import Vocabulary

MAKER = corpus("hostile") / "make_hostile.py"
ROOT = Path(__file__).resolve().parents[2]
CANARY = "CANARY-7f3a"


@dataclass(frozen=True)
class Wanted:
    """`error`: refused with this code. Else `count` requirements are read, with `codes` among the messages."""

    error: str = ""
    count: int = 0
    codes: tuple[str, ...] = ()
    says: str = ""


def refused(code: str, says: str = "") -> Wanted:
    return Wanted(error=code, says=says)


def taken(count: int, *codes: str) -> Wanted:
    return Wanted(count=count, codes=codes)


ENTITIES = ("billion-laughs", "xxe-file", "xxe-http", "quadratic")
WANTED = {
    **{f"{name}.{end}": refused("xml-entity") for name in ENTITIES for end in ("xlsx", "docx")},
    "zipbomb-sheet.xlsx": refused("zip-bomb", "xl/worksheets/sheet1.xml"),
    "zipbomb-document.docx": refused("zip-bomb", "word/document.xml"),
    "zipbomb-media.docx": refused("zip-bomb", "word/media/image1.png"),
    "many-entries.xlsx": refused("zip-bomb", "2000"),
    "million-styles.xlsx": taken(2),
    "many-empty-rows.xlsx": taken(2),
    "huge-dimension.xlsx": taken(2),
    "far-cell.xlsx": taken(2, "too-far-out"),
    "deep-xml.docx": taken(1),
    "nested-tables.docx": refused("too-deep"),
    **{f"{name}.{end}": refused("damaged-file") for end in ("xlsx", "docx") for name in ("truncated", "empty")},
    "zip-only-eocd.xlsx": refused("damaged-file", "empty"),
    "csv-named.xlsx": refused("wrong-file-type", "text file"),
    "html-named.xls": refused("wrong-file-type", "HTML"),
    "docx-named.xlsx": refused("wrong-file-type", "Word"),
    "xlsx-named.docx": refused("wrong-file-type", "Excel"),
    "ole2-named.xlsx": refused("wrong-file-type", "password"),
    "lock-~$krav.xlsx": taken(0, "lock-file"),
    "no-content-types.docx": refused("damaged-file", "[Content_Types].xml"),
    "no-sheet-part.xlsx": refused("damaged-file", "xl/worksheets/sheet1.xml"),
    "path-traversal.docx": refused("unsafe-archive", "udbud-evil"),
    "duplicate-part.docx": refused("unsafe-archive", "twice"),
    "zip-encrypted-flag.docx": refused("password-protected"),
    "external-template.docx": taken(1),
    "external-image.docx": taken(1),
    "includetext-field.docx": taken(1, "field-left-out"),
    "dde-field.docx": taken(1, "field-left-out"),
    "formula-injection-as-text.xlsx": taken(17),
    "formula-injection.csv": taken(17),
    "formulas-no-cached-value.xlsx": taken(1, "formula-without-value", "row-without-text"),
    "lookalike-ids.xlsx": taken(23, "look-alike-id", "duplicate-foreign-id", "invisible-character"),
    "bidi.md": taken(1, "invisible-character"),
    "nfd-names-a\u030a.md": Wanted(error="no-requirements", codes=("decomposed-name",)),
    "ssti-requirements.md": taken(13),
    "ssti-requirements.xlsx": taken(13),
    "ssti-template.docx": refused("no-requirements"),
    "pandoc-hostile.md": refused("no-requirements"),
    "yaml-bomb.md": refused("yaml-alias"),
    "yaml-object.md": refused("yaml-tag"),
    "yaml-surprises.md": refused("duplicate-key"),
    "deep-markdown.md": refused("too-deep"),
    "huge-table.md": taken(20_000),
    "mixed-newlines.md": refused("bad-encoding", "NUL"),
    "latin1.md": taken(1, "assumed-encoding"),
    "utf16.md": taken(1),
    "utf8-bom.md": taken(1),
    "cp1252.csv": taken(1, "assumed-encoding"),
    "cp865-dos.csv": taken(1, "assumed-encoding"),
    "control-chars.xlsx": taken(1, "control-character"),
    **{f"bitflip-{n}.{end}": refused("damaged-file") for n in range(5) for end in ("xlsx", "docx")},
}  # fmt: skip

# What must stand in the imported text, letter for letter.
KEPT = {
    "latin1.md": "Løsningen skal håndtere æøå.",
    "utf16.md": "Løsningen skal håndtere æøå.",
    "utf8-bom.md": "Løsningen skal håndtere æøå.",
    "cp1252.csv": "Løsningen skal … “håndtere” – æøå €",
    "cp865-dos.csv": "Løsningen skal æøå",
    "external-image.docx": "Løsningen skal understøtte login.",
    "huge-table.md": "Løsningen skal kunne 19999",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile") / "files"
    subprocess.run([sys.executable, str(MAKER), str(made)], check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> dict[str, Outcome]:
    found = run(folder / name for name in WANTED)
    return {Path(path).name: outcome for path, outcome in found.items()}


def test_every_file_is_expected(
    folder: Path, outcomes: dict[str, Outcome], figure: Callable[[str, str, str], None]
) -> None:
    with (folder / "EXPECT.csv").open(encoding="utf-8") as file:
        assert {row["file"] for row in csv.DictReader(file, delimiter=";")} == set(WANTED)
    worst = f"{max(o.cpu for o in outcomes.values()):.1f} s, {max(o.megabytes for o in outcomes.values()):.0f} MB"
    figure("hostile-input", "generated hostile files, each as expected; the worst", f"{len(WANTED)}; {worst}")


@pytest.mark.parametrize("name", WANTED)
def test_outcome(name: str, outcomes: dict[str, Outcome]) -> None:
    wanted, got = WANTED[name], outcomes[name]
    assert not got.traceback, got.traceback
    assert got.cpu <= CPU_SECONDS
    assert got.megabytes <= MEGABYTES
    assert CANARY not in got.text + str(got.problems)
    assert set(wanted.codes) <= got.codes
    assert got.count == wanted.count
    if wanted.error:
        assert got.errors == {wanted.error}
        assert wanted.says in got.said(wanted.error)
        assert not got.files
    else:
        assert not got.errors
        assert bool(got.files) == bool(wanted.count)


@pytest.mark.parametrize("name", KEPT)
def test_text_is_kept(name: str, outcomes: dict[str, Outcome]) -> None:
    assert KEPT[name] in outcomes[name].text


@pytest.mark.parametrize("name", ["includetext-field.docx", "dde-field.docx", "external-template.docx"])
def test_fields_and_references_are_gone(name: str, outcomes: dict[str, Outcome]) -> None:
    for word in ("INCLUDETEXT", "DDEAUTO", "127.0.0.1", "file://"):
        assert word not in outcomes[name].text


def texts_read_back(outcome: Outcome) -> list[str]:
    ((name, text),) = [(name, text) for name, text in outcome.files.items() if name.endswith(".md")]
    words = Vocabulary.of(read_declarations(ROOT)[0])
    package = Package("AP1", "", Place(""))
    contribution, problems = read_requirements(text.encode(), name, Path(name), Path(), package, words)
    assert problems == ()
    return [statement.values["text"].text for statement in contribution.statements]


def test_template_language_comes_out_as_it_stands(folder: Path, outcomes: dict[str, Outcome]) -> None:
    source = (folder / "ssti-requirements.md").read_text(encoding="utf-8")
    lines = [line for line in source.split("\n") if line and not line.startswith(("# ", "## "))]
    assert len(lines) == 13
    for name in ("ssti-requirements.md", "ssti-requirements.xlsx"):
        assert texts_read_back(outcomes[name]) == lines


def test_formulas_come_out_as_text(folder: Path, outcomes: dict[str, Outcome]) -> None:
    with (folder / "formula-injection.csv").open(encoding="utf-8-sig", newline="") as file:
        source = [row["Krav"].strip() for row in csv.DictReader(file, delimiter=";")]
    for name in ("formula-injection.csv", "formula-injection-as-text.xlsx"):
        assert texts_read_back(outcomes[name]) == source


def test_ids_that_look_alike_stay_apart(outcomes: dict[str, Outcome]) -> None:
    text = outcomes["lookalike-ids.xlsx"].text
    assert "- Oprindeligt nr.: 1.10\n" in text
    assert "- Oprindeligt nr.: 1.1\n" in text
    assert "- Oprindeligt nr.: 01\n" in text
    assert "<U+041A>-001" in outcomes["lookalike-ids.xlsx"].said("look-alike-id")


def test_nothing_is_written_outside(outcomes: dict[str, Outcome]) -> None:
    assert outcomes
    for name in ("udbud-evil.txt", "udbud-evil2.txt", "udbud-evil4"):
        assert not Path("/var/tmp", name).exists()
    for outcome in outcomes.values():
        assert all("/" not in path and "\\" not in path for path in outcome.files)
