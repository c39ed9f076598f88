"""Shapes in which internal text once reached, or could reach, an outer edition: each is left out or refused."""

import io
import zipfile
from pathlib import Path

import pytest
from small import project, write

from pipeline.build import Outcome, build

REQUIREMENT = "## F-901 Svar\n\n- Type: K\n- Kilde: Lov\n- Verifikation: prøve\n\n"


def made(folder: Path, body: str, edition: str = "tender", chapter: str = "") -> Outcome:
    return build(project(folder / "p", REQUIREMENT + body, chapter), folder / "out", edition)


def printed(outcome: Outcome) -> bytes:
    assert outcome.saved is not None, [p.code for p in outcome.problems]
    parts = []
    for artifact in outcome.artifacts:
        with zipfile.ZipFile(io.BytesIO(artifact.data)) as package:
            parts += [package.read(name) for name in package.namelist()]
    return b"".join(parts)


@pytest.mark.parametrize(
    "body",
    [
        "Løsningen skal svare.[^1]\n\n[^1]: Note.\n\n    ::: intern\n    HEMLIG\n    :::\n",
        "Løsningen skal svare.\n\n- punkt\n\n  ::: intern\n  HEMLIG\n  :::\n",
        "Løsningen skal svare.\n\n> citat\n>\n> ::: intern\n> HEMLIG\n> :::\n",
        "Løsningen skal svare.\n\n:::: intern\nA\n\n::: instruktion\nB\n:::\n\nHEMLIG\n::::\n",
    ],
)
def test_internal_text_is_left_out_wherever_it_stands(tmp_path: Path, body: str) -> None:
    assert b"HEMLIG" not in printed(made(tmp_path, body))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Løsningen skal svare.\n\n::: intern\nA\n\n::: instruktion\nB\n:::\n\nHEMLIG\n:::\n", "stray-block-mark"),
        ("Løsningen skal svare.\n\n:: intern\nHEMLIG\n::\n", "stray-block-mark"),
        ("Løsningen skal svare.\n\n::: intern\nhusk\n\n## F-902 To\n\n- Type: K\n\nHEMLIG\n", "unclosed-block"),
        ("Løsningen skal svare.\n\n```\nkode\n\n## F-902 To\n\nHEMLIG\n", "unclosed-block"),
        ("Løsningen skal svare.\n\n##F-902 To\n\nHEMLIG\n", "overlooked-requirement"),
        ("Løsningen skal svare.\n\n> ## F-902 To\n>\n> HEMLIG\n", "overlooked-requirement"),
        ("Løsningen skal svare.\n\n### F-902 To\n\nHEMLIG\n", "overlooked-requirement"),
        ("Løsningen skal svare.\n\n## f-902 To\n\n- Type: K\n\nLøsningen skal HEMLIG.\n", "malformed-id"),
        ("Løsningen skal svare.[^1]\n\n[^1]: A\n\n## F-902 To\n\n- Type: K\n\nLøsningen skal.[^1]\n\n[^1]: B\n",
         "repeated-definition"),
        ("::: intern\nLøsningen skal HEMLIG.\n:::\n", "nothing-left"),
        ("Løsningen skal svare, jf. [@sporbarhedsmatrix].\n", "left-out-reference"),
        ("Løsningen skal svare.\n\n## Forslag\n\n- Type: K\n\nLøsningen skal ringe.\n", "unnumbered-proposal"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_apart_is_refused(tmp_path: Path, body: str, code: str) -> None:
    outcome = made(tmp_path, body)
    assert code in [p.code for p in outcome.problems if p.severity == "error"]
    assert outcome.saved is None


def test_a_block_below_a_field_of_one_line_is_refused(tmp_path: Path) -> None:
    body = "## F-901 A\n\n- Type: K\n- Kilde: X\n\n  ::: intern\n  HEMLIG\n  :::\n\nLøsningen skal svare.\n"
    outcome = build(project(tmp_path / "p", body), tmp_path / "out", "tender")
    assert "field-with-more" in [p.code for p in outcome.problems]
    assert outcome.saved is None


def test_a_reference_into_an_internal_section_is_refused(tmp_path: Path) -> None:
    chapter = "# Indledning\n\nSe [@kravspecifikation#hemlig-titel].\n\n::: intern\n# Hemlig titel\n\nx\n:::\n"
    outcome = made(tmp_path, "Løsningen skal svare.\n", chapter=chapter)
    assert [(p.code, p.place.line) for p in outcome.problems if p.severity == "error"] == [("left-out-reference", 3)]


def test_a_section_with_only_internal_text_leaves_no_heading(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", REQUIREMENT + "Løsningen skal svare.\n\n# HEMLIGT\n\n::: intern\nx\n:::\n")
    assert b"HEMLIG" not in printed(build(folder, tmp_path / "out", "tender"))


def test_the_same_words_inside_and_outside_a_block_are_a_conflict(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", REQUIREMENT + "Løsningen skal svare.\n")
    write(folder, "packages/AP2/package.yaml", "title: To\nareas: [functional]\n")
    write(folder, "packages/AP2/krav.md", "## F-901 Svar\n\n::: intern\nLøsningen skal svare.\n:::\n")
    assert "conflict" in [p.code for p in build(folder, tmp_path / "out", "tender").problems]


def test_packages_that_print_nothing_change_no_byte(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", REQUIREMENT + "Løsningen skal svare.\n")
    first = printed(build(folder, tmp_path / "a", "tender"))
    write(folder, "packages/AP2/package.yaml", "title: To\nareas: [functional]\n")
    write(folder, "packages/AP2/krav.md", "# Henvendelser\n\n::: intern\nhusk\n:::\n")
    write(folder, "chapters/kravspecifikation/99-internt.md", "::: intern\n# Husk\n\nx\n:::\n")
    assert printed(build(folder, tmp_path / "b", "tender")) == first
