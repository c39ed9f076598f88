"""Contributions for tests of merge, one readable line each."""

from typing import Any

from factory import tender, value

from pipeline.merge import merge
from pipeline.model.contribution import Comment, Contribution, Introduction, Local, Statement
from pipeline.model.place import Place
from pipeline.model.problem import Problem
from pipeline.model.prose import paragraph
from pipeline.model.sources import Sources
from pipeline.model.specification import Requirement, Specification
from pipeline.model.value import Value

_CHOICES = ("type", "area", "status")


def says(
    id_: str,
    path: str = "sources/packages/AP1/krav.md",
    line: int = 1,
    *,
    by: str = "consultant",
    package: str = "AP1",
    row_key: str = "",
    **values: str,
) -> Statement:
    """`says("F-001", type="MK", text="…", by="nordby")`. Every value stands at `path:line`."""
    place = Place(path, line)
    given: dict[str, Value] = {}
    for name, text in values.items():
        if name in _CHOICES:
            given[name] = Value(text, place, text, (), (text,))
        elif name in ("text", "rationale", "note"):
            given[name] = value(text, place=place)
        else:
            given[name] = Value(text, place, text)
    return Statement(id_, given, place, package, by, row_key)


def contribution(*statements: Statement, **more: Any) -> Contribution:
    """All of one file: path, package and contributor are those of the first statement."""
    first = statements[0]
    return Contribution(first.place.path, first.package, first.contributor, statements, **more)


def sources(*statements: Statement, **declared: Any) -> Sources:
    """Statements fall into one contribution per path, in the order given."""
    files: dict[str, list[Statement]] = {}
    for statement in statements:
        files.setdefault(statement.place.path, []).append(statement)
    return Sources(tender(**declared), tuple(contribution(*said) for said in files.values()))


def merged(*statements: Statement, **declared: Any) -> tuple[Specification, tuple[Problem, ...]]:
    return merge(sources(*statements, **declared))


def only(specification: Specification) -> Requirement:
    (requirement,) = specification.requirements
    return requirement


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [p.code for p in problems]


def wish(kind: str, requirement: str, by: str, text: str, path: str = "sources/packages/AP1/x.xlsx") -> Local:
    place = Place(path, 0, "Lokalt", "B2")
    return Local(kind, requirement, by, Value(text, place, text), None, place)


def remark(requirement: str, by: str, text: str, path: str = "sources/packages/AP1/x.xlsx") -> Comment:
    place = Place(path, 0, "Høring", "B2")
    return Comment(requirement, by, Value(text, place, text), None, None, place)


def introduction(area: str, section: str, text: str, path: str = "a.md", line: int = 1) -> Introduction:
    return Introduction(area, section, (paragraph(text),), Place(path, line))
