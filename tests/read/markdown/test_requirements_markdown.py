"""A package's Markdown: sections, requirements, field lists, long fields, and what is said of the rest."""

from pathlib import Path

import pytest
from small import merged, project, write

from pipeline.model.place import Place
from pipeline.model.problem import Problem
from pipeline.model.specification import Requirement


def one(folder: Path, text: str) -> tuple[Requirement, list[Problem]]:
    specification, problems = merged(project(folder, text))
    assert len(specification.requirements) == 1
    return specification.requirements[0], list(problems)


def codes(problems: "list[Problem]") -> list[str]:
    return [p.code for p in problems]


def test_fields_text_and_places(tmp_path: Path) -> None:
    text = (
        "## F-012 Søgning på tværs\n\n- Type: MK\n- Formål: F1, F3\n\nLøsningen skal vise svar.\n\n"
        "**Begrundelse:** Borgeren\nventer.\n\nEllers ringer den næste.\n\n**Verifikation:** prøve\n"
    )
    requirement, problems = one(tmp_path, text)
    assert problems == []
    assert requirement.id == "F-012"
    assert requirement.text("title") == "Søgning på tværs"
    assert requirement.text("text") == "Løsningen skal vise svar."
    assert requirement.text("rationale") == "Borgeren venter.\n\nEllers ringer den næste."
    assert requirement.keys_of("goals") == ("F1", "F3")
    assert requirement.keys_of("verification") == ("test",)
    path = "sources/packages/AP1/krav.md"
    assert requirement.values["title"].place == Place(path, 6)
    assert requirement.values["goals"].place == Place(path, 9)
    assert requirement.values["text"].place == Place(path, 11)
    assert requirement.values["rationale"].place == Place(path, 13)
    assert requirement.values["verification"].place == Place(path, 18)


def test_heading_without_id_is_a_proposal(tmp_path: Path) -> None:
    requirement, _problems = one(tmp_path, "## Tilbagekald på B-nummer\n\nLøsningen skal ringe op.\n")
    assert requirement.id == ""
    assert requirement.key.startswith("P-")
    assert requirement.text("title") == "Tilbagekald på B-nummer"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("F-012 Søgning", "Søgning"),
        ("F-012: Søgning", "Søgning"),
        ("F-012:Søgning", "Søgning"),
        ("F-012 – Søgning", "Søgning"),
        ("F-012. Søgning", "Søgning"),
        ("F-012 -10 °C i lageret", "-10 °C i lageret"),
        ("F-012 .NET og ..", ".NET og .."),
        ("F-012 - -5 %", "-5 %"),
        ("F-012", ""),
        ("F-012 –", ""),
    ],
)
def test_one_sign_may_part_id_and_title(tmp_path: Path, heading: str, title: str) -> None:
    requirement, _problems = one(tmp_path, f"## {heading}\n\nLøsningen skal.\n")
    assert (requirement.id, requirement.text("title")) == ("F-012", title)


@pytest.mark.parametrize("label", ["type", "TYPE", "Kravtype", "Type "])
def test_labels_are_read_by_synonym_and_case(tmp_path: Path, label: str) -> None:
    requirement, problems = one(tmp_path, f"## F-001 Titel\n\n- {label}: mindstekrav\n\nLøsningen skal.\n")
    assert problems == []
    assert requirement.key_of("type") == "MK"


def test_unknown_label_names_the_nearest_field(tmp_path: Path) -> None:
    _requirement, problems = one(tmp_path, "## F-001 Titel\n\n- Type: K\n- Verifkation: prøve\n\nLøsningen skal.\n")
    assert codes(problems) == ["unknown-field"]
    assert problems[0].excerpt == "Verifkation: prøve"
    assert "Verifikation" in problems[0].fix
    assert problems[0].place.line == 9


def test_a_list_without_labels_is_requirement_text(tmp_path: Path) -> None:
    requirement, problems = one(tmp_path, "## F-001 Titel\n\n- telefon: hele døgnet\n- chat\n")
    assert problems == []
    assert requirement.text("text") == "- telefon: hele døgnet\n- chat"


def test_field_given_twice_keeps_the_first_and_shows_the_second(tmp_path: Path) -> None:
    text = "## F-001 Titel\n\n- Kilde: Lov A\n- Kilde: Lov B\n\nLøsningen skal.\n"
    requirement, problems = one(tmp_path, text)
    assert requirement.text("source") == "Lov A"
    assert codes(problems) == ["repeated-field"]
    assert problems[0].excerpt == "Lov B"


def test_the_area_may_be_said_once_and_not_twice(tmp_path: Path) -> None:
    once, problems = one(tmp_path / "a", "## F-001 Titel\n\n- Område: Integrationer\n\nLøsningen skal.\n")
    assert (once.key_of("area"), codes(problems)) == ("integrations", [])
    text = "## F-001 Titel\n\n- Område: Integrationer\n- Område: Funktionelle krav\n\nLøsningen skal.\n"
    twice, problems = one(tmp_path / "b", text)
    assert (twice.key_of("area"), codes(problems)) == ("integrations", ["repeated-field"])


