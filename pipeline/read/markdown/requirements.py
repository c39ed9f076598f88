"""A package's Markdown file -> Contribution: `#` is a section, `##` a requirement or a workflow.

Directly under `##` stands the field list (`- Label: value`); a paragraph that starts with a bold field label begins a
long field, which runs to the next one or the next heading; everything else is the requirement text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...base.i18n import _
from ...base.text import did_you_mean, normal
from ...model.contribution import Contribution, Introduction, Statement
from ...model.field import Field
from ...model.place import Place
from ...model.problem import Problem, error, note, warning
from ...model.prose import (
    Block,
    Blocks,
    Heading,
    Inline,
    Inlines,
    List,
    Paragraph,
    Strong,
    Text,
    plain,
    plain_inlines,
)
from ...model.tender import Package
from ...model.value import Value
from ...model.workflow import Workflow
from ..marks import has_marks
from ..steps import actors_of
from ..values import Vocabulary, value_of
from .front_matter import FrontMatter, front_matter
from .overlooked import overlooked
from .placed import Placed
from .source import read_source
from .workflows import is_workflow, read_workflow

# One sign may part id and title; a second one belongs to the title.
ID = re.compile(
    r"([A-ZÆØÅ]+(?:-[A-ZÆØÅ]+)*-[0-9]+[A-ZÆØÅ]?)(?:\s*[:.–—-](?=\s|$)\s*|:\s*|\s+|$)(.*)",
    re.DOTALL,
)


def read_requirements(
    data: bytes, path: str, file: Path, root: Path, package: Package, words: Vocabulary
) -> tuple[Contribution, tuple[Problem, ...]]:
    source = read_source(data, path, file, root)
    head, problems = front_matter(source.front_matter, path, words)
    reader = _Reader(path, package.key, head, words)
    contributor = head.contributor or package.contributor
    reader.read(source.blocks, contributor)
    said = (tuple(reader.statements), tuple(reader.introductions))
    contribution = Contribution(path, package.key, contributor, *said, workflows=tuple(reader.workflows))
    missed = overlooked(source, reader.statements, words.tender)
    return contribution, (*source.problems, *problems, *reader.problems, *missed)


@dataclass(slots=True)
class _Reader:
    path: str
    package: str
    head: FrontMatter
    words: Vocabulary
    statements: list[Statement] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)
    workflows: list[Workflow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    given_area: Value | None = None  # of the requirement being read: a field «Område» may say otherwise, once

    def read(self, blocks: Sequence[Placed], contributor: str) -> None:
        section = Value("", Place(self.path, 1))
        for heading, content in _units(blocks):
            if heading is None or heading.level == 1:
                if heading is not None:
                    section = _section(heading, Place(self.path, heading.line))
                self._introduction(section, content)
            elif is_workflow(heading):
                self._workflow(heading, content, contributor)
            else:
                self._requirement(heading, content, section)

    def _workflow(self, heading: Heading, content: Sequence[Placed], contributor: str) -> None:
        actors = actors_of(self.words.tender)
        found, problems = read_workflow(heading, content, self.path, (self.package, contributor), actors)
        self.problems += problems
        self.workflows += (found,) if found else ()

    def _introduction(self, section: Value, content: Sequence[Placed]) -> None:
        blocks = tuple(placed.block for placed in content)
        if not blocks:
            return
        area = self.head.area.keys[0] if self.head.area and self.head.area.keys else ""
        self.introductions.append(Introduction(area, section.text, blocks, Place(self.path, content[0].line)))

    def _requirement(self, heading: Heading, content: Sequence[Placed], section: Value) -> None:
        place = Place(self.path, heading.line)
        printed = plain_inlines(heading.inlines)
        found = self._own(ID.match(printed), place)
        id_, title = (found[1], found[2].strip()) if found else ("", printed)
        values: dict[str, Value] = {}
        if title:
            blocks = (Paragraph(_after(heading.inlines, len(printed) - len(title))),) if has_marks(title) else ()
            values["title"] = Value(title, place, title, blocks)
        if section.text:
            values["section"] = Value(section.text, section.place, section.text, section.blocks)
        self.given_area = self._area(id_, place)
        if self.given_area:
            values["area"] = self.given_area
        rest = self._field_list(content, values)
        self._long_fields(rest, values)
        nth = self.counts.get((section.text, title), 0)
        self.counts[section.text, title] = nth + 1
        contributor = self.head.contributor or "consultant"
        self.statements.append(Statement(id_, values, place, self.package, contributor, "", nth))

    def _own(self, found: re.Match[str] | None, place: Place) -> re.Match[str] | None:
        """`AES-256 kryptering` is a title: an id of ours begins with the prefix of an area."""
        prefixes = {a.prefix for a in self.words.tender.areas}
        if found is None or not prefixes or found[1].rpartition("-")[0] in prefixes:
            return found
        self.problems.append(
            note(
                "not-an-id",
                place,
                _("No area has the prefix of {id}, so it is read as part of the title.").format(id=found[1]),
                _("If it is meant as an id, begin it with one of: {prefixes}.").format(
                    prefixes=", ".join(sorted(prefixes))
                ),
                excerpt=found[0],
            )
        )
        return None

    def _area(self, id_: str, place: Place) -> Value | None:
        if self.head.area is not None:
            return self.head.area
        prefix = id_.rpartition("-")[0]
        area = next((a for a in self.words.tender.areas if prefix and a.prefix == prefix), None)
        return Value(area.title, place, area.title, (), (area.key,)) if area else None

    # --- fields ------------------------------------------------------------------------------------------------------

    def _field_list(self, content: Sequence[Placed], values: dict[str, Value]) -> Sequence[Placed]:
        """Reads the field list, if the content starts with one, and returns what comes after it."""
        if not content or type(content[0].block) is not List or content[0].block.ordered:
            return content
        items = [_labelled(item) for item in content[0].block.items]
        known = [item is not None and self.words.field(item[0]) is not None for item in items]
        if not any(known):
            return content
        listed, lines = content[0].block.items, content[0].item_lines
        # Markdown joins the field list with a list that begins the text; what has no label at all is that list.
        end = len(items)
        while items[end - 1] is None:
            end -= 1
        for item, source, line in zip(items[:end], listed[:end], lines[:end], strict=True):
            place = Place(self.path, line)
            if item is None:
                self._unknown(plain(source), "", place)
            elif (declared := self.words.field(item[0])) is None:
                self._unknown(f"{item[0]}: {plain_inlines(item[1])}", item[0], place)
            else:
                self._store(values, declared, item[1], source[1:], place)
        text = [Placed(List(False, listed[end:]), lines[end], lines[end:])] if end < len(items) else []
        return [*text, *content[1:]]

    def _unknown(self, written: str, label: str, place: Place) -> None:
        near = self.words.nearest(label) if label else ""
        message = _("«{label}» is not a field.").format(label=label) if label else _("This line has no field label.")
        labels = ", ".join(f.label for f in self.words.tender.fields)
        fix = (
            _("Did you mean «{near}»?").format(near=near) if near else _("Use one of: {labels}.").format(labels=labels)
        )
        self.problems.append(error("unknown-field", place, message, fix, excerpt=written))

    def _store(self, values: dict[str, Value], declared: Field, inlines: Inlines, more: Blocks, place: Place) -> None:
        if more and declared.kind != "prose":
            self.problems.append(
                error(
                    "field-with-more",
                    place,
                    _("{field} holds one line; what stands below it is not read.").format(field=declared.label),
                    _("Move it above the fields' bold labels into the text, or into a field that takes more."),
                    excerpt=plain(more),
                )
            )
            more = ()
        blocks: Blocks = ((Paragraph(inlines),) if inlines else ()) + more
        text = plain(blocks)
        if declared.kind == "choice":
            text = text.replace("\n", " ")
        if declared.name in values and values[declared.name] is not self.given_area:
            self.problems.append(
                error(
                    "repeated-field",
                    place,
                    _("{field} stands here twice.").format(field=declared.label),
                    _("Join the two texts into one field."),
                    excerpt=text,
                    others=(values[declared.name].place,),
                )
            )
            return
        if not text:
            return
        is_prose = declared.kind == "prose"  # whose text is known already
        made = Value(text, place, text, blocks) if is_prose else value_of(declared, text, place, self.words, blocks)
        values[declared.name] = made

    def _long_fields(self, content: Sequence[Placed], values: dict[str, Value]) -> None:
        current: Field | None = self.words.tender.field_named("text")
        place = Place(self.path, content[0].line if content else 0)
        lead: Inlines = ()
        blocks: list[Block] = []

        def finish() -> None:
            if current is not None and (lead or blocks):
                self._store(values, current, lead, tuple(blocks), place)

        for placed in content:
            label = _bold_label(placed.block)
            heading = placed.block if type(placed.block) is Heading else None
            declared = self.words.field(label[0]) if label else None
            if heading is not None:
                declared = self.words.field(plain_inlines(heading.inlines))
            if declared is not None:
                finish()
                current, place, blocks = declared, Place(self.path, placed.line), []
                lead = label[1] if label else ()
                continue
            if heading is not None:
                self.problems.append(
                    warning(
                        "heading-in-requirement",
                        Place(self.path, placed.line),
                        _("A heading inside a requirement is printed as a bold paragraph."),
                        _("Use bold text, or make it a requirement of its own with ##."),
                        excerpt=plain_inlines(heading.inlines),
                    )
                )
                blocks.append(Paragraph((Strong(heading.inlines),)))
                continue
            if label and (near := did_you_mean(label[0], [f.label for f in self.words.tender.fields])):
                self.problems.append(
                    error(
                        "unknown-field",
                        Place(self.path, placed.line),
                        _("«{label}» is not a field.").format(label=label[0]),
                        _("Did you mean «{near}»?").format(near=near),
                        excerpt=plain((placed.block,)),
                    )
                )
            blocks.append(placed.block)
        finish()


def _units(blocks: Sequence[Placed]) -> Iterator[tuple[Heading | None, list[Placed]]]:
    """The file cut at its level 1 and 2 headings; what stands before the first has None."""
    heading: Heading | None = None
    content: list[Placed] = []
    for placed in blocks:
        if type(placed.block) is Heading and placed.block.level <= 2:
            if heading is not None or content:
                yield heading, content
            heading, content = placed.block, []
        else:
            content.append(placed)
    if heading is not None or content:
        yield heading, content


def _section(heading: Heading, place: Place) -> Value:
    """The title of a section. Its blocks tell a check that braces in it were escaped, so they are no fact."""
    text = plain_inlines(heading.inlines)
    escaped = has_marks(text) and all(type(i) is Text for i in heading.inlines)
    return Value(text, place, blocks=(Paragraph(heading.inlines),) if escaped else ())


def _labelled(item: Blocks) -> tuple[str, Inlines] | None:
    """`Label: value …` -> (label, inlines of the value); None when the item does not start that way."""
    if not item or type(item[0]) is not Paragraph:
        return None
    first = item[0].inlines[0]
    if type(first) is Strong:
        return _bold_label(item[0])
    if type(first) is not Text or ":" not in first.text:
        return None
    label, _colon, value = first.text.partition(":")
    if len(label) > 40 or "\n" in label:
        return None
    return label.strip(), _trimmed(value, item[0].inlines[1:])


def _bold_label(block: Block) -> tuple[str, Inlines] | None:
    """`**Label:** value …` or `**Label**: value …`."""
    if type(block) is not Paragraph or type(block.inlines[0]) is not Strong:
        return None
    label = plain_inlines(block.inlines[0].inlines)
    rest = block.inlines[1:]
    if label.endswith(":"):
        first = rest[0] if rest else None
        return label[:-1].strip(), _trimmed(first.text, rest[1:]) if type(first) is Text else rest
    if rest and type(rest[0]) is Text and rest[0].text.startswith(":"):
        return label, _trimmed(rest[0].text[1:], rest[1:])
    return None


def _after(inlines: Inlines, characters: int) -> Inlines:
    """A heading's inlines without the id it begins with."""
    first = inlines[0] if inlines else None
    if type(first) is not Text or not characters:
        return inlines
    rest = normal(first.text)[characters:].lstrip()
    if first.text.endswith(" "):
        rest += " "
    return (Text(rest), *inlines[1:]) if rest.strip() else inlines[1:]


def _trimmed(text: str, rest: tuple[Inline, ...]) -> Inlines:
    text = text.lstrip(" \t\n")  # a no-break space is text
    return (Text(text), *rest) if text else rest
