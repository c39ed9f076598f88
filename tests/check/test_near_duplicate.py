"""Which texts count as worded alike, what is said to differ, and how the question is settled."""

import csv
import random
import re
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from factory import origin, requirement, specification, tender, value
from imports import corpus
from msgspec.structs import replace
from ruamel.yaml import YAML

from pipeline.base.cache import Cache
from pipeline.base.i18n import use_language
from pipeline.base.kept import keeping
from pipeline.check import likeness
from pipeline.check.likeness import alike
from pipeline.check.near_duplicate import MEMBERS, SHOWN, check
from pipeline.check.phrasing import Phraser, apart
from pipeline.model.place import Place
from pipeline.model.problem import Problem, Severity
from pipeline.model.specification import Requirement
from pipeline.model.tender import Decision, Tender, Wording

WORDING = Wording(modals=("skal", "bør", "kan", "må"), units=("sekunder", "sekund", "minutter", "procent", "%"))
SHOW = "Løsningen skal vise borgerens henvendelser for medarbejderen senest 2 sekunder efter opslaget."
PRINT = "Løsningen skal udskrive svarbreve med kommunens logo og afdelingens adresse."
LOG = "Løsningen skal logge alle forsøg på log-in med tidspunkt, bruger og arbejdsplads."
VAULT = Place("sources/decisions.yaml", 1)


def two(one: str, other: str) -> tuple[Requirement, Requirement]:
    """One requirement each from two packages, in two files."""
    theirs = origin("AP2", "nordby", "sources/packages/AP2/received/nordby/001.xlsx", 0, "Krav", "C2")
    second = requirement("F-002", other, origins=(theirs,))
    return requirement("F-001", one), replace(second, values={**second.values, "text": value(other, (), theirs.place)})


def problems(those: Iterable[Requirement], decisions: tuple[Decision, ...] = (), **declared: object) -> list[Problem]:
    it = tender(wording=WORDING, decisions=decisions, **declared)
    return list(check(specification(those, declared=it)))


def decision(one: Requirement, two: Requirement, kind: str = "different", **more: object) -> Decision:
    between = tuple(sorted({r.values["text"].fingerprint for r in (one, two)}))
    made = Decision(one.label, "", between, "", "", "Hver sin kanal.", "projektgruppen", "2026-10-01", VAULT)
    return replace(made, **{"kind": kind, "other": two.label, **more})


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (SHOW, SHOW.replace("2 sekunder", "5 sekunder"), "2 sekunder / 5 sekunder"),
        (SHOW, SHOW.replace("2 sekunder", "fem sekunder"), "2 sekunder / 5 sekunder"),
        (SHOW, SHOW.replace("2 sekunder", "2 minutter"), "2 sekunder / 2 minutter"),
        (SHOW, SHOW.replace("senest", "tidligst"), "senest / tidligst"),
        (PRINT, PRINT.replace("skal", "bør"), "skal / bør"),
        (PRINT, PRINT.replace("skal", "må ikke"), "– / ikke; skal / må"),
        (LOG, LOG.replace("med tidspunkt", "uden tidspunkt"), "– / uden"),
    ],
)
def test_the_same_words_with_another_demand_are_a_warning(one: str, other: str, differs: str) -> None:
    (found,) = problems(two(one, other))
    assert found.severity is Severity.WARNING
    assert f"contradict each other: {differs}." in found.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SHOW, SHOW),
        (SHOW, SHOW.replace("2 sekunder", "to sekunder")),
        (SHOW, SHOW.replace("senest", "inden")),
        (SHOW, SHOW.replace("borgerens henvendelser", "borgernes henvendelse")),
        (LOG, LOG.replace("Løsningen skal logge", "Der skal af løsningen logges")),
        ("Løsningen skal logge.", "Løsningen  SKAL logge"),
    ],
)
def test_the_same_demand_is_a_note(one: str, other: str) -> None:
    assert [p.severity for p in problems(two(one, other))] == [Severity.NOTE]


def test_what_is_worded_differently_is_shown() -> None:
    long = f"{LOG} Loggen skal kunne søges igennem og gemmes hos kommunen selv."
    (found,) = problems(two(long, long.replace("arbejdsplads", "kontor")))
    assert "What differs: arbejdsplads / kontor." in found.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SHOW, PRINT),
        ("Løsningen skal integrere til SAPA for sagsoverblik.", "Løsningen skal integrere til Digital Post for breve."),
        ("Løsningen skal overholde TLS 1.2.", "Løsningen skal overholde TLS 1.3."),
        ("Udgår, se 4.1.", "Udgår, se 7.3."),
        ("Løsningen skal gøre en synlig artikel søgbar.", "Løsningen skal gøre en usynlig artikel redigerbar."),
        (SHOW, "Løsningen skal gemme medarbejderens udkast til svar senest 2 sekunder efter sidste tastetryk."),
    ],
)
def test_what_only_begins_alike_or_says_too_little_is_left_alone(one: str, other: str) -> None:
    assert problems(two(one, other)) == []


