"""One merged requirement specification: what checks look at, editions project, writers render and verify compares."""

from collections.abc import Mapping

from msgspec import field

from .contribution import Chapter, Comment, Introduction, Local
from .copies import EVERYBODY, Copy, Whose
from .place import Place
from .prose import Blocks, Unresolved, plain
from .release import Release
from .struct import Struct
from .tender import Tender
from .value import Value, Values
from .workflow import Workflow


class Origin(Struct, frozen=True, order=True):
    """Who said something about a requirement, in which package, where."""

    package: str
    contributor: str
    place: Place


class Alternative(Struct, frozen=True):
    """One of the texts that compete for a field, with all who proposed it; equal texts are one alternative."""

    value: Value
    origins: tuple[Origin, ...]


class Conflict(Struct, frozen=True):
    """An open disagreement about one field. `alternatives` are sorted by the SHA-256 of their text; the value that
    stands in the requirement meanwhile is the first one of the consultant's, else the first alternative. `sent`: form
    version and text, for each text that a form which proposes another was sent with.

    `asked` is False where another message speaks of it: an id used twice in one file, a tombstone's texts."""

    requirement: str
    field: str
    alternatives: tuple[Alternative, ...]
    sent: tuple[tuple[str, str], ...] = ()
    asked: bool = True


class Requirement(Struct, frozen=True):
    """`key` is its identity: the id, or `P-…` for a proposal without one. `label` is what is printed: the id, a foreign
    id, or the key. `number` is the display number (`1.12`), frozen at release. `status` is live or withdrawn;
    `deselected` is what the tombstone says where the municipality of this edition left it out. `maybe`: the key of the
    requirement whose row in a form this may be, while nobody has answered that."""

    key: str
    id: str
    label: str
    number: str
    values: Values
    origins: tuple[Origin, ...]
    place: Place
    status: str = "live"
    deselected: str = ""
    locals: tuple[Local, ...] = ()
    comments: tuple[Comment, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    maybe: str = ""

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value.text if value else ""

    def key_of(self, name: str) -> str:
        """The single key of a choice field, '' when it is empty."""
        value = self.values.get(name)
        return value.keys[0] if value and value.keys else ""

    def keys_of(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        return value.keys if value else ()


class Section(Struct, frozen=True):
    """Requirements of one area under one heading, in print order. `title` '' = requirements without a section."""

    area: str
    title: str
    introductions: tuple[Introduction, ...]
    requirements: tuple[Requirement, ...]


class Target(Struct, frozen=True):
    """Something [@…] can point at. `display` is what the reference prints. `bookmark` is the Word bookmark to refer to,
    '' when the target has no place of its own; `document` the key of the document it stands in and `file` where that
    lies in the edition's folder ('' where no single file is it). `within` is what a reference from another document
    says first: sections and tables have numbers only inside theirs. `withdrawn`: a
    tombstone, to which nothing should refer."""

    kind: str
    display: str
    document: str
    bookmark: str
    place: Place
    within: str = ""
    file: str = ""
    withdrawn: bool = False


class OutlineHeading(Struct, frozen=True):
    """A numbered heading of a document as the template's multilevel list will print it (`2.3`)."""

    level: int
    number: str
    text: str
    bookmark: str
    part: str


Printed = tuple[str, Blocks, Mapping[str, Target], Mapping[str, str]]


class Lookup(Struct, frozen=True, eq=False):
    """What references and facts print as. Implements prose.Names. `here` is the document they stand in, '' outside.

    `texts` is the memory of `printed`, shared by all that are made of this one with `replace`, and no part of what it
    is.
    """

    targets: Mapping[str, Target] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    here: str = ""
    texts: dict[tuple[int, int, int], Printed] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        ours = (self.targets, self.facts, self.here)
        return isinstance(other, Lookup) and ours == (other.targets, other.facts, other.here)

    def target(self, name: str) -> Target | None:
        """`#anchor` alone is first one of this document's own sections."""
        own = self.targets.get(f"{self.here}{name}") if self.here and name.startswith("#") else None
        return own or self.targets.get(name)

    def reference(self, target: str) -> str | None:
        found = self.target(target)
        if found is None:
            return None
        return f"{found.within}, {found.display}" if found.within and found.document != self.here else found.display

    def fact(self, name: str) -> str | None:
        return self.facts.get(name)

    def printed(self, blocks: Blocks) -> str:
        """The plain form, remembered where every document says it alike: writers and verification ask again and again.
        Known by identity, so what it was made of is held with it."""
        key = (id(blocks), id(self.targets), id(self.facts))
        found = self.texts.get(key)
        if found is None:
            names = _Noting(self)
            found = (plain(blocks, names), blocks, self.targets, self.facts)
            if not names.placed:
                self.texts[key] = found
        return found[0]


class _Noting(Unresolved):
    """A lookup that notes whether a text reads otherwise in another document."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self.placed = False

    def reference(self, target: str) -> str | None:
        found = self._lookup.target(target)
        if target.startswith("#") or (found is not None and found.within):
            self.placed = True
        return self._lookup.reference(target)

    def fact(self, name: str) -> str | None:
        return self._lookup.fact(name)


class Specification(Struct, frozen=True):
    """`requirements` in print order: area, section, id or key; never file order. Frozen from here on.

    `outlines` holds, per Word document key, its numbered headings; `workflows` are in print order. `edition` is ''
    before projection; `municipality` the one it is for (`--for`), `called` what stands in for its name, `copy` the copy
    of a document it is seen from (`viewpoint.seen_as`).
    """

    tender: Tender
    sections: tuple[Section, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    chapters: Mapping[str, tuple[Chapter, ...]] = field(default_factory=dict)
    lookup: Lookup = field(default_factory=Lookup)
    outlines: Mapping[str, tuple[OutlineHeading, ...]] = field(default_factory=dict)
    workflows: tuple[Workflow, ...] = ()
    orphan_comments: tuple[Comment, ...] = ()
    orphan_locals: tuple[Local, ...] = ()
    releases: tuple[Release, ...] = ()
    edition: str = ""
    digest: str = ""
    municipality: str = ""
    called: str = ""
    copy: Copy | None = None

    def of_municipality(self) -> str:
        """The name of the municipality this edition is for, '' when it is for all."""
        return self.called or next((m.name for m in self.tender.municipalities if m.key == self.municipality), "")

    def whose(self) -> Whose:
        """Whom the copy it is seen from is about."""
        return self.copy.whose if self.copy else EVERYBODY

    def live(self) -> tuple[Requirement, ...]:
        return tuple(r for r in self.requirements if r.status == "live")

    def by_key(self) -> dict[str, Requirement]:
        return {r.key: r for r in self.requirements}
