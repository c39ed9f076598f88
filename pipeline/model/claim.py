"""A line of the ledger as one side of a git merge has it: what `number --resolve` decides between."""

from dataclasses import dataclass

from .tender import LedgerEntry


@dataclass(frozen=True, slots=True)
class Claim:
    """`side` is the branch the line came from, '' where both have it or nothing tells."""

    entry: LedgerEntry
    side: str = ""