def test_withdrawn_requirements_and_empty_texts_are_left_alone() -> None:
    one, other = two(SHOW, SHOW)
    assert problems((one, replace(other, status="withdrawn"))) == []
    assert problems((one, replace(other, values={k: v for k, v in other.values.items() if k != "text"}))) == []


def test_numbers_of_list_items_are_no_demand() -> None:
    phraser = Phraser(Tender(wording=WORDING))
    one, other = (phraser.phrasing(f"Løsningen skal vise:\n{a} navn\n{b} adresse") for a, b in (("1.", "2."), "-–"))
    assert apart(one, other) == ()


# --- how it is said --------------------------------------------------------------------------------------------------


def test_both_texts_and_places_are_shown() -> None:
    (found,) = problems(two(SHOW, SHOW.replace("2 sek", "5 sek")))
    assert found.requirement == "F-001"
    assert [str(p) for p in (found.place, *found.others)] == [
        "sources/packages/AP1/krav.md:1", "sources/packages/AP2/received/nordby/001.xlsx#Krav!C2",
    ]  # fmt: skip
    assert "F-001: Løsningen skal vise" in found.excerpt
    assert "5 sekunder" in found.excerpt


def test_a_group_is_one_message_that_names_some_and_counts_the_rest() -> None:
    (found,) = problems(requirement(f"F-{n:03}", SHOW) for n in range(1, 31))
    assert found.message.startswith("30 requirements")
    assert len(found.excerpt.splitlines()) == MEMBERS + 1
    assert f"{30 - MEMBERS} more" in found.excerpt
    assert "26 more pairs" in found.fix


def test_no_more_than_some_are_shown_and_the_rest_counted() -> None:
    count = SHOWN + 7
    names = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnrstvpx"][:count]
    texts = [f"Løsningen skal vise {n}kort, {n}tavle og {n}liste for {n}vagten." for n in names]
    those = [requirement(f"F-{n:04}", text) for n, text in enumerate(texts * 2)]
    found = problems(those)
    assert len(found) == SHOWN + 1
    assert found[-1].message == "7 more groups of requirements are worded alike."


def test_possible_contradictions_are_shown_first() -> None:
    found = problems((*two(LOG, LOG), requirement("F-003", SHOW), requirement("F-004", SHOW.replace("2 s", "9 s"))))
    assert [p.severity for p in found] == [Severity.WARNING, Severity.NOTE]


# --- how it is settled -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["same-as", "refines", "different"])
def test_a_settled_pair_is_silent(kind: str) -> None:
    one, other = two(SHOW, SHOW.replace("2 sek", "5 sek"))
    assert problems((one, other), (decision(one, other, kind),)) == []
    assert problems((one, other), (decision(other, one, kind),)) == []


def test_a_decision_may_name_the_id_a_requirement_had_elsewhere() -> None:
    one, other = two(SHOW, SHOW)
    other = replace(other, values={**other.values, "foreign_id": value("4.2.1")})
    assert problems((one, other), (decision(one, other, other="4.2.1"),)) == []


def test_a_changed_text_is_asked_about_again() -> None:
    one, other = two(SHOW, SHOW.replace("2 sek", "5 sek"))
    changed = replace(other, values={**other.values, "text": value(SHOW.replace("2 sek", "9 sek"))})
    assert [p.code for p in problems((one, changed), (decision(one, other),))] == ["void-decision", "near-duplicate"]


def test_moved_lines_change_nothing() -> None:
    one, other = two(SHOW, SHOW)
    moved = replace(other, values={**other.values, "text": value(SHOW, (), Place("sources/packages/AP9/nyt.md", 99))})
    assert problems((one, moved), (decision(one, other),)) == []


