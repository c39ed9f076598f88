"""docs/trust.md is what tests/trust.py makes of the figures last measured, and names tests that exist."""

import ast
from pathlib import Path

import pytest
from trust import PAGE, PROMISES, Promise, load, merged, page

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_says_what_was_measured() -> None:
    assert PAGE.read_text("utf-8") == page(load()), "python -m tests.trust writes it anew"


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.key)
def test_a_promise_names_tests_that_exist(promise: Promise) -> None:
    for place in promise.proved:
        name, _colons, test = place.partition("::")
        path = ROOT / name
        assert path.exists(), place
        if test:
            tree = ast.parse(path.read_text("utf-8"))
            assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, place
    words = [word for word in promise.measured.split() if word.startswith("tests/")]
    assert words
    assert all((ROOT / word).exists() for word in words)


def test_figures_are_of_promises() -> None:
    assert set(load()) <= {promise.key for promise in PROMISES}


def test_a_newer_figure_takes_the_place_of_an_older_one() -> None:
    line = '{"promise": "valid", "what": "files", "text": "%s", "date": "2026-11-%s"}'
    first = merged({}, [line % ("80", "24")])
    assert merged(first, [line % ("104", "25")]) == {"valid": {"files": ("104", "2026-11-25")}}


def test_what_several_tests_of_a_run_counted_is_added_up() -> None:
    line = '{"promise": "incremental", "what": "edits", "text": "%s", "date": "2026-11-25"}'
    made = merged({}, [line % "40 steps, 0 differences"] * 25)
    assert made["incremental"]["edits"] == ("1,000 steps, 0 differences", "2026-11-25")
    assert merged(made, [line % "40 steps, 0 differences"])["incremental"]["edits"][0] == "40 steps, 0 differences"
    assert merged({}, [line % "7 ms", line % "9 s"])["incremental"]["edits"][0] == "9 s"
