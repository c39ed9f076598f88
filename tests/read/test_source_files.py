"""The files below sources/: what is no ordinary file is said, and a file that looks like material is not overlooked."""

import os
from pathlib import Path

import pytest
from returned import form
from small import project, write

from pipeline.model.problem import Problem, Severity
from pipeline.read import read

BODY = "## F-001 Svar\n\n- Type: K\n\nLøsningen skal svare.\n"


def _problems(folder: Path, *wanted: str) -> list[tuple[str, str]]:
    _sources, problems = read(folder)
    return [(p.code, p.place.path) for p in problems if p.code in wanted]


def _one(folder: Path, code: str) -> Problem:
    (problem,) = [p for p in read(folder)[1] if p.code == code]
    return problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["packages/AP1/pipe.md", "chapters/kravspecifikation/20-x.md", "terms.yaml"])
def test_a_pipe_is_said_and_never_waited_for(tmp_path: Path, name: str) -> None:
    project(tmp_path, BODY)
    (tmp_path / "sources" / "chapters" / "kravspecifikation").mkdir(parents=True, exist_ok=True)
    os.mkfifo(tmp_path / "sources" / name)
    assert ("unreadable-file", f"sources/{name}") in _problems(tmp_path, "unreadable-file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_that_is_called_a_picture_is_none(tmp_path: Path) -> None:
    project(tmp_path, BODY + "\n![Skærmen](billede.png)\n")
    os.mkfifo(tmp_path / "sources" / "packages" / "AP1" / "billede.png")
    assert _problems(tmp_path, "missing-picture") == [("missing-picture", "sources/packages/AP1/krav.md")]


def test_a_link_to_a_folder_is_said_once_and_not_followed(tmp_path: Path) -> None:
    project(tmp_path, BODY)
    (tmp_path / "sources" / "packages" / "AP1" / "circle").symlink_to("..", target_is_directory=True)
    assert _problems(tmp_path, "linked-folder", "unread-file", "duplicate-id") == [
        ("linked-folder", "sources/packages/AP1/circle")
    ]


def test_a_link_to_itself_is_said(tmp_path: Path) -> None:
    project(tmp_path, BODY)
    (tmp_path / "sources" / "packages" / "AP1" / "selv.md").symlink_to("selv.md")
    assert _problems(tmp_path, "unreadable-file") == [("unreadable-file", "sources/packages/AP1/selv.md")]


@pytest.mark.parametrize(
    "name", ["packages/AP1/sub/k.md", "chapters/kravspecifikation/20.MD", "packages/AP1/svar.XLSX"]
)
def test_a_file_of_a_kind_that_is_read_is_a_warning_where_nothing_reads_it(tmp_path: Path, name: str) -> None:
    project(tmp_path, BODY)
    write(tmp_path, name, "# Noget\n")
    assert _one(tmp_path, "unread-file").severity is Severity.WARNING


def test_any_other_file_is_a_note(tmp_path: Path) -> None:
    project(tmp_path, BODY)
    write(tmp_path, "packages/AP1/brev.docx", "x")
    assert _one(tmp_path, "unread-file").severity is Severity.NOTE


@pytest.mark.parametrize("name", ["svar.csv", "svar.json", "svar.yaml"])
def test_an_answer_in_a_list_of_another_kind_is_not_passed_over(tmp_path: Path, name: str) -> None:
    project(tmp_path, BODY)
    write(tmp_path, f"packages/AP1/received/nordby/{name}", "Krav-ID;Krav\nK-1;Det skal.\n")
    assert _one(tmp_path, "unread-file").severity is Severity.WARNING


@pytest.mark.parametrize("later", ["002.csv", "002.docx", "002.png"])
def test_a_later_file_that_nothing_reads_does_not_hide_the_form(tmp_path: Path, later: str) -> None:
    project(tmp_path, BODY)
    answered = ("", "Svar", "Løsningen skal svare inden 2 sekunder.", "K", "R-AAAAAAAA")
    write(tmp_path, "packages/AP1/received/nordby/001.xlsx", form(answered))
    write(tmp_path, f"packages/AP1/received/nordby/{later}", "x")
    sources, _problems = read(tmp_path)
    assert [len(c.statements) for c in sources.contributions if c.path.endswith("001.xlsx")] == [1]
