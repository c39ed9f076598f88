"""Every mistake in this folder gets the answer written beside it. `pytest --update-golden` writes the answers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cases import EXPECTED, Case, answer, cases, problems, project
from catalogue import README, readme

from pipeline.check import checks
from pipeline.report.catalogue import codes
from pipeline.report.codes import decide, foreign, intake
from pipeline.report.text import text

# Codes that a few lines of text cannot show: they need the disk, a broken program, a template or a hostile file.
_ELSEWHERE = """
    left-out-reference nothing-left unnumbered-proposal
    not-understood old-workbook-format password-protected picture-in-sheet text-in-drawing too-far-out too-large
    unsafe-archive xml-entity zip-bomb
    broken-manifest broken-template build-locked cannot-save code-in-template decomposed-name edition-broke-off
    file-changed file-missing worker-died
    file-not-listed incomplete-workbook list-without-numbering
    reader-stopped weaker-limits
    kept-changed kept-older linked-folder missing-style not-our-folder symlink-outside template-without-body
    unknown-template-name
    answers-unread name-in-report name-replaced
    form-changed form-unreadable issued-differs nobody-asked version-as-name
    not-accessible
    link-outside unlisted-part unseen-text
    already-published bad-signature cannot-publish cannot-sign damaged-zip no-libreoffice no-ssh-keygen not-converted
    statement-differs sums-differ
    unknown-workbook unportable-name unreadable-file verify-difference verify-extra verify-missing verify-unreadable
"""
ELSEWHERE = frozenset(_ELSEWHERE.split())


def test_the_base_has_no_problem(tmp_path: Path) -> None:
    project(tmp_path)
    assert text(problems(tmp_path)) == ""


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.code)
def test_the_answer(case: Case, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    project(tmp_path, case)
    found = answer(tmp_path, case)
    assert found, f"the case does not give {case.code}"
    golden(case.folder / EXPECTED, found)


def test_every_check_has_a_case() -> None:
    assert set(checks()) - {case.code for case in cases()} == set()


def test_every_code_of_a_project_has_a_case() -> None:
    """Codes of `import`, `intake` and `decide` are shown where those are tested."""
    elsewhere = ELSEWHERE | set(foreign.CODES) | set(intake.CODES) | set(decide.CODES)
    assert set(codes()) - {case.code for case in cases()} - elsewhere == set()


def test_every_case_is_explained() -> None:
    assert {case.code for case in cases()} - set(codes()) == set()


def test_the_catalogue_is_up_to_date(golden: Callable[[Path, str], None]) -> None:
    golden(README, readme())
