"""What is drawn: the steps of a workflow as text, without where anything stands."""

from msgspec import Struct


class Way(Struct, frozen=True):
    """`row` of the step it leads to, -1 where that is not in the picture; `onward` then names it, '' for the end of the
    flow."""

    row: int
    condition: str = ""
    onward: str = ""


class Node(Struct, frozen=True):
    """A step as it is drawn. `origins` are the numbers of steps in other pictures that lead here."""

    number: str
    lane: int
    text: str
    ways: tuple[Way, ...]
    origins: tuple[str, ...] = ()


class Say(Struct, frozen=True):
    """The drawing's own words."""

    start: str
    end: str
    to: str
    origin: str
