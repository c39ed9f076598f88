"""A file under chapters/<document>/ -> Chapter. Every heading and block is kept as written."""

from pathlib import Path

from ...base.i18n import _
from ...model.contribution import Chapter
from ...model.place import Place
from ...model.problem import Problem, note
from .source import read_source


def read_chapter(data: bytes, path: str, file: Path, root: Path, document: str) -> tuple[Chapter, tuple[Problem, ...]]:
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
    blocks = tuple(placed.block for placed in source.blocks)
    return Chapter(document, file.name, blocks, Place(path, 1)), tuple(problems)
