"""A line of the ledger as one side of a git merge has it: what `number --resolve` decides between."""

from .struct import Struct
from .tender import LedgerEntry


class Claim(Struct, frozen=True):
    """`side` is the branch the line came from, '' where both have it or nothing tells."""

    entry: LedgerEntry
    side: str = ""
