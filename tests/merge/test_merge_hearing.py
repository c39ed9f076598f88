"""The hearing: one comment per row of a form, each beside its requirement and its answer."""

from itertools import permutations
from typing import Any

import pytest
from factory import PLACE, value
from msgspec.structs import replace
from said import contribution, says

from pipeline.merge import merge
from pipeline.merge.hearing import hearing_of
from pipeline.model.answer import Answer, fingerprint
from pipeline.model.contribution import Comment, Contribution, Local
from pipeline.model.hearing import Hearing
from pipeline.model.place import Place
from pipeline.model.problem import Problem
from pipeline.model.sources import Sources
from pipeline.model.tender import Decision, Package
from pipeline.model.value import Value

XLSX = "sources/packages/AP1/received/nordby/001.xlsx"
OURS = says("F-001", title="Svar", type="K", area="functional", text="Løsningen skal svare.")
OTHER = "Løsningen skal svare straks."


def cell(ref: str) -> Place:
    return Place(XLSX, 0, "Høring", ref)


def chosen(key: str, ref: str) -> Value:
    return Value(key, cell(ref), key, (), (key,))


def comment(text: str, stance: str = "", importance: str = "", row: int = 2, about: str = "F-001") -> Comment:
    return Comment(
        about,
        "nordby",
        value(text, place=cell(f"C{row}")) if text else None,
        chosen(importance, f"E{row}") if importance else None,
        chosen(stance, f"F{row}") if stance else None,
        cell(f"A{row}"),
    )


def proposal(text: str, row: int = 2) -> Any:
    made = says("F-001", by="nordby", text=text)
    place = cell(f"D{row}")
    return replace(made, place=place, values={"text": replace(made.values["text"], place=place)})


def form(*comments: Comment, statements: tuple[Any, ...] = (), **more: Any) -> Contribution:
    return Contribution(XLSX, "AP1", "nordby", statements, comments=comments, **more)


def held(*contributions: Contribution, **declared: Any) -> tuple[Hearing, tuple[Problem, ...]]:
    from factory import tender

    given = Sources(tender(**declared), (contribution(OURS), *contributions))
    specification, problems = merge(given)
    return hearing_of(given, specification), problems


def answer(about: str, text: str = "Det er med.", **more: Any) -> Answer:
    made = Answer("F-001", "nordby", about, text, "accepted", "projektgruppen", "2026-10-19", PLACE)
    return replace(made, **more)


def test_a_row_is_one_comment_with_its_remark_reason_choices_and_proposed_text() -> None:
    said = form(
        comment("Hvornår?", "change", "high"),
        replace(comment("Fordi det haster."), importance=None, place=cell("I2")),
        statements=(proposal(OTHER),),
    )
    hearing, _problems = held(said)
    [remark] = hearing.remarks()
    assert (remark.text, remark.stance, remark.importance) == ("Hvornår?\n\nFordi det haster.", "change", "high")
    assert remark.proposal == OTHER
    assert remark.about == fingerprint("Hvornår?\n\nFordi det haster.", "high", "change", OTHER)
    [subject] = hearing.subjects
    assert (subject.label, subject.title, subject.now) == ("F-001", "Svar", "Løsningen skal svare.")


@pytest.mark.parametrize("part", range(4))
def test_the_fingerprint_changes_with_every_part_of_what_was_said(part: int) -> None:
    said = ["Hvornår?", "high", "change", OTHER]
    changed = [*said[:part], said[part] + "!", *said[part + 1 :]]
    assert fingerprint(*said) != fingerprint(*changed)
    assert fingerprint("a", "b", "", "") != fingerprint("ab", "", "", "")


def test_an_answer_holds_for_the_comment_it_is_about_and_for_no_other_wording() -> None:
    about = fingerprint("Hvornår?", "", "", "")
    hearing, problems = held(form(comment("Hvornår?")), answers=(answer(about),))
    [remark] = hearing.remarks()
    assert remark.answer is not None
    assert remark.answer.text == "Det er med."
    assert problems == ()
    hearing, problems = held(form(comment("Hvornår og hvordan?")), answers=(answer(about),))
    [remark] = hearing.remarks()
    assert remark.answer is None
    assert sorted(p.code for p in problems) == ["unanswered-comment", "void-answer"]


