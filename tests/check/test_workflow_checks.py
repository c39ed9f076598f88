"""Workflows that are right pass every check; a mistake gives one message."""

import pytest
from factory import tender

from pipeline.check import check
from pipeline.model.place import Place
from pipeline.model.specification import Specification
from pipeline.model.tender import Actor
from pipeline.model.workflow import Workflow
from pipeline.read.steps import cell_value, steps_of

_PLACE = Place("a.md", 1)
_ACTORS = (Actor("citizen", "Borger", _PLACE), Actor("employee", "Medarbejder", _PLACE))
_OURS = {"unknown-next", "dead-end", "unreached-step", "endless-loop", "repeated-step", "incomplete-step"}


def codes(*nexts: str, actor: str = "borger") -> list[str]:
    """The codes for steps 1, 2, 3 … with these ways on."""
    rows = []
    for n, text in enumerate(nexts, 1):
        place = Place("a.md", n)
        given = {"number": str(n), "actor": actor, "action": "Gør noget", "next": text}
        rows.append((place, {role: cell_value(words, place) for role, words in given.items() if words}))
    steps, problems = steps_of(rows, {"borger": "citizen"})
    assert problems == ()
    workflow = Workflow(None, steps, _PLACE, "AP1", "nordby")
    found = check(Specification(tender(actors=_ACTORS), workflows=(workflow,)))
    return [p.code for p in found if p.code in _OURS | {"undeclared-actor"}]


@pytest.mark.parametrize(
    "nexts",
    [
        ("slut",),
        ("", "slut"),
        ("2 (ja); 3 (nej)", "slut", "slut"),
        ("2", "1 (igen); slut (færdig)"),
        ("3", "slut", "2"),
    ],
)
def test_right_ones_are_silent(nexts: tuple[str, ...]) -> None:
    assert codes(*nexts) == []


@pytest.mark.parametrize(
    ("nexts", "code"),
    [
        (("2", "4"), "unknown-next"),
        (("3", "slut", "slut"), "unreached-step"),
        (("2", ""), "dead-end"),
        (("2 (ja); 3 (nej)", "3", "2"), "endless-loop"),
        (("1",), "endless-loop"),
    ],
)
def test_one_mistake_one_message(nexts: tuple[str, ...], code: str) -> None:
    assert codes(*nexts) == [code]


def test_every_word_is_an_actor_where_none_is_declared() -> None:
    assert codes("slut", actor="Nogen") == ["undeclared-actor"]
    steps, _problems = steps_of(
        [(_PLACE, {"actor": cell_value("Nogen", _PLACE), "action": cell_value("x", _PLACE)})], {}
    )
    workflow = Workflow(None, steps, _PLACE)
    found = check(Specification(tender(), workflows=(workflow,)))
    assert [p.code for p in found if "actor" in p.code] == []
