"""Everything `read` found, ready for `merge`."""

from .contribution import Chapter, Contribution
from .issued import Issued
from .receipt import Receipt
from .release import Release
from .struct import Struct
from .tender import Tender


class Sources(Struct, frozen=True):
    """`files` are the paths read, relative to the project, sorted: the closing table counts them.

    `issued` are the texts that forms were sent with, of the packages that have got any back."""

    tender: Tender
    contributions: tuple[Contribution, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    files: tuple[str, ...] = ()
    issued: tuple[Issued, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    releases: tuple[Release, ...] = ()
