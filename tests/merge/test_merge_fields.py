"""Field by field: taken, equal, or a conflict that a decision settles."""

from typing import Any

from factory import PLACE, field
from msgspec.structs import replace
from ruamel.yaml import YAML
from said import codes, merged, only, says

from pipeline.model.place import Place
from pipeline.model.prose import Fact, Reference, plain, walk
from pipeline.model.tender import Decision, Party
from pipeline.model.value import Value
from pipeline.read.cells import blocks_of

XLSX = "sources/packages/AP1/received/nordby/001.xlsx"
OURS = says("F-001", text="Løsningen skal svare.", line=4)
THEIRS = says("F-001", XLSX, 2, by="nordby", text="Løsningen skal svare straks.")


def decision(between: tuple[str, ...], take: str = "", text: str = "", **more: Any) -> Decision:
    made = Decision("F-001", "text", between, take, text, "Præciserer.", "projektgruppe", "2026-10-01", PLACE)
    blocks = blocks_of(text)
    return replace(made, wording=Value(plain(blocks), PLACE, text, blocks) if text else None, **more)


def sha(statement: Any, name: str = "text") -> str:
    return str(statement.values[name].fingerprint)


BOTH = tuple(sorted((sha(OURS), sha(THEIRS))))


def test_equal_text_in_two_files_is_no_conflict() -> None:
    specification, problems = merged(OURS, replace(OURS, place=Place(XLSX, 2), contributor="nordby"))
    assert only(specification).conflicts == ()
    assert problems == ()


def test_different_texts_are_a_conflict_that_names_both_and_the_consultants_stands_meanwhile() -> None:
    specification, (problem,) = merged(THEIRS, OURS)
    requirement = only(specification)
    assert requirement.text("text") == "Løsningen skal svare."
    assert [a.value.fingerprint for a in requirement.conflicts[0].alternatives] == list(BOTH)
    assert (problem.code, problem.severity, problem.requirement) == ("conflict", "error", "F-001")
    assert (problem.place, problem.others) == (OURS.place, (THEIRS.place,))
    assert "Løsningen skal svare." in problem.excerpt
    assert "Løsningen skal svare straks." in problem.excerpt


def test_without_a_consultant_the_smallest_fingerprint_stands() -> None:
    other = says("F-001", "b.xlsx", by="soevang", text="Løsningen skal ringe.")
    specification, _ = merged(THEIRS, other)
    assert only(specification).values["text"].fingerprint == min(sha(THEIRS), sha(other))


def test_the_lines_a_conflict_prints_are_a_decision_as_they_stand() -> None:
    (problem,) = merged(OURS, THEIRS)[1]
    (entry,) = YAML(typ="safe").load(problem.fix.split("\n", 1)[1])
    assert (entry["requirement"], entry["field"], entry["take"]) == ("F-001", "text", str(OURS.place))
    taken = {b["place"]: b["sha256"] for b in entry["between"]}
    pasted = decision(tuple(taken.values()), taken[entry["take"]])
    specification, problems = merged(OURS, THEIRS, decisions=(pasted,))
    assert problems == ()
    assert only(specification).conflicts == ()


def test_a_decision_takes_the_other_text() -> None:
    specification, problems = merged(OURS, THEIRS, decisions=(decision(BOTH, sha(THEIRS)),))
    assert only(specification).text("text") == "Løsningen skal svare straks."
    assert problems == ()


def test_a_decision_can_hold_a_new_wording_with_references_and_facts() -> None:
    new = decision(BOTH, text="Løsningen skal svare, jf. [@KLE].\n\n- inden {{ frist }}\n- altid")
    specification, problems = merged(OURS, THEIRS, decisions=(new,))
    value = only(specification).values["text"]
    assert value.text == "Løsningen skal svare, jf. [@KLE].\n- inden {{ frist }}\n- altid"
    assert value.place == PLACE
    assert {type(node) for node in walk(value.blocks)} >= {Reference, Fact}
    assert problems == ()


