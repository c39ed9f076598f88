"""The ledger lines of two branches -> one ledger in which every id and every requirement stands once.

The released side keeps its id; then the requirement whose heading names the id; then the one with the lesser key. The
other gets the next free number. An id that nobody keeps stays as a tombstone, for texts may name it.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from ..model.claim import Claim
from ..model.tender import LedgerEntry
from .numbering import following, ledger, row


class Renumbered(Struct, frozen=True):
    """The requirement with this key had `old` on its side and has `new` now; `old` stays with `keeper`."""

    old: str
    new: str
    key: str
    side: str
    keeper: str


class Written(Struct, frozen=True):
    """What the texts say: `ids` by the key of the requirement whose heading names them, `all` that stand anywhere."""

    ids: Mapping[str, str] = field(default_factory=dict)
    all: frozenset[str] = frozenset()


class Resolution(Struct, frozen=True):
    """`retired`: ids that one requirement got on both sides, and that were the lesser claim. `stuck`: ids that two
    requirements were released with, which no program may change."""

    ledger: bytes
    renumbered: tuple[Renumbered, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()
    stuck: tuple[tuple[LedgerEntry, LedgerEntry], ...] = ()


def resolve(claims: Iterable[Claim], written: Written) -> Resolution:
    found = _united(claims, written)
    by_id: dict[str, list[Claim]] = {}
    for claim in found:
        by_id.setdefault(claim.entry.id, []).append(claim)
    kept: dict[str, LedgerEntry] = {}
    holds: dict[str, str] = {}
    stuck: list[tuple[LedgerEntry, LedgerEntry]] = []
    for id_ in sorted(by_id, key=lambda i: (not any(c.entry.first_release for c in by_id[i]), i)):
        claimants = sorted(by_id[id_], key=lambda c: _strength(c, written))
        released = [c.entry for c in claimants if c.entry.first_release]
        if len(released) > 1:
            stuck.append((released[0], released[1]))
        free = [c for c in claimants if not c.entry.key or not _elsewhere(c, holds, by_id, written)]
        if free:
            kept[id_] = free[0].entry
            holds |= {free[0].entry.key: id_} if free[0].entry.key else {}
    lost = [c for c in found if c.entry.key and c.entry.key not in holds]
    new = following((*by_id, *written.all))
    renumbered = []
    for claim in sorted(lost, key=lambda c: (c.entry.id, c.entry.key)):
        if claim.entry.key in holds:
            continue
        entry = replace(claim.entry, id=new(claim.entry.id))
        kept[entry.id], holds[entry.key] = entry, entry.id
        keeper = kept[claim.entry.id].key
        renumbered.append(Renumbered(claim.entry.id, entry.id, entry.key, claim.side, keeper))
    retired = []
    for id_ in sorted(by_id.keys() - kept.keys()):
        key = min(c.entry.key for c in by_id[id_])
        kept[id_] = replace(by_id[id_][0].entry, key="", status="withdrawn", replaces="")
        retired.append((id_, holds[key]))
    lines = ledger(row(entry) for entry in kept.values())
    return Resolution(lines, tuple(renumbered), tuple(retired), tuple(stuck))


def _strength(claim: Claim, written: Written) -> tuple[bool, bool, str]:
    entry = claim.entry
    return not entry.first_release, written.ids.get(entry.key) != entry.id, entry.key


def _elsewhere(claim: Claim, holds: Mapping[str, str], by_id: Mapping[str, list[Claim]], written: Written) -> bool:
    """The requirement has an id already, or its heading names another one it has a claim to."""
    key = claim.entry.key
    if key in holds:
        return True
    named = written.ids.get(key, claim.entry.id)
    rivals = by_id.get(named, ())
    return named != claim.entry.id and any(r.entry.key == key for r in rivals) and not claim.entry.first_release


def _united(claims: Iterable[Claim], written: Written) -> tuple[Claim, ...]:
    """Equal lines of both sides as one. A line without a key that clashes is that of the heading that names its id."""
    by_id: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        those = by_id.setdefault(claim.entry.id, {})
        key = claim.entry.key
        those[key] = _both(those[key], claim) if key in those else claim
    for id_, those in by_id.items():
        if "" in those and len(those) > 1:
            named = [key for key, i in written.ids.items() if i == id_]
            heirs = [key for key in named if key not in those] or named
            if len(heirs) == 1:
                bare = those.pop("")
                bare = replace(bare, entry=replace(bare.entry, key=heirs[0]))
                those[heirs[0]] = _both(those[heirs[0]], bare) if heirs[0] in those else bare
    return tuple(those[key] for _id, those in sorted(by_id.items()) for key in sorted(those))


def _both(one: Claim, other: Claim) -> Claim:
    """A tombstone stays one, and what only one side knows of a release is known."""
    first, second = one.entry, other.entry
    withdrawn = "withdrawn" in (first.status, second.status)
    releases = tuple(filter(None, (first.first_release, second.first_release)))
    entry = replace(
        first,
        status="withdrawn" if withdrawn else first.status,
        first_release=min(releases, default=""),
        last_release=max(first.last_release, second.last_release),
        number=first.number or second.number,
        replaces=first.replaces or second.replaces,
    )
    return Claim(entry, one.side if one.side == other.side else "")
