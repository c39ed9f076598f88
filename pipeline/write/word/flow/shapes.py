"""What a drawing is made of, in points from the upper left corner."""

from msgspec import Struct

Point = tuple[float, float]


class Band(Struct, frozen=True):
    """A filled rectangle without corners: the ground of a lane or its head."""

    left: float
    top: float
    right: float
    bottom: float
    tone: str
    ruled: bool = True


class Box(Struct, frozen=True):
    """A step: its number in the tab at the left, its lines beside it."""

    left: float
    top: float
    right: float
    bottom: float
    number: str
    tab: float
    lines: tuple[str, ...]


class Pill(Struct, frozen=True):
    """A rounded mark: where the flow begins and ends (`firm`), or comes from and goes on in another picture."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    firm: bool


class Path(Struct, frozen=True):
    """A line with corners; an arrowhead at its end."""

    points: tuple[Point, ...]


class Words(Struct, frozen=True):
    """Lines of text between two edges. `align`: left, right or centre."""

    left: float
    top: float
    right: float
    lines: tuple[str, ...]
    size: float
    bold: bool = False
    align: str = "left"


Shape = Band | Box | Pill | Path | Words


class Drawing(Struct, frozen=True):
    width: float
    height: float
    shapes: tuple[Shape, ...]
