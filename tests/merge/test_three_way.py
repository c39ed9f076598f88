"""What a form says is compared with what it was sent with, field by field; only changes propose something."""

from pathlib import Path

import pytest
from rounds import KEY, NO_ID, SAID, Round, codes, filled, labelled, without, writes

from pipeline.model.problem import Problem

THEIRS = SAID.replace("2 sekunder", "5 sekunder")
OURS = SAID.replace("2 sekunder", "3 sekunder")


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    return Round(tmp_path)


def conflicts(problems: tuple[Problem, ...]) -> list[Problem]:
    return [p for p in problems if p.code == "conflict"]


def test_an_unchanged_row_proposes_nothing(round_: Round) -> None:
    specification, problems = round_.returned(round_.issue())
    assert {o.contributor for r in specification.requirements for o in r.origins} == {"consultant"}
    assert codes(problems, "conflict", "known-by-text") == []


def test_what_only_the_municipality_changed_is_a_proposal_until_it_is_decided(round_: Round) -> None:
    specification, problems = round_.returned(filled(round_.issue(), writes("F-001", Kravtekst=THEIRS)))
    assert labelled(specification, "F-001").text("text") == SAID
    (conflict,) = conflicts(problems)
    standing, proposed = conflict.excerpt.splitlines()
    assert "(as it was sent): " in standing
    assert standing.endswith(SAID)
    assert proposed.endswith(THEIRS)


def test_what_both_changed_shows_all_three_texts(round_: Round) -> None:
    form = round_.issue()
    round_.consultant(SAID, OURS)
    specification, problems = round_.returned(filled(form, writes("F-001", Kravtekst=THEIRS)))
    assert labelled(specification, "F-001").text("text") == OURS
    (conflict,) = conflicts(problems)
    sent, standing, proposed = conflict.excerpt.splitlines()
    assert sent == f"as sent in version 0.9: {SAID}"
    assert standing == f"sources/packages/AP1/krav.md:10: {OURS}"
    assert proposed.endswith(f"001.xlsx#Funktionelle krav!D6: {THEIRS}")
    assert [p.path.rsplit("/", 1)[-1] for p in (conflict.place, *conflict.others)] == ["krav.md", "001.xlsx"]


def test_an_old_text_that_was_left_alone_is_no_proposal_to_go_back_to_it(round_: Round) -> None:
    form = round_.issue()
    round_.consultant(SAID, OURS)
    specification, problems = round_.returned(form)
    assert labelled(specification, "F-001").text("text") == OURS
    assert conflicts(problems) == []


def test_both_made_the_same_change(round_: Round) -> None:
    form = round_.issue()
    round_.consultant(SAID, THEIRS)
    specification, problems = round_.returned(filled(form, writes("F-001", Kravtekst=THEIRS)))
    requirement = labelled(specification, "F-001")
    assert requirement.text("text") == THEIRS
    assert [o.contributor for o in requirement.origins] == ["consultant", "nordby"]
    assert conflicts(problems) == []


def test_each_field_is_compared_for_itself(round_: Round) -> None:
    form = round_.issue()
    round_.consultant(SAID, OURS)
    specification, problems = round_.returned(filled(form, writes("F-001", Titel="Vis alt", Type="MK")))
    requirement = labelled(specification, "F-001")
    assert {c.field for c in requirement.conflicts} == {"title", "type"}
    assert (requirement.text("text"), requirement.text("title")) == (OURS, "Vis henvendelser")
    assert len(conflicts(problems)) == 2


def test_another_word_for_the_same_choice_changes_nothing(round_: Round) -> None:
    form = round_.issue()
    round_.consultant("- Type: MK", "- Type: K")
    _specification, problems = round_.returned(filled(form, writes("F-002", Type="mindstekrav")))
    assert conflicts(problems) == []


def test_an_older_form_is_compared_with_the_version_it_was_made_with(round_: Round) -> None:
    form = round_.issue("0.9")
    round_.consultant(SAID, OURS)
    round_.issue("1.0")
    specification, problems = round_.returned(form)
    assert conflicts(problems) == []
    specification, problems = round_.returned(filled(form, writes("F-001", Titel="Vis alt")))
    assert [c.field for c in labelled(specification, "F-001").conflicts] == ["title"]


