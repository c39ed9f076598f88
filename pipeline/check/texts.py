"""A specification -> its running texts, for checks that read prose, and the pieces of it their messages show."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..base.once import once
from ..model.place import Place
from ..model.prose import Blocks, plain
from ..model.specification import Requirement, Specification
from ..model.value import Value

_SHOWN = 60
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


@once
def prose(specification: Specification) -> tuple[Prose, ...]:
    """Everything people wrote: all text fields of live requirements, wishes, introductions, chapters and workflows.

    A dozen checks walk it; it is made once for the specification that is being checked.
    """
    return tuple(_pieces(specification))


@once
def references(specification: Specification) -> tuple[tuple[Prose, list[str]], ...]:
    """The pieces of `prose` that refer to something, with the name in every `[@name]` as written."""
    those = [(piece, REFERENCE.findall(piece.text)) for piece in prose(specification) if "[@" in piece.text]
    return tuple((piece, names) for piece, names in those if names)


@once
def joined(specification: Specification) -> str:
    """The texts of `prose` in one, for a first look. No word reaches over what stands between two of them."""
    return "\0".join(piece.text for piece in prose(specification))


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


def lowered(text: str) -> str:
    """In small letters, every one in its place. `İ` alone would become two."""
    low = text.lower()
    return low if len(low) == len(text) else text.replace("İ", "i").lower()


def whole_words(words: Iterable[str]) -> str:
    """A pattern of any of these words. It begins with their letters and looks at what stands before them afterwards, so
    that the engine leaps to where one may begin: `(?:skal(?<!\\wskal)|bør(?<!\\wbør))\\b`."""
    return "(?:" + "|".join(f"{word}(?<!\\w{word})" for word in map(re.escape, words)) + r")\b"


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


def quoted(words: Iterable[str]) -> str:
    """«a», «b» and each once."""
    return ", ".join(f"«{word}»" for word in dict.fromkeys(words))
