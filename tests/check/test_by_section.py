"""Checks that are asked section by section find what they find in the whole."""

from pathlib import Path

import pytest
from small import ROOT, merged

from pipeline.base.kept import Memory, keeping
from pipeline.check import _by_section as by_section
from pipeline.check import check, checks
from pipeline.check.waivers import waived
from pipeline.model.problem import ordered
from pipeline.model.specification import Specification

TENDERS = [ROOT, *sorted(p.parent.parent for p in (ROOT / "tests" / "tenders").glob("*/sources/tender.yaml"))]


@pytest.fixture(scope="module", params=TENDERS, ids=lambda path: path.name)
def specification(request: pytest.FixtureRequest) -> Specification:
    folder: Path = request.param
    return merged(folder)[0]


def test_the_parts_find_what_the_whole_finds(specification: Specification) -> None:
    whole = [problem for look in checks().values() for problem in look(specification)]
    assert len(by_section()) > 5
    assert check(specification) == ordered(waived(specification, whole, tuple(checks())))


def test_there_is_something_to_find() -> None:
    found = {p.code for p in check(merged(ROOT)[0])}
    assert found & set(by_section())


def test_what_was_found_is_found_again_from_memory(specification: Specification) -> None:
    with keeping(Memory()):
        assert check(specification) == check(specification) == check(specification)
