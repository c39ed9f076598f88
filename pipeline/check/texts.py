"""A specification -> its running texts, for checks that read prose, and the pieces of it their messages show."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from ..model.place import Place
from ..model.prose import Blocks, plain
from ..model.specification import Requirement, Specification
from ..model.value import Value

_SHOWN = 60
_WORDS = re.compile(r"\w+")
# What a person quotes is not what they demand; a note explains.
# Bounded, or a text of nothing but opening marks would take forever.
_QUOTED = re.compile(
    r"«[^»]{0,300}»|»[^«]{0,300}«|“[^”]{0,300}”|„[^“”]{0,300}[“”]|\"[^\"\n]{0,300}\"|\[note: [^\]]{0,900}\]"
)
REFERENCE = re.compile(r"\[@([^\]\s\[]{1,200})\]")


class Prose(Struct, frozen=True):
    """A piece of running text: `text` is its plain form with references and facts as written; `document` the one whose
    chapter it is."""

    text: str
    blocks: Blocks
    place: Place
    requirement: str = ""
    document: str = ""


def fields(specification: Specification, *names: str) -> Iterator[tuple[Requirement, Value]]:
    """The values of these fields in every live requirement."""
    for requirement in specification.live():
        for name in names:
            if value := requirement.values.get(name):
                yield requirement, value


def prose(specification: Specification) -> tuple[Prose, ...]:
    """Everything people wrote: all text fields of live requirements, wishes, introductions, chapters and workflows.

    A dozen checks walk it; it is made once for the specification that is being checked.
    """
    return _gathered(_Same(specification))


class _Same(Struct, frozen=True, eq=False):
    """A specification as a key: the very object, for comparing two by content takes longer than gathering its texts."""

    specification: Specification

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.specification is other.specification

    def __hash__(self) -> int:
        return id(self.specification)


@lru_cache(maxsize=1)
def _gathered(same: _Same) -> tuple[Prose, ...]:
    return tuple(_pieces(same.specification))


def _pieces(specification: Specification) -> Iterator[Prose]:
    text_fields = tuple(f.name for f in specification.tender.fields if f.kind in ("line", "prose"))
    for requirement, value in fields(specification, *text_fields):
        yield Prose(value.text, value.blocks, value.place, requirement.label)
    for requirement in specification.live():
        for wish in requirement.locals:
            for said in (wish.text, wish.reason):
                if said:
                    yield Prose(said.text, said.blocks, said.place, requirement.label)
    for section in specification.sections:
        for one in section.introductions:
            yield Prose(plain(one.blocks), one.blocks, one.place)
    for key in specification.chapters:
        for chapter in specification.chapters[key]:
            yield Prose(plain(chapter.blocks), chapter.blocks, chapter.place, document=key)
    for workflow in specification.workflows:
        for value in workflow.texts():
            yield Prose(value.text, value.blocks, value.place)
        for blocks in (workflow.before, workflow.after):
            if blocks:
                yield Prose(plain(blocks), blocks, workflow.place)


def unquoted(text: str) -> str:
    """The text with quotations and notes blanked out; every other character keeps its position."""
    return _QUOTED.sub(lambda m: " " * len(m[0]), text)


def around(text: str, start: int, end: int) -> str:
    """The line in which something was found, cut to what is near it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    left = max(first, start - _SHOWN)
    right = min(last, end + _SHOWN)
    if left > first:
        left = text.find(" ", left, start) + 1 or left
    if right < last:
        right = text.rfind(" ", end, right) if " " in text[end:right] else right
    return ("… " if left > first else "") + text[left:right].strip() + (" …" if right < last else "")


class Finder:
    """Whole words and phrases, whatever their case. A text without any of their first words costs one look."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = {p.strip().lower(): p for p in reversed(tuple(phrases)) if p.strip()}
        ordered = sorted(self.phrases, key=lambda p: (-len(p), p))
        self.pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)") if ordered else None
        firsts = (_WORDS.search(p) for p in ordered)
        self.firsts = frozenset(f[0] for f in firsts if f)
        self.always = any(not _WORDS.search(p) for p in ordered)

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """(the phrase as declared, start, end) for each place it stands, in reading order."""
        if self.pattern is None:
            return []
        low = text.lower()
        if not self.always and self.firsts.isdisjoint(_WORDS.findall(low)):
            return []
        return [(self.phrases[m[0]], m.start(), m.end()) for m in self.pattern.finditer(low)]


@lru_cache(maxsize=8)
def finder(phrases: tuple[str, ...]) -> Finder:
    """One that was made before, for the checks that are asked again and again."""
    return Finder(phrases)


def quoted(words: Iterable[str]) -> str:
    """«a», «b» and each once."""
    return ", ".join(f"«{word}»" for word in dict.fromkeys(words))
