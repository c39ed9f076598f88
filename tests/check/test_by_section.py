"""Checks that are asked section by section find what they find in the whole."""

from functools import cache
from pathlib import Path

import pytest
from small import ROOT, merged
from tenders.test_tenders import HERE, TENDERS, project

from pipeline.base.kept import Memory, keeping
from pipeline.check import _by_section as by_section
from pipeline.check import check, checks
from pipeline.model.specification import Specification


@pytest.fixture(scope="module", params=["the example", *TENDERS])
def specification(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Specification:
    name: str = request.param
    folder: Path = ROOT if name not in TENDERS else project(HERE / name, tmp_path_factory.mktemp(name))
    found = _merged(folder)
    assert found.requirements
    return found


@cache
def _merged(folder: Path) -> Specification:
    return merged(folder)[0]


def test_the_parts_find_what_the_whole_finds(specification: Specification) -> None:
    """In the same order: asked again and again, checks look at each section by itself, else at the whole at once."""
    whole = check(specification)
    with keeping(Memory()):
        assert check(specification) == check(specification) == check(specification) == whole


def test_there_is_something_to_find() -> None:
    assert len(by_section()) > 5
    found = {p.code for p in check(_merged(ROOT))}
    assert found & set(by_section())


def test_what_is_made_once_is_made_anew_for_another(specification: Specification) -> None:
    """Checks share what they work out about the specification they are asked about, and about no other."""
    for section in specification.sections[:3]:
        part = Specification(specification.tender, (section,), section.requirements)
        alone = {code: list(checks()[code](part)) for code in by_section()}
        for code in reversed(by_section()):
            list(checks()[code](specification))
            assert list(checks()[code](part)) == alone[code]
