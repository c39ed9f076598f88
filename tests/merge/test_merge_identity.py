"""Which statements are one requirement, and what it is called."""

import re

from factory import PLACE
from said import codes, merged, only, says

from pipeline.model.tender import LedgerEntry

NORDBY = "sources/packages/AP2/received/nordby/001.xlsx"


def entry(id_: str, key: str = "", status: str = "live", first: str = "", number: str = "") -> LedgerEntry:
    return LedgerEntry(id_, key, status, first, "", number, "", PLACE)


def test_same_id_in_two_packages_and_formats_is_one_requirement() -> None:
    specification, problems = merged(
        says("F-001", title="Søgning", type="MK"),
        says("F-001", NORDBY, by="nordby", package="AP2", rationale="Borgeren venter."),
    )
    requirement = only(specification)
    assert requirement.text("title") == "Søgning"
    assert requirement.text("rationale") == "Borgeren venter."
    assert [(o.package, o.contributor) for o in requirement.origins] == [("AP1", "consultant"), ("AP2", "nordby")]
    assert problems == ()


def test_a_proposal_keeps_its_key_when_its_text_changes_and_gets_a_new_one_with_its_title() -> None:
    first = only(merged(says("", title="Søgning", text="Én"))[0])
    again = only(merged(says("", title="Søgning", text="To"))[0])
    other = only(merged(says("", title="Opslag", text="To"))[0])
    assert re.fullmatch(r"P-[A-Z2-7]{10}", first.key)
    assert first.key == again.key == first.label != other.key
    assert first.id == ""


def test_proposals_alike_in_everything_but_text_are_two_requirements() -> None:
    specification, problems = merged(
        says("", title="Søgning", text="Én"), says("", "z.md", title="Søgning", text="To"),
    )  # fmt: skip
    assert len({r.key for r in specification.requirements}) == 2
    assert problems == ()


def test_ledger_gives_a_proposal_its_id() -> None:
    key = only(merged(says("", title="Søgning"))[0]).key
    specification, problems = merged(says("", title="Søgning"), ledger=(entry("F-007", key),))
    assert (only(specification).key, only(specification).id, only(specification).label) == ("F-007",) * 3
    assert problems == ()


def test_a_row_key_is_one_requirement_within_package_and_contributor() -> None:
    specification, _ = merged(
        says("", "a.xlsx", by="nordby", row_key="R-ABCDEFGH", title="Før"),
        says("", "b.xlsx", by="nordby", row_key="R-ABCDEFGH", text="Løsningen skal svare."),
    )
    assert only(specification).key == "R-ABCDEFGH"
    specification, _ = merged(
        says("", "a.xlsx", by="nordby", row_key="R-ABCDEFGH", title="Før"),
        says("", "b.xlsx", by="soevang", row_key="R-ABCDEFGH", title="Før"),
    )
    assert len({r.key for r in specification.requirements}) == 2


def test_a_row_with_an_id_lends_it_to_the_same_row_without() -> None:
    specification, _ = merged(
        says("F-001", "a.xlsx", by="nordby", row_key="R-ABCDEFGH", title="Før"),
        says("", "b.xlsx", by="nordby", row_key="R-ABCDEFGH", text="Løsningen skal svare."),
    )
    assert only(specification).id == "F-001"


def test_a_copied_row_is_a_question_not_a_merge() -> None:
    specification, problems = merged(
        says("", "a.xlsx", 2, by="nordby", row_key="R-ABCDEFGH", title="Én"),
        says("", "a.xlsx", 3, by="nordby", row_key="R-ABCDEFGH", title="To"),
    )
    assert len(specification.requirements) == 2
    assert codes(problems) == ["duplicate-row-key"]


def test_an_id_used_twice_in_one_file_keeps_both_texts_and_is_one_message() -> None:
    specification, problems = merged(
        says("F-001", line=1, text="Løsningen skal svare."),
        says("F-001", line=9, text="Løsningen skal ringe."),
    )
    (conflict,) = only(specification).conflicts
    assert {a.value.text for a in conflict.alternatives} == {"Løsningen skal svare.", "Løsningen skal ringe."}
    assert codes(problems) == ["duplicate-id"]
    assert problems[0].place.line == 9
    assert problems[0].others[0].line == 1


def test_a_foreign_id_is_the_label_and_found_by_references() -> None:
    specification, problems = merged(says("", title="Log", foreign_id="V1.10.1"))
    assert only(specification).label == "V1.10.1"
    assert specification.lookup.reference("V1.10.1") == "V1.10.1"
    assert problems == ()


def test_a_foreign_id_twice_in_a_package_is_an_error_in_two_packages_not() -> None:
    one, two = says("", title="A", foreign_id="1.1"), says("", "b.md", title="B", foreign_id="1.1")
    assert codes(merged(one, two)[1]) == ["duplicate-foreign-id"]
    elsewhere = says("", "b.md", title="B", foreign_id="1.1", package="AP2")
    assert merged(one, elsewhere)[1] == ()


def test_withdrawn_ids_stay_as_tombstones() -> None:
    specification, problems = merged(
        says("F-001", title="A"), says("F-002", title="B", line=3, status="withdrawn"),
        ledger=(entry("F-001", status="withdrawn"), entry("F-002"), entry("F-003", status="withdrawn")),
    )  # fmt: skip
    assert {r.label: r.status for r in specification.requirements} == dict.fromkeys(
        ("F-001", "F-002", "F-003"), "withdrawn"
    )
    assert specification.by_key()["F-003"].key_of("area") == "functional"
    assert codes(problems) == ["withdrawn-in-ledger"]


def test_an_id_that_no_file_has_any_more_is_reported() -> None:
    _, problems = merged(says("F-001"), ledger=(entry("F-001"), entry("F-002", first="1.0"), entry("F-003")))
    assert [(p.code, p.severity, p.requirement) for p in problems] == [
        ("lost-requirement", "error", "F-002"),
        ("lost-requirement", "warning", "F-003"),
    ]