def test_equal_titles_are_different_proposals(tmp_path: Path) -> None:
    specification, _problems = merged(
        project(tmp_path, "## Titel\n\nLøsningen skal A.\n\n## Titel\n\nLøsningen skal B.\n")
    )
    assert sorted(r.text("text") for r in specification.requirements) == ["Løsningen skal A.", "Løsningen skal B."]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("svartid < 2 sek. & 99,8 %", "svartid < 2 sek. & 99,8 %"),
        (r"\{{ frist }} og \[@F-001]", "{{ frist }} og [@F-001]"),
        ("{{7*7}} {{ config }} {% raw %}", "{{7*7}} {{ config }} {% raw %}"),
        ("<b>fed</b> & <script>", "<b>fed</b> & <script>"),
        ("`kode < 1`, *fremhævet*, ~~slettet~~", "kode < 1, fremhævet, slettet"),
        ("se [registret](https://example.invalid/a)", "se registret (https://example.invalid/a)"),
        ("[farlig](javascript:alert)", "[farlig](javascript:alert)"),
        ("tal[^a] her\n\n[^a]: Opgjort i 2025.", "tal [note: Opgjort i 2025.] her"),
        ("linje et\\\nlinje to", "linje et\nlinje to"),
        ("7. syv\n8. otte", "7. syv\n8. otte"),
        ("- a\n  - b\n    1. c", "- a\n– b\ni) c"),
        ("> citat", "citat"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "A | B\n1 | 2"),
        ("Tabel: Tal {#tal}\n\n| A |\n|---|\n| 1 |", "Tal\nA\n1"),
        ("::: instruktion\nTabel: Tal {#tal}\n\n| A |\n|---|\n| 1 |\n:::", "Tal\nA\n1"),
        ("```\nx  =  1\n```", "x = 1"),
        ("`[^1]` er kode", "[^1] er kode"),
        ("hård\u00a0blank", "hård\u00a0blank"),
    ],
)
def test_text_comes_out_as_written(tmp_path: Path, written: str, read: str) -> None:
    requirement, problems = one(tmp_path, f"## F-001 Titel\n\n- Type: K\n\n{written}\n")
    assert requirement.text("text") == read
    assert [p for p in problems if p.severity == "error"] == []


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        ("| A |\n|---|\n| 1 | 2 |", "too-many-cells", 12),
        ("::: hemlig\nx\n:::", "unknown-block-kind", 10),
        ("<!-- glem det -->", "html-comment", 10),
        ("[ref]: https://example.invalid", "unused-definition", 10),
        ("tekst[^x]", "missing-footnote", 10),
        ("tekst\n\n[^x]: ubrugt", "unused-footnote", 12),
        ("### Hjælp\n\ntekst", "heading-in-requirement", 10),
        ("tal \x07 her", "control-character", 10),
        ("![](https://example.invalid/a.png)", "remote-picture", 10),
        ("![a](../../../../etc/hostname)", "picture-outside", 10),
        ("![a](mangler.png)", "missing-picture", 10),
        ("[a](https://example.invalid 'titel')", "link-title", 10),
        ("> " * 60 + "dybt", "too-deep", 0),
    ],
)
def test_what_is_not_understood_is_said_with_its_line(tmp_path: Path, written: str, code: str, line: int) -> None:
    _specification, problems = merged(project(tmp_path, f"## F-001 Titel\n\n- Type: K\n\n{written}\n"))
    found = [p for p in problems if p.code == code]
    assert len(found) == 1, codes(list(problems))
    assert found[0].place.line == line


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("# Å\n".encode("utf-16"), 1),
        (b"# A\n\n\xe5\n", 3),
        (b"# A\n\x00\n", 2),
    ],
)
def test_what_is_not_utf8_is_refused_with_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    folder = project(tmp_path)
    write(folder, "packages/AP1/krav.md", data)
    _specification, problems = merged(folder)
    assert [(p.code, p.place.line) for p in problems] == [("bad-encoding", line)]


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write(
        folder,
        "packages/AP1/krav.md",
        b"\xef\xbb\xbf---\r\narea: functional\r\n---\r\n## F-001 \xc3\x86\r\n\r\nTekst.\r\n",
    )
    specification, problems = merged(folder)
    assert problems == ()
    assert specification.requirements[0].text("title") == "Æ"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("area: &a functional", "bad-front-matter"),
        ("aera: functional", "unknown-key"),
        ("!!python/object:x", "bad-front-matter"),
    ],
)
def test_front_matter_is_flat(tmp_path: Path, line: str, code: str) -> None:
    folder = project(tmp_path)
    write(folder, "packages/AP1/krav.md", f"---\n{line}\n---\n## F-001 A\n\nTekst.\n")
    _specification, problems = merged(folder)
    assert (code, 2) in [(p.code, p.place.line) for p in problems]


@pytest.mark.parametrize("kind", ["{}", ".", "{ . }"])
def test_a_kind_of_block_of_signs_only_is_unknown(kind: str, tmp_path: Path) -> None:
    _requirement, problems = one(tmp_path, f"## F-012 Søgning\n\n::: {kind}\nTekst.\n:::\n")
    assert "unknown-block-kind" in codes(problems)
