"""`build --for all`: the editions of `build --for X` one by one, and one that fails leaves the others alone."""

import json
import os
import re
import shutil
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from small import DOCUMENTS, ROOT, project, write

import pipeline.write
from pipeline import portfolio
from pipeline.__main__ import main
from pipeline.base.zip import read_zip, write_zip
from pipeline.model.place import Place
from pipeline.model.problem import error
from pipeline.model.specification import Specification
from pipeline.write import _File

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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Municipalities with names of all lengths, one of which XML must escape; one has an addition, one an opt-out."""
    made = project(tmp_path_factory.mktemp("all") / "p", REQUIREMENTS, "# Indledning\n\nSe [@leverancekontrakt].\n")
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


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each edition built by itself, without anything remembered."""
    output = tmp_path_factory.mktemp("alone")
    for town in TOWNS:
        assert run(folder, output, "-q", "--no-cache", "--edition", "tender", "--for", town) == 0
    return output


@pytest.mark.parametrize("words", [("--jobs", "1"), ("--jobs", "3"), ("--no-cache",)])
def test_the_same_bytes_as_one_by_one(folder: Path, alone: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run(folder, tmp_path, "-q", "--edition", "tender", "--for", "all", *words) == 0
    assert content(tmp_path) == content(alone)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {f"tender-{town}" for town in TOWNS}


def test_what_differs_in_the_name_only_is_written_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By one process, so that it can be counted: three municipalities have no wishes of their own."""
    real, written = pipeline.write._made, tmp_path / "written"

    def made(shown: Specification, file: _File, *more: Any) -> object:
        with written.open("a", encoding="utf-8") as log:
            log.write(f"{file.path}\n")
        return real(shown, file, *more)

    monkeypatch.setattr(pipeline.write, "_made", made)
    assert run(folder, tmp_path / "out", "-q", "--no-cache", "--edition", "tender", "--for", "all", "--jobs", "1") == 0
    times = Counter(written.read_text("utf-8").split())
    assert times["sporbarhedsmatrix.xlsx"] == 0  # internal
    assert times["aendringer.docx"] == 2  # the name with & has a document of its own
    assert times["kravspecifikation.docx"] == 3  # so has who left something out
    assert times["kravmatrix.xlsx"] == 5  # rows are as high as their texts are long, names among them
    assert all(times[f"leverancekontrakt/{town}.docx"] == 1 for town in TOWNS)


def test_a_count_in_a_template_is_printed_for_each(folder: Path, tmp_path: Path) -> None:
    """Word has cut the name in two, as it does."""
    made = tmp_path / "p"
    shutil.copytree(folder, made)
    path = made / "templates/kravspecifikation/template.docx"
    parts = read_zip(path.read_bytes())
    footer = next(name for name in parts if name.startswith("word/footer") and b"kildeaftryk" in parts[name])
    count = b"<w:r><w:t>{{ ant</w:t></w:r><w:r><w:t>al.krav }} krav</w:t></w:r></w:p>"
    parts[footer] = parts[footer].replace(b"</w:p>", count, 1)
    path.write_bytes(write_zip(parts))
    said = {}
    assert run(made, tmp_path / "out", "-q", "--edition", "tender", "--for", "all") == 0
    for town in TOWNS:
        found = read_zip((tmp_path / f"out/tender-{town}/aendringer.docx").read_bytes())
        said[town] = re.findall(r"(\d) krav", re.sub("<[^>]*>", "", found[footer].decode()))
    assert said == {town: ["1" if town == "aamose" else "2"] for town in TOWNS}


def test_only_some_documents_of_the_internal_edition(folder: Path, tmp_path: Path) -> None:
    assert run(folder, tmp_path, "-q", "--for", "all") == 0
    before = content(tmp_path)
    assert run(folder, tmp_path, "-q", "--for", "all", "--only", "kravmatrix") == 0
    assert content(tmp_path) == before
    assert all((tmp_path / f"internal-{town}" / ASIDE).is_file() for town in TOWNS)
    assert run(folder, tmp_path, "--for", "all", "--only", "kravmatriks") == 2


def test_a_folder_that_is_somebody_elses_stops_its_own_edition_only(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_here = tmp_path / "internal-aamose" / "noter.txt"
    write_here.parent.mkdir()
    write_here.write_text("min\n", "utf-8")
    assert run(folder, tmp_path, "--for", "all") == 1
    said = capsys.readouterr().out
    assert "1 udgave blev ikke lavet" in said
    assert "Åmose Kommune (aamose): not-our-folder" in said
    assert write_here.read_text("utf-8") == "min\n"
    assert all((tmp_path / f"internal-{town}" / "manifest.json").is_file() for town in TOWNS if town != "aamose")


def test_an_error_of_all_stops_every_outer_edition(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(tmp_path / "p", REQUIREMENTS.replace("@F-002", "@F-003"))
    assert run(made, tmp_path / "out", "--edition", "tender", "--for", "all") == 1
    assert "dangling-reference" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


class TestOneThatFails:
    """The workers are forked, so what a test puts in the parent's place counts in them too."""

    @pytest.fixture(autouse=True)
    def _before(self, folder: Path, tmp_path: Path) -> None:
        assert run(folder, tmp_path / "out", "-q", "--for", "all") == 0
        self.output, self.before = tmp_path / "out", content(tmp_path / "out")

    def rebuilt(self, folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
        code = run(folder, self.output, "--for", "all", "--jobs", "2", *words)
        assert content(self.output) == self.before
        return code, capsys.readouterr().out

    def instead(self, monkeypatch: pytest.MonkeyPatch, what: "object") -> None:
        real = portfolio.make

        def make(*given: object, **more: object) -> object:
            return what() if "soenderkaer" in given and callable(what) else real(*given, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(portfolio, "make", make)

    def test_a_worker_that_is_killed_once_is_not_noticed(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        real, mark = portfolio.make, tmp_path / "killed"

        def make(*given: object, **more: object) -> object:
            if "aamose" in given and not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(portfolio, "make", make)
        assert self.rebuilt(folder, capsys)[0] == 0
        assert mark.exists()

    def test_one_that_is_killed_every_time_is_named(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.instead(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
        code, said = self.rebuilt(folder, capsys)
        assert code == 1
        assert "Sønderkær Kommune (soenderkaer): worker-died" in said

    def test_a_bug_is_ours(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.instead(monkeypatch, lambda: 1 / 0)
        code, said = self.rebuilt(folder, capsys, "--format", "json")
        assert code == 3
        found = {town["key"]: town for town in json.loads(said)["municipalities"]}
        assert [(p["code"], "ZeroDivisionError" in p["excerpt"]) for p in found["soenderkaer"]["problems"]] == [
            ("edition-broke-off", True)
        ]
        assert found["soenderkaer"]["folder"] == ""
        assert found["aamose"]["folder"] == "internal-aamose"

    def test_a_difference_found_when_reading_back_is_ours(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = error("verify-missing", Place("kravmatrix.xlsx"), "x", "y")
        real = portfolio.make

        def make(*given: object, **more: object) -> object:
            from dataclasses import replace

            made = real(*given, **more)  # type: ignore[arg-type]
            return replace(made, faults=(wrong,), digest="") if "soenderkaer" in given else made

        monkeypatch.setattr(portfolio, "make", make)
        code, said = self.rebuilt(folder, capsys)
        assert code == 3
        assert "Sønderkær Kommune (soenderkaer): verify-missing" in said


def test_the_answer_in_json_is_what_its_schema_says(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, tmp_path, "-q", "--for", "all", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    schemas = {p.name: json.loads(p.read_text("utf-8")) for p in (ROOT / "docs/schemas").glob("*.json")}
    registry = Registry().with_resources((name, Resource.from_contents(s)) for name, s in schemas.items())
    validator = Draft202012Validator(schemas["portfolio.schema.json"], registry=registry)
    assert [e.message for e in validator.iter_errors(found)] == []
    assert [town["key"] for town in found["municipalities"]] == list(TOWNS)
    assert all("kravmatrix" in {d["key"] for d in town["documents"]} for town in found["municipalities"])


def test_no_municipality_at_all(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = project(tmp_path / "p", REQUIREMENTS)
    (made / "sources/municipalities.yaml").unlink()
    assert run(made, tmp_path / "out", "--for", "all") in (1, 2)
    assert "municipalities.yaml" in "".join(capsys.readouterr())
