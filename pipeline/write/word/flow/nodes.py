"""What is drawn: the steps of a workflow as text, without where anything stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """`row` of the step it leads to, -1 where that is not in the picture; `onward` then names it, '' for the end of the
    flow."""

    row: int
    condition: str = ""
    onward: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A step as it is drawn. `origins` are the numbers of steps in other pictures that lead here."""

    number: str
    lane: int
    text: str
    ways: tuple[Way, ...]
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Say:
    """The drawing's own words."""

    start: str
    end: str
    to: str
    origin: str
