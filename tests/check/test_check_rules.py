"""What single checks find and leave alone: the judgements that a catalogue of cases is too coarse for."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from factory import FIELDS, PACKAGES, PLACE, field, origin, requirement, specification, tender
from msgspec.structs import replace

from pipeline.check import check, checks
from pipeline.model.field import Choice
from pipeline.model.problem import Problem
from pipeline.model.specification import Requirement
from pipeline.model.tender import Standard, Term, Wording
from pipeline.read.cells import blocks_of

WORDING = Wording(
    modals=("skal", "bør", "kan", "må"),
    vague={"hurtigt": "skriv en tid", "mv.": "skriv listen færdig", "så vidt muligt": "", "let": "skriv antal trin"},
    units=("sekunder", "%"),
    trade_names=("Teams", "Microsoft", ".NET"),
    equivalents=("eller tilsvarende",),
)
VERIFICATION = field("verification", "Verifikation", "choice", choices=(Choice("test", "prøve"),))
MORE = (
    VERIFICATION,
    field("acceptance", "Prøvekriterium", "prose"),
    field("waiver", "Undtagelse", visibility="internal"),
    field("parent", "Hører under"),
    field("replaces", "Erstatter", "ids", many=True),
    field("amount", "Antal", "number"),
)


def problems(*those: Requirement, facts: Mapping[str, str] | None = None, **declared: Any) -> tuple[Problem, ...]:
    """All but near-duplicates: requirements of tests mostly say the same."""
    declared = {"wording": WORDING, "fields": (*FIELDS, *MORE), "packages": (), **declared}
    found = check(specification(those, facts=facts, declared=tender(**declared)))
    return tuple(p for p in found if p.code != "near-duplicate")


def found(those: "Iterable[Problem]", code: str) -> list[Problem]:
    return [p for p in those if p.code == code]


def says(text: str, code: str, *, type: str = "K", **values: Any) -> list[Problem]:
    return found(problems(requirement("F-001", text, type=type, **values)), code)


def test_every_check_has_the_name_of_its_mistake() -> None:
    assert len(checks()) > 20
    for code, look in checks().items():
        assert look.__module__.endswith("." + code.replace("-", "_"))


def test_a_sound_requirement_gives_nothing() -> None:
    sound = requirement("F-001", "Løsningen skal svare senest 2 sekunder efter opslag.", type="MK", verification="test")
    assert problems(sound) == ()


# --- modal verbs -----------------------------------------------------------------------------------------------------

MODALS = ("missing-modal", "several-modals", "modal-type-mismatch")


def modal_codes(text: str, type: str = "K") -> list[tuple[str, str]]:
    those = problems(requirement("F-001", text, type=type, verification="test"))
    return [(p.code, str(p.severity)) for p in those if p.code in MODALS]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Løsningen skal kunne vise henvendelser, så borgeren kan se dem.", "K"),
        ("Når borgeren kan logge ind, skal løsningen vise henvendelser.", "K"),
        ("Løsningen må ikke vise CPR-numre.", "MK"),
        ("Løsningen må under ingen omstændigheder ikke vise CPR-numre.", "MK"),
        ("Løsningen skal vise «bør kontaktes» på sagen.", "K"),
        ("Løsningen skal vise:\n- hvad borgeren bør gøre\n- hvad medarbejderen kan gøre", "K"),
        ("Løsningen bør vise henvendelser.", "EK"),
        ("Her er kun oplysninger.", "INFO"),
        ("Løsningen skal svare. Svaret skal vises.", "K"),
    ],
)
def test_modals_that_are_right(text: str, type_: str) -> None:
    assert modal_codes(text, type_) == []


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("Løsningen viser henvendelser.", "K", [("missing-modal", "warning")]),
        ("Løsningen viser henvendelser.", "MK", [("missing-modal", "error")]),
        ("Løsningen viser skalaen.", "K", [("missing-modal", "warning")]),
        ("Løsningen bør vise henvendelser.", "MK", [("modal-type-mismatch", "error")]),
        ("Løsningen kan vise henvendelser.", "MK", [("modal-type-mismatch", "error")]),
        ("Løsningen bør vise henvendelser.", "K", [("modal-type-mismatch", "warning")]),
        ("Løsningen skal vise henvendelser.", "EK", [("modal-type-mismatch", "warning")]),
        ("Den skal svare. Den skal vise. Den skal gemme.", "K", [("several-modals", "warning")]),
    ],
)
def test_modals_that_are_wrong(text: str, type_: str, expected: list[tuple[str, str]]) -> None:
    assert modal_codes(text, type_) == expected


def test_two_strengths_in_one_requirement() -> None:
    assert ("several-modals", "warning") in modal_codes("Løsningen skal vise sager og bør vise kort.")


def test_a_tender_without_modal_verbs_is_not_asked_for_them() -> None:
    types = tuple(replace(t, modals=()) for t in tender().types)
    those = problems(requirement("F-001", "Verify that it works."), wording=Wording(), types=types)
    assert not {p.code for p in those} & set(MODALS)


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Løsningen skal svare hurtigt.", "«hurtigt»"),
        ("Løsningen skal HURTIGT vise sager mv. til borgeren, så vidt muligt.", "«hurtigt», «mv.», «så vidt muligt»"),
        ("Løsningen skal være let.", "«let»"),
    ],
)
def test_vague_words_are_whole_words_in_any_case(text: str, words: str) -> None:
    (problem,) = says(text, "vague-wording")
    assert words in problem.message


@pytest.mark.parametrize(
    "text", ["Løsningen skal lette arbejdet og vise letbanen.", "Løsningen skal vise «hurtigt» på knappen."]
)
def test_parts_of_words_and_quotations_are_not_vague(text: str) -> None:
    assert says(text, "vague-wording") == []


@pytest.mark.parametrize(
    "text",
    ["Svaret skal komme senest 2.", "Oppetiden skal være mindst 99,5 målt på en måned.", "Svartid under 2 ved søgning"],
)
def test_a_limit_without_a_unit(text: str) -> None:
    assert len(says(text, "number-without-unit")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Svaret skal komme senest 2 sekunder efter.", "Oppetiden skal være mindst 99,5 %.", "Mindst 99,5% skal virke.",
        "Planen skal foreligge senest 15. marts 2027.", "Mindst 3 roller skal findes.", "Mindst 6 af de 12 sager.",
        "Krav 7 skal opfyldes.", "Svaret skal komme inden for 4 timer.", "Senest 2027-01-15 skal det virke.",
    ],
)  # fmt: skip
def test_a_limit_with_a_unit_or_none_needed(text: str) -> None:
    assert says(text, "number-without-unit") == []


def test_a_trade_name_is_an_error_only_in_a_minimum_requirement() -> None:
    text = "Løsningen skal virke i Microsoft Teams."
    assert [p.severity for p in says(text, "trade-name")] == ["warning"]
    assert [p.severity for p in says(text, "trade-name", type="MK")] == ["error"]
    assert says("Løsningen skal virke i Microsoft Teams eller tilsvarende.", "trade-name", type="MK") == []
    assert says("Løsningen skal vise alle teams.", "trade-name") == []
    assert len(says("Løsningen skal bruge .NET i alt.", "trade-name")) == 1


def test_invisible_characters_warn_and_those_that_turn_text_are_errors() -> None:
    assert [p.severity for p in says("Løsningen skal\u200b svare.", "invisible-character")] == ["warning"]
    (turned,) = says("Løsningen skal \u202esvare.", "invisible-character")
    assert turned.severity == "error"
    assert "\u202e" not in turned.excerpt
    assert "U+202E" in turned.excerpt


# --- fields, ids and references --------------------------------------------------------------------------------------


def test_missing_fields_are_named_one_by_one_and_tombstones_are_left_alone() -> None:
    bare = requirement("F-001", "", type="", area="")
    assert [p.message for p in found(problems(bare), "missing-field")] == [
        f"F-001 has no {label}." for label in ("Kravtekst", "Område", "Type")
    ]
    assert found(problems(requirement("F-001", "", type="", area="", status="withdrawn")), "missing-field") == []


def test_an_unknown_choice_is_one_message_and_not_a_missing_field() -> None:
    those = problems(requirement("F-001", type="MKK", goals=("F1", "F9", "F8")))
    assert [p.code for p in those] == ["unknown-choice"] * 2
    assert "«F9», «F8»" in those[0].message + those[1].message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("F-O01", "F-001"), ("F-l2", "F-12"), ("f-001", "F-001"), ("F-1", "F-001"), ("А-001", "A-001"),
        ("1.1", "1.10"), ("Ρ-7", "P-7"),
    ],
)  # fmt: skip
def test_ids_that_look_alike(one: str, other: str) -> None:
    assert len(found(problems(requirement(one), requirement(other)), "look-alike-id")) == 1


def test_neighbours_in_a_list_do_not_look_alike() -> None:
    listed = [requirement(f"V1.{n}") for n in range(1, 31)]
    more = [requirement(i) for i in ("V1.10.1", "V1.1.1", "IF-001", "F-001", "F-010", "F-100", "DR-1", "INT-1")]
    assert found(problems(*listed, *more), "look-alike-id") == []


def test_references_need_a_target_and_get_a_suggestion() -> None:
    text = "Løsningen skal følge [@F-002] og [@SF151O]."
    those = problems(requirement("F-001", blocks_of(text)), requirement("F-002"))
    assert [(p.code, p.fix) for p in those] == [("dangling-reference", "Did you mean [@SF1510]?")]


def test_a_reference_to_a_tombstone() -> None:
    those = problems(requirement("F-001", "Løsningen skal følge [@F-002]."), requirement("F-002", status="withdrawn"))
    assert [p.code for p in those] == ["withdrawn-reference"]


def test_parent_must_exist_and_replaced_ones_should() -> None:
    those = problems(requirement("F-001", parent="F-9", replaces="K-1"), requirement("F-002", parent="F-001"))
    assert [(p.code, p.severity) for p in those] == [
        ("unknown-requirement", "error"),
        ("unknown-requirement", "warning"),
    ]


def test_a_parent_without_an_id_is_named_by_its_title() -> None:
    child = requirement("P-B", parent="Søgning")
    assert found(problems(requirement("P-A", title="Søgning"), child), "unknown-requirement") == []
    assert len(found(problems(requirement("F-001", title="Søgning"), child), "unknown-requirement")) == 1


def test_facts_are_declared_or_reported_and_escapes_are_text() -> None:
    text = "Løsningen skal hedde {{ navn }} og {{ nawn }} og {{ 7*7 }}."
    those = problems(requirement("F-001", blocks_of(text), source="{{ config }}"), facts={"navn": "x"})
    assert sorted((p.code, "navn" in p.fix) for p in those) == [("unknown-fact", False), ("unknown-fact", True)]


def test_an_expired_standard_names_its_successor_judged_at_the_tenders_date() -> None:
    old = Standard("SF1600", "SF1600", "Print", PLACE, valid_to="2023-11-30", successor="SF1601")
    new = Standard("SF1601", "SF1601", "Post", PLACE)
    declared = {"standards": (old, new)}
    one = requirement("F-001", "Løsningen skal bruge [@SF1600].", standards=("SF1600", "SF1601"))
    (problem,) = problems(one, **declared)
    assert problem.code == "expired-standard"
    assert "SF1601" in problem.fix
    assert [p.code for p in problems(requirement("F-001", "Den skal bruge [@SF1600]."), **declared)] == [
        "expired-standard"
    ]
    assert problems(one, date="2023-01-01", **declared) == ()


def test_terms_that_no_text_uses() -> None:
    terms = (
        Term("henvendelse", "henvendelse", "Kontakt.", PLACE, ("henvendelser",)),
        Term("kanal", "kanal", "En vej ind.", PLACE),
    )
    (problem,) = problems(requirement("F-001", "Løsningen skal vise Henvendelser i kanaler."), terms=terms)
    assert (problem.code, problem.severity, problem.excerpt) == ("unused-term", "note", "kanal")


def test_minimum_requirements_are_verified_and_not_scored() -> None:
    those = problems(requirement("F-001", type="MK", criterion="kvalitet"))
    assert [(p.code, p.severity) for p in those] == [
        ("minimum-with-criterion", "error"),
        ("minimum-without-verification", "warning"),
    ]


def test_a_requirement_outside_the_areas_of_its_packages() -> None:
    one = requirement("F-001", area="integrations", origins=(origin("AP1"),))
    both = requirement("F-002", area="integrations", origins=(origin("AP1"), origin("AP2")))
    those = problems(one, both, packages=PACKAGES)
    assert [(p.code, p.requirement) for p in those] == [("wrong-package-area", "F-001")]


def test_a_package_without_requirements() -> None:
    assert [p.code for p in problems(requirement("F-001"), packages=PACKAGES)] == ["empty-package"]


def test_small_things() -> None:
    assert [p.code for p in problems(requirement("F-001", "Den skal svare", title="Den skal svare."))] == [
        "title-is-text"
    ]
    assert [p.code for p in problems(requirement("F-001", amount="12,5"), requirement("F-002", amount="tolv"))] == [
        "not-a-number"
    ]
    assert says("Den skal svare. " + "x" * 32_752, "text-too-long")
    assert not says("Den skal svare. " + "x" * 32_751, "text-too-long")


# --- waivers ---------------------------------------------------------------------------------------------------------


def waive(waiver: str, text: str = "Den skal svare hurtigt.") -> list[tuple[str, str]]:
    return [(p.code, p.severity.value) for p in problems(requirement("F-001", text, waiver=waiver))]


def test_a_waiver_with_a_reason_silences_one_warning_of_one_requirement() -> None:
    assert waive("vague-wording – målt i forundersøgelsen") == []
    assert waive("vague-wording: målt") == waive("vague-wording - målt; ") == []
    other = requirement("F-002", "Den skal svare hurtigt.")
    one = requirement("F-001", "Den skal svare hurtigt.", waiver="vague-wording – målt")
    assert [(p.code, p.requirement) for p in problems(one, other)] == [("vague-wording", "F-002")]


def test_several_waivers() -> None:
    text = "Den skal svare hurtigt i Teams senest 2."
    assert waive("vague-wording – a; trade-name – b\nnumber-without-unit – c", text) == []


def test_an_error_cannot_be_waived_and_the_waiver_says_so() -> None:
    text = "Den skal svare inden {{ ukendt }}."
    found = problems(requirement("F-001", blocks_of(text), waiver="unknown-fact – findes senere"))
    assert sorted(p.code for p in found) == ["unknown-fact", "unused-waiver"]
    assert "errors cannot be waived" in next(p.message for p in found if p.code == "unused-waiver")


def test_waivers_that_do_nothing_say_so() -> None:
    assert waive("vague-wording") == [("vague-wording", "warning"), ("waiver-without-reason", "warning")]
    assert waive("vage-wording – målt") == [("unknown-waiver", "warning"), ("vague-wording", "warning")]
    assert waive("vague-wording – målt", "Den skal svare.") == [("unused-waiver", "warning")]


def test_an_error_cannot_be_waived() -> None:
    one = requirement("F-001", blocks_of("Den skal følge [@F-9]."), waiver="dangling-reference – det ved vi")
    assert {(p.code, p.severity) for p in problems(one)} == {
        ("dangling-reference", "error"),
        ("unused-waiver", "warning"),
    }


# --- texts nobody writes by accident ---------------------------------------------------------------------------------


@pytest.mark.parametrize("piece", ["«", "[@", "{{", "må ", "[note: ", "- skal ", "| ", "F-0", "\u0301", "senest 2, "])
def test_a_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    """With one pattern that is quadratic, a text like this takes minutes."""
    text = (piece * 100_000)[:100_000]
    began = time.process_time()
    assert problems(requirement("F-001", text, title=text[:200], source=text, parent=text, waiver=text, amount=text))
    assert time.process_time() - began < 10
