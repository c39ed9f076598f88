"""Every file of the hostile corpus through `import`: what EXPECT.csv wants, no traceback, at most 10 s and 1 GB."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_files import CANARY, WANTED, made, not_outside
from imports import CPU_SECONDS, MEGABYTES, Outcome, run

from pipeline.model.place import Place
from pipeline.model.tender import Package
from pipeline.read import read_declarations
from pipeline.read.markdown import read_requirements
from pipeline.read.values import Vocabulary

ROOT = Path(__file__).resolve().parents[2]

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
    return made(tmp_path_factory.mktemp("hostile"))


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
    assert not_outside()
    for outcome in outcomes.values():
        assert all("/" not in path and "\\" not in path for path in outcome.files)
