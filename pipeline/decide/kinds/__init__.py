"""The kinds of questions, in the order in which they are asked: what a row is comes before what its texts say."""

from .alike import ALIKE
from .conflict import CONFLICT
from .kind import Kind
from .row import ROW

__all__ = ["BY_NAME", "KINDS", "Kind"]

KINDS: tuple[Kind, ...] = (ROW, CONFLICT, ALIKE)
BY_NAME = {kind.name: kind for kind in KINDS}
