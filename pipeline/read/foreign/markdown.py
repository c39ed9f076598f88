"""A foreign Markdown file -> rows: requirements in tables, under headings or in lists.

Parsed in our own dialect; nothing is fetched and no picture is opened. Front matter is only looked at for what must be
refused (aliases, tags, duplicate keys); it holds nothing of a requirement.
"""

from collections.abc import Mapping

from markdown_it.token import Token

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, Severity, error
from ...model.prose import Inline, Picture, Table
from ..declarations.composer import compose
from ..markdown.blocks import BlockBuilder
from ..markdown.parser import NESTING, parse
from ..values import Vocabulary
from .encoding import decode
from .outline import rows_of
from .pieces import Piece, grid_of
from .rows import Found


def read(data: bytes, path: str, mapping: Mapping[str, str], words: Vocabulary) -> tuple[Found, tuple[Problem, ...]]:
    text, encoding, problems = decode(data, path)
    if text is None:
        return Found("Markdown"), problems
    parsed = parse(text.replace("\r\n", "\n").replace("\r", "\n"))
    if parsed.front_matter:
        _node, more = compose("\n" + parsed.front_matter, path)
        problems = (*problems, *(p for p in more if p.severity is Severity.ERROR))
        if any(p.severity is Severity.ERROR for p in problems):
            return Found("Markdown"), problems
    if any(token.level >= NESTING - 1 for token in parsed.tokens):
        message = _("Lists or quotes are nested more than {n} deep.").format(n=NESTING)
        return Found("Markdown"), (*problems, error("too-deep", Place(path), message, _("Use fewer levels.")))
    builder = BlockBuilder(path, parsed, _picture)
    pieces = [
        Piece(grid_of(placed.block) if isinstance(placed.block, Table) else placed.block, placed.line)
        for placed in builder.build()
    ]
    found, guess = rows_of(pieces, f"Markdown ({encoding})", path, mapping, words)
    return found, (*problems, *guess)


def _picture(token: Token, _place: Place) -> tuple[Inline, Problem | None]:
    return Picture("", token.content or str(token.attrGet("title") or "")), None
