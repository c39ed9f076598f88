"""A requirement that is withdrawn in one place and live in another: a conflict, never a text that vanishes."""

from factory import PLACE
from msgspec.structs import replace
from said import codes, merged, only, says

from pipeline.model.problem import Problem
from pipeline.model.tender import Decision, LedgerEntry

LIVE = says("F-901", "sources/packages/AP1/krav.md", 4, title="Svar", text="Løsningen skal svare.")
GONE = says("F-901", "sources/packages/AP2/krav.md", 7, package="AP2", title="Svar", status="withdrawn")
LEDGER = (LedgerEntry("F-901", "", "withdrawn", "", "", "", "", PLACE),)


def _status(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = [p for p in problems if "status" in p.message.casefold()]
    return problem


def test_withdrawn_in_one_place_only_is_a_conflict_that_names_both() -> None:
    specification, problems = merged(LIVE, GONE)
    problem = _status(problems)
    assert (problem.code, problem.severity, problem.requirement) == ("conflict", "error", "F-901")
    assert {problem.place, *problem.others} == {LIVE.place, GONE.place}
    assert (only(specification).status, only(specification).text("text")) == ("live", "Løsningen skal svare.")


def test_the_one_who_comes_first_stands_meanwhile_and_the_conflict_is_said_all_the_same() -> None:
    first = says("F-901", "sources/packages/AP0/krav.md", 7, package="AP0", status="withdrawn", text="Noget andet.")
    specification, problems = merged(LIVE, first)
    problem = _status(problems)
    assert only(specification).status == "withdrawn"
    assert (codes(problems), problem.place, problem.others) == (["conflict"], first.place, (LIVE.place,))


def test_a_decision_settles_it() -> None:
    (conflict,) = only(merged(LIVE, GONE)[0]).conflicts
    between = {a.value.keys[0]: a.value.fingerprint for a in conflict.alternatives}
    for status in ("live", "withdrawn"):
        decision = Decision(
            "F-901",
            "status",
            tuple(between.values()),
            between[status],
            "",
            "Aftalt.",
            "styregruppe",
            "2026-10-01",
            PLACE,
        )
        specification, problems = merged(LIVE, GONE, decisions=(decision,))
        assert (only(specification).status, problems) == (status, ())


def test_withdrawn_everywhere_is_withdrawn() -> None:
    specification, problems = merged(replace(LIVE, values={**LIVE.values, "status": GONE.values["status"]}), GONE)
    assert (only(specification).status, problems) == ("withdrawn", ())


def test_withdrawn_in_the_ledger_and_live_in_a_file_is_said_with_both() -> None:
    specification, (problem,) = merged(LIVE, ledger=LEDGER)
    assert (problem.code, problem.severity, problem.place) == ("withdrawn-in-ledger", "error", LIVE.place)
    assert problem.others == (PLACE,)
    assert only(specification).status == "withdrawn"


def test_withdrawn_in_both_is_no_problem() -> None:
    assert codes(merged(GONE, ledger=LEDGER)[1]) == []