def test_a_decision_about_texts_that_changed_is_void_and_says_so() -> None:
    changed = says("F-001", XLSX, 2, by="nordby", text="Løsningen skal svare roligt.")
    specification, problems = merged(OURS, changed, decisions=(decision(BOTH, sha(THEIRS)),))
    assert codes(problems) == ["conflict", "void-decision"]
    assert only(specification).text("text") == "Løsningen skal svare."


def test_a_decision_about_no_requirement_is_void() -> None:
    _, (problem,) = merged(OURS, decisions=(decision(BOTH, sha(THEIRS), requirement="F-099"),))
    assert problem.code == "void-decision"
    assert "F-099" in problem.message


def test_a_decision_of_one_municipality_is_not_passed_over_in_silence() -> None:
    other = decision(BOTH, sha(THEIRS), municipality="nordby")
    assert codes(merged(OURS, THEIRS, decisions=(other,))[1]) == ["conflict", "void-decision"]


def test_a_decision_on_two_requirements_settles_no_conflict() -> None:
    """Whether it fits is judged where pairs are looked for (check/settled.py)."""
    assert codes(merged(OURS, THEIRS, decisions=(decision(BOTH, kind="same-as"),))[1]) == ["conflict"]


def test_two_decisions_that_disagree_settle_nothing() -> None:
    two = (decision(BOTH, sha(THEIRS)), decision(BOTH, sha(OURS), place=Place("sources/decisions.yaml", 9)))
    assert sorted(codes(merged(OURS, THEIRS, decisions=two)[1])) == ["conflict", "contradicting-decisions"]
    same = (decision(BOTH, sha(THEIRS)),) * 2
    assert merged(OURS, THEIRS, decisions=same)[1] == ()


def test_capital_letters_are_a_difference_in_every_field_but_the_section() -> None:
    for name in ("text", "title", "rationale"):
        one, other = (
            says("F-001", **{name: "IT skal vise den"}),
            says("F-001", XLSX, by="nordby", **{name: "It skal vise den"}),
        )
        assert codes(merged(one, other)[1]) == ["conflict"]
    one, other = says("F-001", section="Chat"), says("F-001", XLSX, by="nordby", section="CHAT")
    assert merged(one, other)[1] == ()


def test_a_choice_is_compared_by_what_it_means() -> None:
    other = says("F-001", XLSX, by="nordby", type="MK")
    label = replace(other, values={"type": Value("Mindstekrav", other.place, "Mindstekrav", (), ("MK",))})
    assert merged(says("F-001", type="MK"), label)[1] == ()
    assert codes(merged(says("F-001", type="MK"), says("F-001", XLSX, by="nordby", type="EK"))[1]) == ["conflict"]


def test_internal_fields_of_several_people_stand_side_by_side() -> None:
    declared = (field("text", "Kravtekst", "prose"), field("contact", "Kontakt", visibility="internal"))
    specification, problems = merged(
        says("F-001", "a.xlsx", by="nordby", contact="Borgerservice"),
        says("F-001", "b.xlsx", by="soevang", contact="Callcenter"),
        says("F-001", "c.xlsx", by="aadal", contact="Borgerservice"),
        fields=declared,
    )
    assert only(specification).text("contact") == "Borgerservice; Callcenter"
    assert problems == ()


def test_any_party_but_a_municipality_counts_as_consultant() -> None:
    parties = (Party("arkitekt", "Arkitekten", "", PLACE),)
    for by, stands in (("arkitekt", True), ("soevang", False)):
        ours = says("F-001", "z.md", by=by, text="Løsningen skal vise a.")
        theirs = says("F-001", "a.xlsx", by="nordby", text="Løsningen skal vise b.")
        specification, _ = merged(ours, theirs, parties=parties)
        expected = ours if stands else min(ours, theirs, key=sha)
        assert only(specification).text("text") == expected.values["text"].text
