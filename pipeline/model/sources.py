"""Everything `read` found, ready for `merge`."""

from dataclasses import dataclass

from .contribution import Chapter, Contribution
from .tender import Tender


@dataclass(frozen=True, slots=True)
class Sources:
    """`files` are the paths read, relative to the project, sorted: the closing table counts them."""

    tender: Tender
    contributions: tuple[Contribution, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    files: tuple[str, ...] = ()
