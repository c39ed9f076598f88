"""A specification and the releases before it -> what has changed since the latest, requirement by requirement."""

from collections.abc import Iterator

from .records import Record, records
from .release import Release, Released, texts
from .specification import Specification
from .struct import Struct

ALWAYS = ("title", "text", "type", "area", "section")


class Change(Struct, frozen=True):
    """`kind`: new, changed or withdrawn; `fields` the names of the fields whose text is another."""

    label: str
    title: str
    kind: str
    fields: tuple[str, ...] = ()


def latest(specification: Specification) -> Release | None:
    """The release before this version, None when this is the first."""
    version = specification.tender.version
    earlier = [r for r in specification.releases if r.version != version]
    return max(earlier, key=lambda r: (r.date, r.version), default=None)


def changes(specification: Specification, since: Release) -> Iterator[Change]:
    """In print order. What was withdrawn already, and what is withdrawn before anyone saw it, is no change."""
    before = {r.label: r for r in since.requirements}
    public = [f.name for f in specification.tender.fields if f.visibility == "public"]
    names = tuple(dict.fromkeys((*ALWAYS, *public)))
    for record in records(specification):
        old = before.get(record.requirement.label)
        gone = record.requirement.status == "withdrawn"
        if old is None or (old.status == "withdrawn" and not gone):
            if not gone:
                yield Change(record.requirement.label, record.title, "new")
        elif gone:
            if old.status != "withdrawn":
                yield Change(record.requirement.label, record.title or old.texts.get("title", ""), "withdrawn")
        elif fields := _differing(record, old, names):
            yield Change(record.requirement.label, record.title, "changed", fields)


def _differing(record: Record, old: Released, names: tuple[str, ...]) -> tuple[str, ...]:
    """Among `names`, in their order, and what was published of a field that is none any more."""
    r = record.requirement
    own = (record.title, record.text, r.key_of("type"), r.key_of("area"), r.text("section"))
    now = texts({**record.fields, **dict(zip(ALWAYS, own, strict=True))})
    gone = (name for name in old.texts if name not in names)
    return tuple(name for name in (*names, *gone) if now.get(name, "") != old.texts.get(name, ""))
