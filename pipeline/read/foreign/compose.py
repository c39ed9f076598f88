"""Drafts -> a package's Markdown source."""

import re
from collections.abc import Iterable, Sequence

from ...model.field import Field
from ...model.prose import Blocks, List, Paragraph, Text
from ..values import Vocabulary
from .draft import Draft
from .escape import escaped, heading, line_start
from .literal import Writer

# Where the reader would take the beginning of a title for one of our own ids, or would drop it after one.
_LIKE_AN_ID = re.compile(r"[A-ZÆØÅ]+(?:-[A-ZÆØÅ]+)*-[0-9]+[A-ZÆØÅ]?(?:[\s:.–—-]|$)")
_DROPPED = re.compile(r"[\s:.–—-]")


def compose(drafts: Sequence[Draft], area: str, type_: str, words: Vocabulary) -> str:
    """Requirements without a section come first; equal sections stand together, in the order they are first met."""
    sections: dict[str, list[Draft]] = {}
    if any(not draft.section for draft in drafts):
        sections[""] = []
    for draft in drafts:
        sections.setdefault(draft.section, []).append(draft)
    writer = Writer()
    out = ["---", f"area: {area}", "---"] if area else []
    for section, members in sections.items():
        if section:
            out += ["", f"# {heading(section)}"]
        for draft in members:
            out += ["", *_requirement(draft, type_, words, writer)]
    return "\n".join(out).lstrip("\n") + "\n"


def _requirement(draft: Draft, type_: str, words: Vocabulary, writer: Writer) -> list[str]:
    fields = {field.name: field for field in words.tender.fields}
    in_list = dict(draft.lines)
    if type_ and "type" not in in_list:
        in_list["type"] = type_
    title = heading(draft.title)
    if (_DROPPED if draft.id else _LIKE_AN_ID).match(draft.title):
        in_list["title"], title = draft.title, ""
    out = [f"## {' '.join(filter(None, (draft.id, title)))}".rstrip(" "), ""]
    listed = [line for name in _ordered(in_list, fields) for line in _listed(fields[name], in_list[name])]
    out += listed
    text = draft.prose.get("text", ())
    if text:
        out += [""] if listed else []
        if not listed and type(text[0]) is List and "text" in fields:  # else its items might be read as fields
            out += [f"**{escaped(fields['text'].label)}:**", ""]
        out += writer.blocks(text, "-")
    for name in _ordered(draft.prose, fields):
        if name != "text":
            out += ["", *_long(fields[name], draft.prose[name], writer)]
    for note in writer.footnotes():
        out += ["", *note.split("\n")]
    return out


def _ordered(names: Iterable[str], fields: dict[str, Field]) -> list[str]:
    given = set(names)
    return [name for name in fields if name in given]


def _listed(field: Field, text: str) -> list[str]:
    first, *more = [escaped(line) for line in text.split("\n")]
    return _broken([f"- {escaped(field.label)}: {first}", *(f"  {line_start(line)}" for line in more)])


def _broken(lines: list[str]) -> list[str]:
    """A backslash at the end breaks the line."""
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _long(field: Field, blocks: Blocks, writer: Writer) -> list[str]:
    """`**Label:** text`; what is no paragraph, or would lose its edge, goes under the label."""
    first = blocks[0]
    if type(first) is Paragraph and type(lead := first.inlines[0]) is Text and not lead.text[:1].isspace():
        lines = writer.inline(first.inlines).split("\n")
        if not lines[0].startswith("&"):
            lines = _broken([f"**{escaped(field.label)}:** {lines[0]}", *map(line_start, lines[1:])])
            rest = writer.blocks(blocks[1:])
            return [*lines, "", *rest] if rest else lines
    return [f"**{escaped(field.label)}:**", "", *writer.blocks(blocks)]