def test_withdrawing_one_of_the_two_carries_the_decision_out() -> None:
    one, other = two(SHOW, SHOW.replace("2 sek", "5 sek"))
    gone = replace(other, status="withdrawn", values={})
    assert problems((one, gone), (decision(one, other, "same-as"),)) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"other": "F-099"}, "F-099 is not a requirement of this tender."),
        ({"requirement": "F-098"}, "F-098 is not a requirement of this tender."),
        ({"other": "F-001"}, "It names the same requirement twice."),
    ],
)
def test_a_decision_about_nothing_is_void(change: dict[str, str], message: str) -> None:
    one, other = two(SHOW, SHOW)
    found = problems((one, other), (decision(one, other, **change),))
    assert [(p.code, p.message) for p in found if p.code == "void-decision"] == [("void-decision", message)]
    assert [p.code for p in found][1:] == ["near-duplicate"]


def test_decisions_that_contradict_each_other_settle_nothing() -> None:
    one, other = two(SHOW, SHOW)
    kinds = decision(one, other, "same-as"), decision(one, other, "different", place=replace(VAULT, line=9))
    assert [p.code for p in problems((one, other), kinds)] == ["contradicting-decisions", "near-duplicate"]
    both_ways = decision(one, other, "refines"), decision(other, one, "refines", place=replace(VAULT, line=9))
    assert [p.code for p in problems((one, other), both_ways)] == ["contradicting-decisions", "near-duplicate"]
    twice = decision(one, other), decision(other, one, place=replace(VAULT, line=9))
    assert problems((one, other), twice) == []


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_lines_to_paste_are_yaml_that_settles_it(language: str) -> None:
    use_language(language)
    one, other = two(SHOW, SHOW.replace("2 sek", "5 sek"))
    (found,) = problems((one, other))
    (entry,) = YAML(typ="safe").load(found.fix[found.fix.index("- requirement:") :])
    assert set(entry) == {"requirement", "kind", "with", "between", "reason", "role", "date"}
    pasted = decision(one, other, entry["kind"], requirement=entry["requirement"], other=entry["with"])
    between = tuple(sorted(b["sha256"] for b in entry["between"]))
    assert problems((one, other), (replace(pasted, between=between),)) == []


# --- promises --------------------------------------------------------------------------------------------------------


