"""A box that was written before -> the same text again, with what it adds to the document it stands in.

Only in a process that builds again and again (`base/kept.py`), and only where the document has come to the same point
as then: ids are counted through it. What prints another requirement (a tombstone its successors), or has pictures or
notes, is always written anew.
"""

import re

from msgspec import Struct

from ...base.kept import kept
from ...model.sight import sight
from ...model.specification import Requirement
from .box import Boxes
from .context import Context

_LINK = re.compile(r'r:id="([^"]*)"')


class _Written(Struct, frozen=True):
    """`links`: address and id of every link in it, in the order in which they were first used."""

    xml: str
    bookmarks: int
    tables: int
    numbers: tuple[tuple[str, int, int], ...]
    links: tuple[tuple[str, str], ...]


class Again:
    def __init__(self, boxes: Boxes) -> None:
        self.boxes = boxes
        context = boxes.context
        self.sight = sight(context.specification, f"write {context.document.key}")

    def write(self, requirement: Requirement) -> str:
        if self.sight is None or requirement.status == "withdrawn":
            return self.boxes.write(requirement)
        context = self.boxes.context
        made: list[str] = []

        def make() -> _Written | None:
            begun = (context.bookmarks, context.tables, len(context.numbers), _point(context)[1])
            made.append(self.boxes.write(requirement))
            if _point(context)[1] != begun[3]:
                return None
            ids = set(_LINK.findall(made[0]))
            return _Written(
                made[0],
                context.bookmarks - begun[0],
                context.tables - begun[1],
                tuple(context.numbers[begun[2] :]),
                tuple((url, id_) for url, id_ in context.links.items() if id_ in ids) if ids else (),
            )

        found = kept("box", (requirement, self.sight), make, _point(context))
        if made:
            return made[0]
        if found is None or not _same_links(found, context):
            return self.boxes.write(requirement)
        context.bookmarks += found.bookmarks
        context.tables += found.tables
        context.numbers += found.numbers
        for url, _id in found.links:
            context.link(url)
        return found.xml


def _point(context: Context) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What has been counted so far: what a box may add to, and what it may not."""
    rest = (context.drawings, context.turned, context.figures, len(context.pictures), len(context.footnotes))
    return (context.bookmarks, context.tables, len(context.numbers)), (*rest, len(context.captions))


def _same_links(written: _Written, context: Context) -> bool:
    """Whether its links would get the same ids now."""
    count = len(context.links)
    for url, id_ in written.links:
        now = context.links.get(url)
        if now is None:
            count += 1
            now = f"rIdH{count}"
        if now != id_:
            return False
    return True
