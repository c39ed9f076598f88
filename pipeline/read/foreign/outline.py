"""Pieces of a document -> rows. Requirements are looked for where people put them, the surest place first.

Tables with a column of texts, tables that describe one requirement line by line, headings that begin with an id,
lists under a heading «Requirements», headings or list items or paragraphs that say shall, must, should, skal, bør.
Only the first of these that gives anything is used; the last three are guesses, and said to be.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from ...base.i18n import _
from ...base.text import folded
from ...model.place import Place
from ...model.problem import Problem, warning
from ...model.prose import Blocks, Heading, List, Paragraph, plain, plain_inlines
from ..values import Vocabulary
from .escape import one_line
from .labels import fields_of, line_of, split_id, with_id
from .pieces import Piece
from .rows import Found, LeftOut, Row, headers_of
from .tables import table_rows

_REQUIREMENTS = frozenset(
    {"requirements", "requirement", "krav", "kravliste", "kravene", "anforderungen", "anforderung"}
)
_MODAL = re.compile(
    r"\b(?:shall|must|should|skal|bør|muss|müssen|soll|sollen|sollte|sollten|may not|OPTIONAL|RECOMMENDED)\b",
    re.IGNORECASE,
)
Rows = tuple[list[Row], set[int]]


class _Document(Struct, frozen=True):
    pieces: Sequence[Piece]
    path: str
    mapping: Mapping[str, str]
    words: Vocabulary
    headings: Sequence[int]

    def section(self, index: int, below: int = 7, skip: frozenset[str] = frozenset()) -> str:
        """The nearest heading above `index` of a level under `below` whose text is not in `skip`."""
        for n in range(bisect_left(self.headings, index) - 1, -1, -1):
            heading = self.pieces[self.headings[n]].heading
            if heading is not None and heading.level < below:
                text = one_line(plain_inlines(heading.inlines))
                if folded(text) not in skip:
                    return text
                below = heading.level
        return ""

    def level_above(self, index: int) -> int:
        """The level of the nearest heading above, 0 where there is none."""
        at = bisect_left(self.headings, index)
        heading = self.pieces[self.headings[at - 1]].heading if at else None
        return heading.level if heading else 0

    def row(self, piece: Piece, cells: Mapping[str, Blocks], section: str, source: str = "") -> Row:
        texts = {name: plain(blocks) for name, blocks in cells.items()}
        return Row(Place(self.path, piece.line), source or str(piece.line), texts, cells, section)


def rows_of(
    pieces: Sequence[Piece], name: str, path: str, mapping: Mapping[str, str], words: Vocabulary
) -> tuple[Found, tuple[Problem, ...]]:
    headings = [n for n, piece in enumerate(pieces) if piece.heading is not None]
    document = _Document(pieces, path, mapping, words, headings)
    problems: tuple[Problem, ...] = ()
    for find, guess in _WAYS:
        rows, used = find(document)
        if rows:
            problems = (_guessed(path, guess()),) if guess else ()
            break
    else:
        rows, used = [], set()
    left = tuple(
        LeftOut(Place(path, piece.line), one_line(piece.text())[:200])
        for n, piece in enumerate(pieces)
        if n not in used and piece.heading is None
    )
    found = tuple(rows)
    return Found(name, headers_of(found), found, left), problems


# --- the ways --------------------------------------------------------------------------------------------------------


def _tables(document: _Document) -> Rows:
    found = {n: table_rows(p.content, document.mapping, document.words) for n, p in enumerate(document.pieces)}
    tables = {n: rows for n, rows in found.items() if rows}
    levels = Counter(level for n in tables if (level := document.level_above(n)))
    # A heading deeper than those most tables stand under is a remark, not a section.
    below = max(levels, key=lambda level: (levels[level], level), default=6) + 1
    rows: list[Row] = []
    for number, (n, members) in enumerate(tables.items(), 1):
        section = document.section(n, below)
        for count, (line, cells) in enumerate(members, 1):
            source = str(line) if line else _("table {n}, requirement {m}").format(n=number, m=count)
            rows.append(document.row(Piece(document.pieces[n].content, line), cells, section, source))
    return rows, set(tables)


def _id_headings(document: _Document) -> Rows:
    """At least half of the headings of their level: one heading «ISO27001» among others makes no list."""
    rows, used = _under_headings(document, lambda heading, _body: bool(split_id(heading.inlines)[0]))
    heading = document.pieces[min(used)].heading if used else None
    siblings = [p for p in document.pieces if heading and p.heading and p.heading.level == heading.level]
    return (rows, used) if len(rows) * 2 >= len(siblings) else ([], set())


def _modal_headings(document: _Document) -> Rows:
    rows, used = _under_headings(document, lambda _heading, body: bool(_MODAL.search(body)), numbered=False)
    return (rows, used) if len(rows) > 1 else ([], set())


def _under_headings(document: _Document, wanted: Callable[[Heading, str], bool], numbered: bool = True) -> Rows:
    """All headings of the level that has most such; a requirement runs to the next heading of that level or above."""
    levels: dict[int, list[int]] = {}
    for n, piece in enumerate(document.pieces):
        if piece.heading is not None:
            said = "\n".join(p.text() for p in _body(document.pieces, n, 7))
            if wanted(piece.heading, said):
                levels.setdefault(piece.heading.level, []).append(n)
    if not levels:
        return [], set()
    level = max(levels, key=lambda at: (len(levels[at]), at))
    rows: list[Row] = []
    used: set[int] = set()
    for n in levels[level]:
        heading = document.pieces[n].heading
        assert heading is not None
        body = list(_body(document.pieces, n, level + 1))
        blocks = tuple(block for piece in body for block in piece.blocks())
        id_, title = split_id(heading.inlines) if numbered else ("", one_line(plain_inlines(heading.inlines)))
        cells = {"id": line_of(id_), "title": line_of(title), **fields_of(blocks, document.words)}
        rows.append(document.row(document.pieces[n], cells, document.section(n, level)))
        used |= {n, *range(n + 1, n + 1 + len(body))}
    return rows, used


def _body(pieces: Sequence[Piece], at: int, level: int) -> Iterator[Piece]:
    """What follows piece `at` up to the next heading of a level under `level`."""
    for piece in pieces[at + 1 :]:
        if piece.heading is not None and piece.heading.level < level:
            return
        yield piece


def _requirement_lists(document: _Document) -> Rows:
    def inside(n: int) -> bool:
        return folded(document.section(n)) in _REQUIREMENTS

    return _items(document, inside, lambda _text: True)


def _modal_lists(document: _Document) -> Rows:
    return _items(document, lambda _n: True, lambda text: bool(_MODAL.search(text)))


def _items(document: _Document, inside: Callable[[int], bool], wanted: Callable[[str], bool]) -> Rows:
    rows: list[Row] = []
    used: set[int] = set()
    for n, piece in enumerate(document.pieces):
        if not isinstance(piece.content, List) or not inside(n):
            continue
        section = document.section(n, skip=_REQUIREMENTS)
        for count, item in enumerate(piece.content.items, 1):
            text = plain(item)
            if text and wanted(text):
                used.add(n)
                source = f"{piece.line}.{count}" if piece.line else _("list item {n}").format(n=len(rows) + 1)
                rows.append(document.row(piece, with_id(item), section, source))
    return rows, used


def _modal_paragraphs(document: _Document) -> Rows:
    rows: list[Row] = []
    used: set[int] = set()
    for n, piece in enumerate(document.pieces):
        if isinstance(piece.content, Paragraph) and _MODAL.search(piece.text()):
            source = str(piece.line) if piece.line else _("paragraph {n}").format(n=n + 1)
            rows.append(document.row(piece, with_id((piece.content,)), document.section(n), source))
            used.add(n)
    return rows, used


_WAYS: tuple[tuple[Callable[[_Document], Rows], Callable[[], str] | None], ...] = (
    (_tables, None),
    (_id_headings, None),
    (_requirement_lists, None),
    (_modal_headings, lambda: _("every heading whose text says shall, must, should, skal or bør")),
    (_modal_lists, lambda: _("every list item that says shall, must, should, skal or bør")),
    (_modal_paragraphs, lambda: _("every paragraph that says shall, must, should, skal or bør")),
)


def _guessed(path: str, what: str) -> Problem:
    return warning(
        "guessed-structure",
        Place(path),
        _("The file has no requirement tables or numbered headings. Taken as a requirement: {what}.").format(what=what),
        _("Compare the result with the file; the record lists what was left out."),
    )