def invented(count: int, seed: int) -> list[str]:
    """Texts in families of three with a word changed, numbers added: much alike, and not all of it."""
    chance = random.Random(seed)
    words = [f"ord{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(200)]
    texts = []
    for _ in range(count // 3):
        family = [chance.choice(words) for _ in range(14)]
        for _ in range(3):
            member = list(family)
            member[chance.randrange(14)] = chance.choice(words)
            texts.append(" ".join(("Løsningen skal", *member, f"inden {chance.randint(1, 3)} sekunder.")))
    return texts


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_texts_decides_nothing(seed: int) -> None:
    texts = invented(90, seed)
    phraser = Phraser(Tender(wording=WORDING))

    def found(order: list[str]) -> set[frozenset[str]]:
        return {frozenset((order[a], order[b])) for (a, b), _ in alike([phraser.phrasing(t) for t in order])}

    shuffled = random.Random(seed + 9).sample(texts, len(texts))
    assert found(texts) == found(shuffled) != set()


def test_a_rare_pair_is_found_among_thousands() -> None:
    """Blocking loses nothing that it should not: one pair in a crowd that is all worded by one pattern."""
    filler = [f"Løsningen skal vise kort {n} og liste a{n} for vagten på sted b{n} og rum c{n}." for n in range(2000)]
    phraser = Phraser(Tender(wording=WORDING))
    phrasings = [phraser.phrasing(text) for text in (SHOW, *filler, SHOW.replace("opslaget", "opslag"))]
    assert (0, len(phrasings) - 1) in {pair for pair, _ in alike(phrasings)}


@pytest.mark.parametrize("seed", range(3))
def test_comparing_only_likely_pairs_finds_what_comparing_all_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    phraser = Phraser(Tender(wording=WORDING))
    phrasings = [phraser.phrasing(text) for text in invented(240, seed)]
    likely = alike(phrasings)
    every = [range(n + 1, len(phrasings)) for n in range(len(phrasings))]
    monkeypatch.setattr(likeness._Judge, "candidates", lambda self: every)
    assert likely == alike(phrasings) != ()


def test_many_texts_are_judged_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few the words are weighed before their whole texts are compared, of many afterwards."""
    phraser = Phraser(Tender(wording=WORDING))
    phrasings = [phraser.phrasing(text) for text in invented(240, 7)]
    few = alike(phrasings)
    monkeypatch.setattr(likeness, "FEW", 0)
    assert few == alike(phrasings) != ()


@pytest.mark.parametrize("changes", [1, 5, 20])
def test_comparisons_grow_with_the_number_of_texts(changes: int) -> None:
    """A crowd made of one text is the worst there is: each shares its words with all others."""
    chance = random.Random(changes)
    words = [f"ord{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(2000)]
    first = [chance.choice(words) for _ in range(40)]
    texts = []
    for _ in range(800):
        text = list(first)
        for _ in range(changes):
            text[chance.randrange(40)] = chance.choice(words)
        texts.append(" ".join(text))
    phraser = Phraser(Tender())
    phrasings = [phraser.phrasing(text) for text in dict.fromkeys(texts)]
    compared = sum(map(len, likeness._Judge(phrasings).candidates()))
    assert compared <= len(phrasings) * likeness.RARE * max(likeness.CROWD / 2, likeness.NEIGHBOURS)


def test_ten_thousand_requirements_take_no_more_than_ten_seconds() -> None:
    """About one on a quiet machine; what is slow by nature takes minutes."""
    those = [requirement(f"F-{n:05}", text) for n, text in enumerate(invented(9999, 1))]
    begun = time.process_time()
    found = problems(those)
    assert time.process_time() - begun < 10
    assert len(found) == SHOWN + 1
    assert re.fullmatch(r"\d{4} more groups of requirements are worded alike\.", found[-1].message)


def test_equal_texts_cost_nothing_but_one_pair_each() -> None:
    phraser = Phraser(Tender(wording=WORDING))
    assert len(alike([phraser.phrasing(SHOW)] * 500)) == 499


# --- real lists ------------------------------------------------------------------------------------------------------


def listed(texts: list[str]) -> set[tuple[int, int]]:
    phraser = Phraser(Tender(wording=WORDING))
    return {pair for pair, _ in alike([phraser.phrasing(text) for text in texts])}


def test_eighteen_rows_of_which_eleven_differ() -> None:
    file: Path = corpus("da-os2kravmotor") / "derived_krav.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        texts = [row["beskrivelse"] for row in csv.DictReader(opened, delimiter=";")]
    assert listed(texts) == {(n, n + 11) for n in range(7)}


def test_the_security_list_repeats_itself_once() -> None:
    file = next(corpus("owasp-asvs", "4.0", "docs_en").glob("*4.0.3-en.csv"))
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = [(row["req_id"], row["req_description"]) for row in csv.DictReader(opened)]
    found = [(rows[a][0], rows[b][0]) for a, b in listed([text for _, text in rows])]
    deleted = {id_ for id_, text in rows if text.startswith("[DELETED")}
    assert [pair for pair in found if not deleted.issuperset(pair)] == [("V2.8.3", "V2.9.3")]


def test_the_ticketing_list_asks_the_same_of_two_machines() -> None:
    files = sorted(corpus("de-ticketing-ausschreibung", "data", "modules").glob("*.yml"))

    def inside(items: list[dict[str, object]]) -> Iterable[str]:
        for item in items:
            yield str(item.get("description") or item["title"])
            yield from inside(item.get("sub") or [])  # type: ignore[arg-type]

    modules = [YAML(typ="safe").load(file.read_text(encoding="utf-8")) for file in files]
    texts = [text for module in modules for text in inside(module["requirements"])]
    found = listed(texts)
    equal = {(a, b) for b, text in enumerate(texts) for a in [texts.index(text)] if a < b}
    assert equal <= found
    assert len(found) == 15
    machines = {pair for pair in found if re.search("Ticketautomat", texts[pair[0]]) and pair not in equal}
    assert sum("Kass" in texts[b] for _, b in machines) >= 5


# --- what is remembered ----------------------------------------------------------------------------------------------


def test_what_was_compared_before_is_not_again_and_what_changed_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    monkeypatch.setattr(
        "pipeline.check.near_duplicate.alike", lambda texts: (compared.append(len(texts)), alike(texts))[1]
    )
    later = SHOW.replace("2 sekunder", "5 sekunder")
    versions = [two(SHOW, SHOW), two(SHOW, later), two(SHOW, PRINT), two(PRINT, LOG)]
    bare = [problems(those) for those in versions]
    del compared[:]
    for _again in range(2):
        with keeping(None, Cache(tmp_path)):
            assert [problems(those) for those in versions] == bare
    assert compared == [2, 2, 2, 2]
    with keeping(None, Cache(tmp_path)):
        other = replace(WORDING, units=("dage",))
        check_again = list(check(specification(two(SHOW, later), declared=tender(wording=other))))
    assert len(compared) == 5
    assert check_again == list(check(specification(two(SHOW, later), declared=tender(wording=other))))
