"""Rows and their columns -> requirements in our fields, each with title and section; the rest becomes a note."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...model.place import Place
from ...model.prose import Blocks, LineBreak, Paragraph, Text, plain
from ..cells import blocks_of
from ..values import Vocabulary
from .columns import NOTE, OWN_ID, Column
from .escape import clean, one_line
from .rows import Row
from .tame import Losses, tame

ID = re.compile(r"[A-ZÆØÅ]+(?:-[A-ZÆØÅ]+)*-[0-9]+[A-ZÆØÅ]?")
_TITLE = 70
_QUOTES = " \n'\"“”„»«"
_SENTENCE = re.compile(r"(?<=[.!?:;])\s|\n")
_OPENING = re.compile(r"\\(?=\{\{|\[@)")


class Draft(Struct, frozen=True):
    """`lines`: short fields as text; `prose`: long ones as blocks, tamed; both keyed by field name."""

    row: Row
    id: str
    title: str
    section: str
    lines: Mapping[str, str]
    prose: Mapping[str, Blocks]

    @property
    def place(self) -> Place:
        return self.row.place

    @property
    def name(self) -> str:
        """What another requirement calls this one."""
        return self.id or self.lines.get("foreign_id", "") or self.title


def drafts(rows: Sequence[Row], columns: Sequence[Column], words: Vocabulary, losses: Losses) -> tuple[Draft, ...]:
    out: list[Draft] = []
    for row in rows:
        draft = _draft(row, columns, words, losses)
        if row.parent >= 0 and "parent" not in draft.lines and words.tender.field_named("parent"):
            draft = replace(draft, lines={**draft.lines, "parent": one_line(out[row.parent].name)})
        out.append(draft)
    return tuple(out)


def _draft(row: Row, columns: Sequence[Column], words: Vocabulary, losses: Losses) -> Draft:
    lines: dict[str, str] = {}
    prose: dict[str, Blocks] = {}
    notes: list[str] = []
    own, title = "", ""
    for column in columns:
        text = row.cells.get(column.header, "")
        if not text.strip() or not column.field:
            continue
        declared = words.tender.field_named(column.field)
        if column.field == OWN_ID:
            if ID.fullmatch(clean(text)):
                own = clean(text)
            else:
                lines["foreign_id"] = clean(text)
        elif column.field == "title":
            title = one_line(text)
        elif column.field == NOTE and column.how == "kept":
            notes.append(f"{column.header}: {clean(text)}")
        elif declared is not None and declared.kind == "prose":
            prose[column.field] = tame(row.prose.get(column.header) or prose_of(text), losses)
        else:
            lines[column.field] = clean(text)
    if notes:
        prose[NOTE] = (*prose.get(NOTE, ()), *tame((Paragraph(_noted(notes)),), losses))
    missing = row.in_sheet and any(column.field == "text" for column in columns)
    if "text" not in prose and title and not missing:  # a statement with nothing beside it is the requirement
        prose["text"], title = tame(prose_of(title), losses), ""
    title = title or title_of(plain(prose.get("text", ())))
    section = one_line(lines.pop("section", "")) or one_line(row.section)
    return Draft(row, own, title, section, lines, {name: blocks for name, blocks in prose.items() if blocks})


def prose_of(text: str) -> Blocks:
    """A cell as the readers of forms see it, except that nothing in it refers to anything of ours."""
    return blocks_of(_OPENING.sub(r"\\\\", text.replace("\x85", "\n")))


def title_of(text: str) -> str:
    """The first sentence, cut at a word."""
    first = _SENTENCE.split(text.strip(_QUOTES), maxsplit=1)[0].strip(_QUOTES)
    if len(first) > _TITLE:
        cut = first[:_TITLE].rpartition(" ")[0] or first[:_TITLE]
        return cut.rstrip(" ,.;:–-") + "…"
    return first.rstrip(".:;") if len(first) > 1 else first


def _noted(notes: Sequence[str]) -> tuple[Text | LineBreak, ...]:
    out: list[Text | LineBreak] = []
    for line in "\n".join(notes).split("\n"):
        out += ([LineBreak()] if out else []) + [Text(line)]
    return tuple(out)
