"""Pieces of a document -> rows. Requirements are looked for where people put them, the surest place first.

Tables with a column of texts, tables that describe one requirement line by line, headings that begin with an id,
lists under a heading «Requirements», headings or list items or paragraphs that say shall, must, should, skal, bør.
Only the first of these that gives anything is used; the last three are guesses, and said to be.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...base.i18n import _
from ...base.text import folded
from ...model.place import Place
from ...model.problem import Problem, warning
from ...model.prose import Blocks, Heading, Inlines, List, Paragraph, Strong, Text, plain, plain_inlines
from ..values import Vocabulary
from .escape import one_line
from .pieces import Piece
from .rows import Found, LeftOut, Row, headers_of
from .tables import table_rows

ID = re.compile(
    r"\[?((?:(?:krav|requirement|anforderung|req)[ .:#]{0,2}(?:nr\.? ?)?)?(?-i:[A-ZÆØÅa-zæøå]{1,12})?[-_. ]?[0-9]+"
    r"(?:[.-][0-9A-Za-z]+)*)\]?(?:[\s:.)–—-]+|$)",
    re.IGNORECASE,
)
_LETTER_AND_DIGIT = re.compile(r"[A-Za-zÆØÅæøå].*[0-9]")
_REQUIREMENTS = frozenset(
    {"requirements", "requirement", "krav", "kravliste", "kravene", "anforderungen", "anforderung"}
)
_MODAL = re.compile(
    r"\b(?:shall|must|should|skal|bør|muss|müssen|soll|sollen|sollte|sollten|may not|OPTIONAL|RECOMMENDED)\b",
    re.IGNORECASE,
)
Rows = tuple[list[Row], set[int]]


@dataclass(frozen=True, slots=True)
class _Document:
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
    return _under_headings(document, lambda heading, _body: bool(_id_of(heading)))


def _modal_headings(document: _Document) -> Rows:
    rows, used = _under_headings(document, lambda _heading, body: bool(_MODAL.search(body)))
    return (rows, used) if len(rows) > 1 else ([], set())


def _under_headings(document: _Document, wanted: Callable[[Heading, str], bool]) -> Rows:
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
        id_, title = _split_id(heading.inlines)
        cells: dict[str, Blocks] = {"id": _line(id_), "title": _line(title), **_fields(blocks, document.words)}
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
                rows.append(document.row(piece, _with_id(item), section, source))
    return rows, used


def _modal_paragraphs(document: _Document) -> Rows:
    rows: list[Row] = []
    used: set[int] = set()
    for n, piece in enumerate(document.pieces):
        if isinstance(piece.content, Paragraph) and _MODAL.search(piece.text()):
            source = str(piece.line) if piece.line else _("paragraph {n}").format(n=n + 1)
            rows.append(document.row(piece, _with_id((piece.content,)), document.section(n), source))
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


# --- ids and fields --------------------------------------------------------------------------------------------------


def _id_of(heading: Heading) -> str:
    return _split_id(heading.inlines)[0]


def _split_id(inlines: Inlines) -> tuple[str, str]:
    """`K-001 Søgning` -> its id and title. Numbers alone are chapter numbers."""
    text = one_line(plain_inlines(inlines))
    found = ID.match(text)
    if found is None or not _LETTER_AND_DIGIT.match(found[1]):
        return "", text
    return found[1].strip(), text[found.end() :].strip()


def _line(text: str) -> Blocks:
    return (Paragraph((Text(text),)),) if text else ()


def _with_id(item: Blocks) -> dict[str, Blocks]:
    """`K-001: Løsningen skal …` or `**K-001** Løsningen skal …` in a list or paragraph."""
    first = item[0] if item else None
    if type(first) is not Paragraph or not first.inlines:
        return {"text": item}
    lead = first.inlines[0]
    if type(lead) is Strong:
        id_, rest = _split_id(lead.inlines)
        if id_ and not rest:
            after = first.inlines[1:]
            if after and type(after[0]) is Text:
                after = (Text(after[0].text.lstrip(" :.–—-")), *after[1:])
            return {"id": _line(id_), "text": (*((Paragraph(after),) if after else ()), *item[1:])}
    elif type(lead) is Text and (found := ID.match(lead.text)) and _LETTER_AND_DIGIT.match(found[1]):
        rest_of = (Text(lead.text[found.end() :]), *first.inlines[1:])
        if "-" in found[1] and plain_inlines(rest_of):
            return {"id": _line(found[1].strip()), "text": (Paragraph(rest_of), *item[1:])}
    return {"text": item}


def _fields(blocks: Blocks, words: Vocabulary) -> dict[str, Blocks]:
    """A list of `Label: value` at the start and paragraphs with a bold label are fields, as in our own sources."""
    cells: dict[str, Blocks] = {}
    rest = list(blocks)
    if rest and type(rest[0]) is List and not rest[0].ordered:
        pairs = [_labelled(item) for item in rest[0].items]
        if all(pairs) and any(pair and words.field(pair[0]) for pair in pairs):
            cells |= {pair[0]: _line(pair[1]) for pair in pairs if pair}
            rest = rest[1:]
    current = "text"
    for block in rest:
        if type(block) is Paragraph and type(block.inlines[0]) is Strong:
            label = plain_inlines(block.inlines[0].inlines).rstrip(":").strip()
            if words.field(label) is not None:
                current = label
                lead = block.inlines[1:]
                if lead and type(lead[0]) is Text:
                    lead = (Text(lead[0].text.lstrip(" :")), *lead[1:])
                cells[current] = (*cells.get(current, ()), *((Paragraph(lead),) if plain_inlines(lead) else ()))
                continue
        cells[current] = (*cells.get(current, ()), block)
    return cells


def _labelled(item: Blocks) -> tuple[str, str] | None:
    label, colon, value = plain(item).partition(":")
    return (label.strip(), value.strip()) if colon and 0 < len(label) <= 40 and "\n" not in label else None
