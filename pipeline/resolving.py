"""The ledger after a git merge on one screen: read both sides -> decide -> say which texts still name an old id.

Only sources/ids.csv is written. Texts are people's: which of two requirements a text means, they know and we do not.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from .base import files
from .build import examine
from .merge.identity import keys_of
from .model.contribution import Statement
from .model.place import Place
from .model.problem import Problem, Severity
from .model.sources import Sources
from .read.declarations.files import lost
from .read.declarations.ledger import PATH
from .read.declarations.merged_ledger import claims_of
from .report.resolving import Renumbered, Written, resolve

_TEXTS = (".md", ".yaml")


class Mention(Struct, frozen=True):
    """A place that names an id, with its line or the cell's text."""

    place: Place
    text: str


class Change(Struct, frozen=True):
    """`whose`: the requirement that has a new id, `keepers` the one that keeps the old; none where nothing has it any
    more. `headings` name the old id over this very requirement; `mentions` name it too, and mean one of the two."""

    renumbered: Renumbered
    whose: tuple[Statement, ...]
    keepers: tuple[Statement, ...]
    headings: tuple[Mention, ...]
    mentions: tuple[Mention, ...]


class Retired(Struct, frozen=True):
    """Both sides gave this requirement an id; `old` is a tombstone now, `kept` is its id."""

    old: str
    kept: str
    mentions: tuple[Mention, ...]


class Resolved(Struct, frozen=True):
    """`shared`: ids that headings of different titles in different files name, which the ledger knows once: the same
    requirement, or two that were numbered by hand. `stuck`: ids that two requirements were released with. `broken`:
    lines that cannot be read; then nothing is decided."""

    before: bytes = b""
    ledger: bytes = b""
    changes: tuple[Change, ...] = ()
    retired: tuple[Retired, ...] = ()
    shared: tuple[tuple[str, tuple[Mention, ...]], ...] = ()
    stuck: tuple[str, ...] = ()
    broken: tuple[Problem, ...] = ()


def resolve_ledger(root: Path) -> Resolved:
    outcome = examine(root)
    if not outcome.sources.tender.readable:
        return Resolved(broken=tuple(p for p in outcome.problems if p.severity is Severity.ERROR))
    if unreadable := lost(outcome.problems):
        return Resolved(broken=unreadable)
    file = root / PATH
    before = files.read(file) if files.is_file(file) else b""
    claims, broken = claims_of(before.decode("utf-8-sig", "replace"))
    if broken:
        return Resolved(before, broken=broken)
    said: dict[str, list[Statement]] = {}
    for statement, key in keys_of(outcome.sources):
        said.setdefault(key, []).append(statement)
    headings = {key: s.id for key, those in said.items() for s in those if s.id and not s.place.sheet}
    named = frozenset(s.id for those in said.values() for s in those if s.id)
    found = resolve(claims, Written(headings, named))
    if found.stuck:
        return Resolved(before, before, stuck=tuple(one.id for one, _other in found.stuck))
    olds = {r.old for r in found.renumbered} | {old for old, _kept in found.retired}
    mentions = _mentions(root, outcome.sources, olds)
    changed = {r.old for r in found.renumbered}
    return Resolved(
        before,
        found.ledger if found.ledger != before and claims else before,
        tuple(_change(r, said, mentions[r.old]) for r in found.renumbered),
        tuple(Retired(old, kept, tuple(mentions[old])) for old, kept in found.retired),
        tuple((id_, those) for id_, those in _shared(said) if id_ not in changed),
    )


def _change(renumbered: Renumbered, said: dict[str, list[Statement]], mentions: list[Mention]) -> Change:
    whose, keepers = said.get(renumbered.key, ()), said.get(renumbered.keeper, ()) if renumbered.keeper else ()
    own = {s.place for s in whose if s.id == renumbered.old}
    right = {s.place for s in keepers if s.id == renumbered.old}
    return Change(
        renumbered,
        tuple(whose),
        tuple(keepers),
        tuple(m for m in mentions if m.place in own),
        tuple(m for m in mentions if m.place not in own and m.place not in right),
    )


def _shared(said: dict[str, list[Statement]]) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    by_id: dict[str, list[Statement]] = {}
    for those in said.values():
        for s in those:
            if s.id and not s.place.sheet and "title" in s.values:
                by_id.setdefault(s.id, []).append(s)
    for id_, those in sorted(by_id.items()):
        if len({s.values["title"].text for s in those}) > 1 and len({s.place.path for s in those}) > 1:
            yield id_, tuple(Mention(s.place, s.values["title"].text) for s in those)


def _mentions(root: Path, sources: Sources, ids: Iterable[str]) -> dict[str, list[Mention]]:
    """Texts by line, forms by cell, records of what was sent by file."""
    found: dict[str, list[Mention]] = {id_: [] for id_ in sorted(ids)}
    if not found:
        return found
    names = "|".join(map(re.escape, found))
    pattern = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")
    for file in files.below(root / "sources"):
        path = file.relative_to(root).as_posix()
        if file.suffix in _TEXTS:
            for n, line in enumerate(files.read(file).decode("utf-8", "replace").splitlines(), 1):
                for id_ in dict.fromkeys(pattern.findall(line)):
                    found[id_].append(Mention(Place(path, n), line.strip()))
        elif file.suffix == ".json" and file.parent.name == "issued":
            for id_ in sorted(set(pattern.findall(files.read(file).decode("utf-8", "replace")))):
                found[id_].append(Mention(Place(path), ""))
    for place, id_ in _cells(sources):
        if id_ in found:
            found[id_].append(Mention(place, id_))
    return found


def _cells(sources: Sources) -> Iterator[tuple[Place, str]]:
    for contribution in sources.contributions:
        yield from ((s.place, s.id) for s in contribution.statements if s.place.sheet)
        yield from ((c.place, c.requirement) for c in contribution.comments)
        yield from ((w.place, w.requirement) for w in contribution.locals)
