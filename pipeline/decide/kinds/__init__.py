"""The kinds of questions, in the order in which they are asked."""

from .alike import ALIKE
from .conflict import CONFLICT
from .kind import Kind

__all__ = ["BY_NAME", "KINDS", "Kind"]

KINDS: tuple[Kind, ...] = (CONFLICT, ALIKE)
BY_NAME = {kind.name: kind for kind in KINDS}
