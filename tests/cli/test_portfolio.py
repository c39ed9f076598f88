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
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from small import ROOT, project
from towns import ASIDE, REQUIREMENTS, TOWNS, alone, content, run, tender

import pipeline.write
from pipeline import portfolio
from pipeline.base.zip import read_zip, write_zip
from pipeline.model.place import Place
from pipeline.model.problem import error
from pipeline.model.specification import Specification
from pipeline.write import _File


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tender(tmp_path_factory.mktemp("all") / "p")


@pytest.fixture(scope="module")
def one_by_one(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return alone(folder, tmp_path_factory.mktemp("alone"))


@pytest.mark.parametrize("words", [("--jobs", "1"), ("--jobs", "3"), ("--no-cache",)])
def test_the_same_bytes_as_one_by_one(folder: Path, one_by_one: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run(folder, tmp_path, "-q", "--edition", "tender", "--for", "all", *words) == 0
    assert content(tmp_path) == content(one_by_one)
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


@pytest.fixture(scope="module")
def standing(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("standing")
    assert run(folder, output, "-q", "--for", "all") == 0
    return output


def test_ctrl_c_says_what_stands(
    folder: Path, standing: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, real = content(standing), portfolio.store

    def store(made: Any, *given: Any, **more: Any) -> object:
        if made.municipality == "soenderkaer":
            raise KeyboardInterrupt
        return real(made, *given, **more)

    monkeypatch.setattr(portfolio, "store", store)
    assert run(folder, standing, "-q", "--for", "all", "--jobs", "2") == 130
    assert "Udgaver, der nåede at blive gemt, er hele" in capsys.readouterr().err
    assert content(standing) == before


class TestOneThatFails:
    """The workers are forked, so what a test puts in the parent's place counts in them too."""

    @pytest.fixture(autouse=True)
    def _before(self, standing: Path) -> None:
        self.output, self.before = standing, content(standing)

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
            from msgspec.structs import replace

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
