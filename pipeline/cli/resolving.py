"""`udbud number --resolve`: the ledger of two branches made one, and every text that names an old id listed."""

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..base.i18n import _
from . import ledger, project, streams

if TYPE_CHECKING:
    from ..model.contribution import Statement
    from ..resolving import Change, Mention, Resolved


def run(given: argparse.Namespace) -> int:
    from ..report import text
    from ..resolving import resolve_ledger

    root = project.root(given)
    found = resolve_ledger(root)
    if found.broken:
        streams.out(text.text(found.broken))
        return 1
    streams.out("".join(f"{line}\n" for line in _lines(found)))
    if found.stuck:
        return 1
    if found.ledger == found.before:
        streams.out(_("The ledger has no ids that clash; it is unchanged.") + "\n")
    elif not ledger.save(given, root, found.ledger):
        return 1
    return 0


def _lines(found: "Resolved") -> Iterator[str]:
    for change in found.changes:
        yield from _change(change)
    for one in found.retired:
        words = _("{old} is no longer used: both branches numbered the same requirement, and it keeps {kept}.")
        yield words.format(old=one.old, kept=one.kept)
        yield from _listed(_("Write {kept} here in its place:").format(kept=one.kept), one.mentions)
    for id_, those in found.shared:
        words = _("{id} stands over different titles. If they are two requirements, take the id from the newer one:")
        yield from _listed(words.format(id=id_), those, indent="")
    for id_ in found.stuck:
        yield _(
            "{id} was released for two requirements, and what is published is not renumbered. Nothing was written. "
            "Take the line of one of them out of sources/ids.csv, and withdraw its requirement in favour of one "
            "without an id."
        ).format(id=id_)


def _change(change: "Change") -> Iterator[str]:
    one = change.renumbered
    line = f"{one.old} → {one.new}  {_named(change.whose, one.key)}"
    yield line + (_(", from {branch}").format(branch=one.side) if one.side else "")
    keeper = _("{old} stays with {requirement}").format(
        old=one.old, requirement=_named(change.keepers, one.keeper or _("the requirement it was written over by hand"))
    )
    yield f"  {keeper}"
    words = _("Write {new} in the heading in its place:").format(new=one.new)
    yield from _listed(words, change.headings)
    words = _("{old} is named here too; write {new} where that requirement is meant:")
    yield from _listed(words.format(old=one.old, new=one.new), change.mentions)


def _named(those: Iterable["Statement"], key: str) -> str:
    from ..report.text import harmless, where

    for s in those:
        title = s.values["title"].text if "title" in s.values else key
        return f"«{harmless(title)}» ({s.package}, {s.contributor}; {where(s.place)})"
    return key


def _listed(words: str, mentions: Iterable["Mention"], indent: str = "  ") -> Iterator[str]:
    from ..report.text import harmless, where

    those = tuple(mentions)
    if those:
        yield indent + words
        yield from (f"{indent}  {where(m.place)}" + (f": {harmless(m.text)[:120]}" if m.text else "") for m in those)
