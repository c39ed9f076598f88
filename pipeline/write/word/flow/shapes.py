"""What a drawing is made of, in points from the upper left corner."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """A filled rectangle without corners: the ground of a lane or its head."""

    left: float
    top: float
    right: float
    bottom: float
    tone: str
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its number in the tab at the left, its lines beside it."""

    left: float
    top: float
    right: float
    bottom: float
    number: str
    tab: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pill:
    """A rounded mark: where the flow begins and ends (`firm`), or comes from and goes on in another picture."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A line with corners; an arrowhead at its end."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text between two edges. `align`: left, right or centre."""

    left: float
    top: float
    right: float
    lines: tuple[str, ...]
    size: float
    bold: bool = False
    align: str = "left"


Shape = Band | Box | Pill | Path | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    shapes: tuple[Shape, ...]