def test_who_only_approves_asks_for_nothing() -> None:
    hearing, problems = held(form(comment("", "approved")))
    [remark] = hearing.remarks()
    assert not remark.needs_answer
    assert problems == ()
    hearing, problems = held(form(comment("", "rejected")))
    assert [p.code for p in problems] == ["unanswered-comment"]


def decision(*texts: str, take: str = "", text: str = "") -> Decision:
    between = tuple(sorted(value(t).fingerprint for t in texts))
    taken = value(take).fingerprint if take else ""
    return Decision("F-001", "text", between, taken, text, "Det er aftalt.", "projektgruppen", "2026-10-05", PLACE)


@pytest.mark.parametrize(
    ("decided", "outcome"),
    [
        (decision("Løsningen skal svare.", OTHER, take=OTHER), "accepted"),
        (decision("Løsningen skal svare.", OTHER, take="Løsningen skal svare."), "rejected"),
        (decision("Løsningen skal svare.", OTHER, text="Løsningen skal svare snart."), "partly"),
    ],
)
def test_a_decision_about_the_proposed_text_answers_the_comment(decided: Decision, outcome: str) -> None:
    said = form(comment("Haster."), statements=(proposal(OTHER),))
    hearing, _problems = held(said, decisions=(decided,))
    [remark] = hearing.remarks()
    assert remark.answer is not None
    assert (remark.answer.decision, remark.answer.text) == (outcome, "Det er aftalt.")
    own = answer(remark.about, "Vi siger mere her.", decision="partly")
    hearing, _problems = held(said, decisions=(decided,), answers=(own,))
    assert [r.answer for r in hearing.remarks()] == [own]


def test_a_void_decision_answers_nobody() -> None:
    said = form(comment("Haster."), statements=(proposal(OTHER),))
    stale = decision("Løsningen skal svare engang.", OTHER, take=OTHER)
    hearing, problems = held(said, decisions=(stale,))
    assert [r.answer for r in hearing.remarks()] == [None]
    assert {"conflict", "void-decision", "unanswered-comment"} <= {p.code for p in problems}


def test_the_text_that_was_commented_on_stands_beside_the_present_one() -> None:
    said = form(comment("Haster."), statements=(proposal(OTHER),))
    hearing, _problems = held(said, decisions=(decision("Løsningen skal svare.", OTHER, take=OTHER),))
    [subject] = hearing.subjects
    assert (subject.before, subject.now) == ("Løsningen skal svare.", OTHER)


def test_comments_on_nothing_and_wishes_are_kept() -> None:
    wish = Local("optout", "F-001", "nordby", None, value("Vi har et andet."), cell("H2"))
    hearing, _problems = held(form(comment("Hvad?", about="F-999"), locals=(wish,)))
    assert [(r.label, r.text) for r in hearing.orphans] == [("F-999", "Hvad?")]
    assert [(w.label, w.kind, w.reason) for w in hearing.wishes()] == [("F-001", "optout", "Vi har et andet.")]


def test_consent_is_the_tick_and_silence_is_none() -> None:
    asked = (Package("AP1", "Krav", PLACE, participants=("nordby", "soevang")),)
    hearing, _problems = held(form(no_remarks=cell("C4")), packages=asked)
    nordby, soevang = hearing.participants
    assert (nordby.consented, nordby.silent) == (("AP1",), ())
    assert (soevang.consented, soevang.silent) == ((), ("AP1",))


def test_one_message_per_municipality_however_many_comments() -> None:
    many = [comment(f"Spørgsmål {n}", row=n) for n in range(2, 40)]
    _hearing, problems = held(form(*many))
    [problem] = problems
    assert problem.code == "unanswered-comment"
    assert "38" in problem.message
    assert problem.excerpt.count("\n") == 20


def test_the_order_of_files_never_matters() -> None:
    other = Contribution(
        XLSX.replace("nordby", "soevang"),
        "AP1",
        "soevang",
        comments=(replace(comment("Også her."), municipality="soevang"),),
    )
    forms = (form(comment("Her.")), other, form(comment("Der.", row=3), statements=(proposal(OTHER, 4),)))
    found = [held(*given)[0] for given in permutations(forms)]
    assert all(hearing == found[0] for hearing in found[1:])