def test_in_a_newer_form_the_older_text_is_a_proposal(round_: Round) -> None:
    """Somebody has written it there: the form was sent with the newer one."""
    round_.issue("0.9")
    round_.consultant(SAID, OURS)
    newer = round_.issue("0.10")
    specification, problems = round_.returned(filled(newer, writes("F-001", Kravtekst=SAID)))
    assert [c.field for c in labelled(specification, "F-001").conflicts] == ["text"]
    assert "(as it was sent)" in conflicts(problems)[0].excerpt.splitlines()[0]


@pytest.mark.parametrize("version", ["0.9", "1.0"])
def test_a_form_without_its_sheet_om_is_known_by_its_rows(round_: Round, version: str) -> None:
    forms = {"0.9": round_.issue("0.9")}
    round_.consultant(SAID, OURS)
    forms["1.0"] = round_.issue("1.0")
    round_.consultant(OURS, SAID.replace("2 sekunder", "4 sekunder"))

    def no_om(book: object) -> None:
        del book["Om"]  # type: ignore[attr-defined]

    _specification, problems = round_.returned(filled(forms[version], no_om))
    assert conflicts(problems) == []


def test_without_the_hidden_keys_the_id_tells_what_was_sent(round_: Round) -> None:
    form = filled(round_.issue(), without(KEY))
    round_.consultant(SAID, OURS)
    _specification, problems = round_.returned(form)
    assert codes(problems, "conflict", "known-by-text") == []
    _specification, problems = round_.returned(filled(form, writes("F-001", Kravtekst=THEIRS)))
    assert conflicts(problems)[0].excerpt.startswith("as sent in version 0.9: ")


def test_without_the_ids_the_hidden_key_tells_what_was_sent(round_: Round) -> None:
    form = round_.issue()
    edited = filled(form, writes("F-001", Kravtekst=THEIRS), without(NO_ID))
    specification, problems = round_.returned(edited)
    assert [r.label for r in specification.requirements] == ["F-001", "F-002"]
    assert [c.field for c in labelled(specification, "F-001").conflicts] == ["text"]
    assert codes(problems, "known-by-text") == []


def test_a_proposed_text_in_the_hearing_shows_what_was_sent_too(round_: Round) -> None:
    form = round_.issue()
    round_.consultant(SAID, OURS)
    _specification, problems = round_.returned(
        filled(form, writes("F-001", "Høring", Forslag_til_ny_tekst=THEIRS), without(NO_ID, sheet="Høring"))
    )
    assert conflicts(problems)[0].excerpt.startswith("as sent in version 0.9: ")


def test_an_emptied_cell_proposes_nothing_and_is_said(round_: Round) -> None:
    specification, problems = round_.returned(filled(round_.issue(), writes("F-001", Kravtekst=None)))
    assert labelled(specification, "F-001").text("text") == SAID
    assert codes(problems, "conflict", "emptied-cell") == ["emptied-cell"]


def test_a_decision_on_a_proposal_is_void_when_one_of_the_texts_changes(round_: Round) -> None:
    form = filled(round_.issue(), writes("F-001", Kravtekst=THEIRS))
    _specification, problems = round_.returned(form)
    (conflict,) = conflicts(problems)
    lines = conflict.fix.partition("\n")[2]
    lines = lines.replace(lines[lines.index("take:") : lines.index("\n", lines.index("take:"))], "text: Nyt.")
    round_.decide(lines)
    specification, problems = round_.merged()
    assert labelled(specification, "F-001").text("text") == "Nyt."
    assert codes(problems, "conflict", "void-decision") == []
    round_.consultant("henvendelser", "alle henvendelser")
    _specification, problems = round_.merged()
    assert sorted(codes(problems, "conflict", "void-decision")) == ["conflict", "void-decision"]


def test_a_requirement_with_a_number_from_elsewhere_is_known_again(tmp_path: Path) -> None:
    text = "## Vis sager\n\n- Type: K\n- Oprindeligt nr.: 4.2.1\n\nLøsningen skal vise borgerens sager.\n"
    round_ = Round(tmp_path, text)
    form = round_.issue()
    specification, problems = round_.returned(
        filled(form, writes("4.2.1", Kravtekst="Løsningen skal vise alle borgerens sager."))
    )
    assert [r.label for r in specification.requirements] == ["4.2.1"]
    assert [c.field for c in specification.requirements[0].conflicts] == ["text"]
    assert codes(problems, "duplicate-foreign-id", "known-by-text") == []
