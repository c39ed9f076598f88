"""A file under chapters/<document>/ -> Chapter. Every heading and block is kept as written."""

from pathlib import Path

from msgspec.structs import replace

from ...base.i18n import _, translator
from ...model.contribution import Chapter
from ...model.place import Place
from ...model.problem import Problem, note
from ...model.prose import Block, Heading, Strike, Text
from .source import read_source


def read_chapter(
    data: bytes, path: str, file: Path, root: Path, document: str, language: str
) -> tuple[Chapter, tuple[Problem, ...]]:
    """A heading that is struck through as a whole, `## ~~Title~~`, is a tombstone: it keeps its number and says so."""
    source = read_source(data, path, file, root)
    problems = list(source.problems)
    if source.front_matter.strip():
        problems.append(
            note(
                "unused-front-matter",
                Place(path, 1),
                _("The lines between --- are not used in a chapter."),
                _("Delete them."),
                excerpt=source.front_matter.strip().split("\n")[0],
            )
        )
    blocks = tuple(_tombstone(placed.block, language) for placed in source.blocks)
    return Chapter(document, file.name, blocks, Place(path, 1)), tuple(problems)


def _tombstone(block: Block, language: str) -> Block:
    match block:
        case Heading(_, (Strike(inner),)):
            word = translator(language)("WITHDRAWN")
            return replace(block, inlines=(*inner, Text(f" – {word}")), withdrawn=True)
    return block
