"""Which of two claims to an id stands, and what the other becomes."""

import itertools

import pytest
from factory import PLACE

from pipeline.model.claim import Claim
from pipeline.model.tender import LedgerEntry
from pipeline.report.resolving import Resolution, Written, resolve


def claim(line: str, side: str = "") -> Claim:
    """`F-1 A live 1.0`: id, key (`-` = none), status, first release."""
    id_, key, status, first = (*line.split(), "", "")[:4]
    return Claim(LedgerEntry(id_, key.strip("-"), status or "live", first, first, "", "", PLACE), side)


def resolved(*lines: str, ids: dict[str, str] | None = None) -> tuple[list[str], Resolution]:
    """The ledger as `id key status` lines; it is the same whatever the order of the lines."""
    told = set()
    for order in itertools.permutations(lines):
        found = resolve([claim(line) for line in order], Written(ids or {}, frozenset((ids or {}).values())))
        told.add((found.ledger, found.renumbered, found.retired, found.stuck))
    assert len(told) == 1
    rows = [row.split(",") for row in found.ledger.decode().splitlines()[1:]]
    return [f"{row[0]} {row[1] or '-'} {row[2]}" for row in rows], found


def test_the_greater_key_is_renumbered_after_all_ids_there_are() -> None:
    rows, found = resolved("F-001 B", "F-001 A", "F-007 C")
    assert rows == ["F-001 A live", "F-007 C live", "F-008 B live"]
    assert [(r.old, r.new, r.key, r.keeper) for r in found.renumbered] == [("F-001", "F-008", "B", "A")]


def test_ids_in_texts_that_the_ledger_does_not_know_are_not_given_out() -> None:
    assert resolved("F-001 B", "F-001 A", ids={"Z": "F-040"})[0][-1] == "F-041 B live"


def test_the_released_side_stands_whatever_its_key() -> None:
    assert resolved("F-001 B live 1.0", "F-001 A")[0] == ["F-001 B live", "F-002 A live"]


def test_who_has_the_id_in_its_heading_keeps_it_before_the_lesser_key() -> None:
    assert resolved("F-001 B", "F-001 A", ids={"B": "F-001"})[0] == ["F-001 B live", "F-002 A live"]


def test_one_requirement_with_two_ids_keeps_one_and_leaves_a_tombstone() -> None:
    rows, found = resolved("F-001 A", "F-002 A")
    assert rows == ["F-001 A live", "F-002 - withdrawn"]
    assert found.retired == (("F-002", "F-001"),)
    assert resolved("F-001 A", "F-002 A", ids={"A": "F-002"})[0] == ["F-001 - withdrawn", "F-002 A live"]
    assert resolved("F-001 A", "F-002 A live 1.0")[0] == ["F-001 - withdrawn", "F-002 A live"]


@pytest.mark.parametrize(("one", "two"), [("A", "B"), ("B", "A")])
def test_numbers_that_moved_by_one_on_one_side_cost_no_more_than_one_new(one: str, two: str) -> None:
    """Ours: X, one, two. Theirs: one, two."""
    rows, found = resolved("F-001 X", "F-002 " + one, "F-003 " + two, "F-001 " + one, "F-002 " + two)
    assert sorted(row.split()[1] for row in rows if not row.endswith("withdrawn")) == ["A", "B", "X"]
    assert len({row.split()[0] for row in rows}) == len(rows)
    assert len(found.renumbered) <= 1


def test_equal_lines_of_both_sides_are_one_and_a_tombstone_stays() -> None:
    rows, found = resolved("F-001 A live", "F-001 A withdrawn 1.0")
    assert rows == ["F-001 A withdrawn"]
    assert found.renumbered == found.retired == found.stuck == ()
    assert found.ledger.decode().splitlines()[1] == "F-001,A,withdrawn,1.0,1.0,,"


def test_an_id_written_by_hand_belongs_to_the_heading_that_has_it() -> None:
    assert resolved("F-001 -", "F-001 A", ids={"A": "F-001"})[0] == ["F-001 A live"]
    assert resolved("F-001 -", "F-001 A", ids={"M": "F-001"})[0] == ["F-001 M live", "F-002 A live"]
    assert resolved("F-001 -", "F-001 A")[0] == ["F-001 - live", "F-002 A live"]


def test_two_released_requirements_with_one_id_are_beyond_a_program() -> None:
    found = resolved("F-001 A live 1.0", "F-001 B live 1.1")[1]
    assert [(a.key, b.key) for a, b in found.stuck] == [("A", "B")]
