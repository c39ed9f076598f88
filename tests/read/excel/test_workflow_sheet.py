"""The sheet Arbejdsgange as people leave it. The workbooks are written by openpyxl."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "problems"))

from factory import tender
from hypothesis import given
from hypothesis import strategies as st
from workbook import workbook_of

from pipeline.model.place import Place
from pipeline.model.problem import Problem
from pipeline.model.tender import Actor, Package
from pipeline.model.workflow import Workflow
from pipeline.read.excel import read_form
from pipeline.read.values import Vocabulary

_PLACE = Place("sources/tender.yaml", 1)
_ACTORS = (Actor("citizen", "Borger", _PLACE, ("borgeren",)), Actor("employee", "Medarbejder", _PLACE))
_WORDS = Vocabulary.of(tender(actors=_ACTORS))
_HEAD = "Arbejdsgang | Nr. | Aktør | Handling | System | Næste | Undtagelse"


def read(*lines: str, head: str = _HEAD) -> tuple[tuple[Workflow, ...], list[Problem]]:
    text = "\n".join(("[Arbejdsgange]", head, *lines))
    package = Package("AP1", "AP1", Place("p"))
    contribution, problems = read_form(workbook_of(text), "a.xlsx", package, "nordby", _WORDS)
    return contribution.workflows, list(problems)


def shown(workflow: Workflow) -> list[str]:
    return [f"{s.key} {s.actor_key} → {', '.join(lead.target or 'slut' for lead in s.leads)}" for s in workflow.steps]


def test_one_workflow_with_every_cell_in_its_place() -> None:
    (workflow,), problems = read(
        "Opkald | 1 | Borger | Ringer | Telefoni | 2 | Optaget", " | #2 | Medarbejder | Svarer |  | slut"
    )
    assert problems == []
    assert (workflow.name, workflow.package, workflow.contributor) == ("Opkald", "AP1", "nordby")
    assert shown(workflow) == ["1 citizen → 2", "2 employee → slut"]
    first = workflow.steps[0]
    assert [(v.text, v.place.cell) for v in first.values()] == [
        ("1", "B2"), ("Borger", "C2"), ("Ringer", "D2"), ("Telefoni", "E2"), ("2", "F2"), ("Optaget", "G2"),
    ]  # fmt: skip


def test_an_empty_next_is_the_row_below_and_the_last_one_has_none() -> None:
    (workflow,), _problems = read("A | 1 | Borger | Ringer", " | 3 | Medarbejder | Svarer", " | 2 | Borger | Siger tak")
    assert shown(workflow) == ["1 citizen → 3", "3 employee → 2", "2 citizen → "]


@pytest.mark.parametrize(
    "lines",
    [
        ("A | 1 | Borger | Ringer", " | 2 | Borger | Venter", "B | 1 | Borger | Møder", " | 2 | Borger | Venter"),
        ("Arbejdsgang: A", " | 1 | Borger | Ringer", " | 2 | Borger | Venter", "B", " | 1 | Borger | Møder", " | 2 | Borger | Venter"),  # noqa: E501
        ("A | 1 | Borger | Ringer", "B | 1 | Borger | Møder", "A | 2 | Borger | Venter", "B | 2 | Borger | Venter"),
    ],
    ids=["by the column", "by title rows", "in odd order"],
)  # fmt: skip
def test_several_workflows_on_one_sheet(lines: tuple[str, ...]) -> None:
    workflows, problems = read(*lines)
    assert problems == []
    assert [w.name for w in workflows] == ["A", "B"]
    assert [[s.action.text for s in w.steps if s.action] for w in workflows] == [
        ["Ringer", "Venter"],
        ["Møder", "Venter"],
    ]


def test_a_form_without_the_column_starts_over_after_an_empty_row() -> None:
    """As forms sent before the column was there asked for."""
    head = "Nr. | Aktør | Handling | System | Næste | Undtagelse"
    workflows, problems = read("1 | Borger | Ringer", "2 | Borger | Venter", "", "1 | Borger | Møder", head=head)
    assert [len(w.steps) for w in workflows] == [2, 1]
    assert [p.code for p in problems] == ["untitled-workflow", "untitled-workflow"]


def test_merged_names_and_actors_count_for_every_row_they_cover() -> None:
    (workflow,), problems = read(
        "A | 1 | Borger | Ringer",
        " | 2 |  | Venter",
        " | 3 | Medarbejder | Svarer |  | slut",
        "merge: A2:A4",
        "merge: C2:C3",
    )
    assert [p.code for p in problems] == []
    assert [s.actor_key for s in workflow.steps] == ["citizen", "citizen", "employee"]


def test_rows_are_counted_where_nobody_gave_numbers() -> None:
    (workflow,), problems = read("A |  | Borger | Ringer", " |  | Medarbejder | Svarer")
    assert (shown(workflow), problems) == (["1 citizen → 2", "2 employee → "], [])


def test_an_untouched_sheet_says_nothing() -> None:
    assert read()[0] == ()


_CELL = st.sampled_from(["", "1", "2", "3", "Borger", "Svarer", "slut", "2 (ja); 3 (nej)", "Arbejdsgang: X"])


@given(st.lists(st.lists(_CELL, min_size=7, max_size=7), min_size=1, max_size=8))
def test_no_cell_is_lost(rows: list[list[str]]) -> None:
    """Every cell is in a step, a title, or a problem that shows it."""
    workflows, problems = read(*(" | ".join(row) for row in rows))
    seen = {v.place.cell for w in workflows for s in w.steps for v in s.values()}
    seen |= {w.title.place.cell for w in workflows if w.title}
    said = " ".join(f"{p.place.cell} {p.excerpt}" for p in problems)
    places = {p.place.cell for p in problems} | {o.cell for p in problems for o in p.others}
    for n, row in enumerate(rows, 2):
        for column, text in zip("ABCDEFG", row, strict=True):
            cell = f"{column}{n}"
            named = column == "A" and text in {w.name for w in workflows} | {
                f"Arbejdsgang: {w.name}" for w in workflows
            }
            assert not text or cell in seen or cell in places or text in said or named, cell
