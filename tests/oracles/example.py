"""The example tender's finished files, built once per test process and edition."""

from functools import cache
from pathlib import Path

from pipeline.check import check
from pipeline.merge import merge
from pipeline.model.edition import visible
from pipeline.model.editions import EDITIONS
from pipeline.model.problem import ordered
from pipeline.model.specification import Specification
from pipeline.read import read
from pipeline.write import write

ROOT = Path(__file__).resolve().parents[2]

__all__ = ["EDITIONS", "example", "shown", "whole"]


@cache
def whole() -> tuple[Specification, tuple[object, ...]]:
    sources, unread = read(ROOT)
    specification, unmerged = merge(sources)
    return specification, ordered((*unread, *unmerged, *check(specification)))


@cache
def shown(edition: str) -> Specification:
    return visible(whole()[0], edition)


@cache
def example(edition: str) -> dict[str, bytes]:
    """File name -> bytes of every document of the edition."""
    artifacts, problems = write(shown(edition), whole()[1])  # type: ignore[arg-type]
    assert not problems, problems
    return {a.path: a.data for a in artifacts}
