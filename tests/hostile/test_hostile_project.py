"""Every file of the hostile corpus in a project, one build of them all: what EXPECT.csv wants, file by file."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hostile_files import CANARY, WANTED, in_a_project, made, not_outside
from promises.independent import external_targets, formulas, instructions, table, whole_text
from returned import tender
from small import write

from pipeline.build import Outcome, build
from pipeline.model.problem import Problem, Severity

HUGE = "huge-table.md"  # as slow to write as it is long
TOWNS = {name: f"by-{n}" for n, name in enumerate(WANTED)}


class Delivered:
    """Each file in a municipality's folder, Markdown in its package and among the chapters."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.files = made(folder)
        root = tender(folder / "tender")
        towns = [TOWNS[name] for name in names]
        write(root, "municipalities.yaml", "".join(f"- {{key: {town}, name: {town}}}\n" for town in towns))
        package = f"title: Pakke\nareas: [functional]\nparticipants: [{', '.join(towns)}]\ndeadline: 2026-12-01\n"
        write(root, "packages/AP1/package.yaml", package)
        self.paths = {name: self._put(root, name) for name in names}
        self.outcome: Outcome = build(root, folder / "output")
        self.folder = folder / "output" / "internal"

    def _put(self, root: Path, name: str) -> str:
        data, rest = (self.files / name).read_bytes(), f"packages/AP1/received/{TOWNS[name]}/001{Path(name).suffix}"
        if name.endswith(".md"):
            rest = f"packages/AP1/{name}"
            write(root, f"chapters/kravspecifikation/{name}", data)
        elif "lock-file" in WANTED[name].codes:
            rest = f"packages/AP1/received/{TOWNS[name]}/~$001.xlsx"
        write(root, rest, data)
        return f"sources/{rest}"

    def said(self, path: str) -> tuple[Problem, ...]:
        return tuple(p for p in self.outcome.problems if p.place.path == path)


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    return Delivered(tmp_path_factory.mktemp("delivered"), [name for name in WANTED if name != HUGE])


def test_the_build_goes_on(delivered: Delivered) -> None:
    assert delivered.outcome.faults == ()
    assert delivered.outcome.saved
    assert not_outside()


def test_every_file_is_expected(delivered: Delivered) -> None:
    read = Counter(
        one.place.path for requirement in delivered.outcome.specification.requirements for one in requirement.origins
    )
    wrong = []
    for name, path in delivered.paths.items():
        wanted, said = in_a_project(name), delivered.said(path)
        codes = {p.code for p in said}
        first = {p.code for p in said if p.severity is Severity.ERROR}
        if wanted.error:
            sound = first == {wanted.error} and wanted.says in " ".join(f"{p.message} {p.fix}" for p in said)
        else:
            sound = set(wanted.codes) <= codes and not first & {"damaged-file", "reader-stopped", "bad-encoding"}
        if not sound or read[unicodedata.normalize("NFC", path)] != wanted.count:
            wrong.append((name, codes, read[path], wanted))
    assert wrong == []


def test_markdown_among_the_chapters(delivered: Delivered) -> None:
    wrong = []
    for name in delivered.paths:
        if name.endswith(".md"):
            wanted = in_a_project(name)
            expected = {wanted.error, *wanted.codes} - {"", "bad-front-matter"}  # a chapter has none
            codes = {p.code for p in delivered.said(f"sources/chapters/kravspecifikation/{name}")}
            if not expected <= codes or ("bad-front-matter" in wanted.codes and not codes):
                wrong.append((name, codes))
    assert wrong == []


def test_nothing_of_it_works_in_what_was_built(delivered: Delivered) -> None:
    word, sheet = delivered.folder / "kravspecifikation.docx", delivered.folder / "kravmatrix.xlsx"
    for path in (word, sheet, delivered.folder / "sporbarhedsmatrix.xlsx"):
        assert external_targets(path) == set()
    text = whole_text(word)
    assert CANARY not in text
    assert "RAW OPENXML" not in text.replace("<w:t>RAW OPENXML</w:t>", "")
    assert not [code for code in instructions(word) if "INCLUDE" in code or "DDE" in code]
    assert not [f for f in formulas(sheet) if "cmd" in f or "HYPERLINK" in f or "WEBSERVICE" in f]


def test_template_language_and_formulas_stand_as_they_were_written(delivered: Delivered) -> None:
    lines = (delivered.files / "ssti-requirements.md").read_text("utf-8").split("\n")
    templates = [line for line in lines if line and not line.startswith(("# ", "## "))]
    words = whole_text(delivered.folder / "kravspecifikation.docx")
    cells = [row["Kravtekst"] for row in table(delivered.folder / "kravmatrix.xlsx", "Krav")]
    assert len(templates) == 13
    for line in templates:
        assert words.count(line) >= 2, line  # from Markdown and from the workbook
        assert any(line in text for text in cells), line
    assert [text for text in cells if text.startswith("=")]


@pytest.mark.slow
def test_a_table_of_twenty_thousand_rows(tmp_path: Path) -> None:
    huge = Delivered(tmp_path, [HUGE])
    assert huge.outcome.faults == ()
    assert huge.said(huge.paths[HUGE]) == ()
    assert whole_text(huge.folder / "kravspecifikation.docx").count("Løsningen skal kunne 19999") == 2
