"""Blocks that are opened and never closed: markdown-it closes them silently at the end and swallows what follows."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, error
from .parser import DIV, Parsed

_END = {"fence": re.compile(r"[>\s]*(?:`{3,}|~{3,})\s*"), f"{DIV}_open": re.compile(r"[>\s]*:{3,}\s*")}
_COLONS = re.compile(r"[>\s]*(?:[-*+]\s+)?::+(?:\s|$)|[>\s]*(?:[-*+]\s+)?:::+")
_DEFINITION = re.compile(r" {0,3}\[(\^?[^\]\n]+)\]:(?=\s|\S)")


def unclosed(parsed: Parsed, path: str) -> Iterator[Problem]:
    """Blocks without an end, and lines of colons that neither begin nor end one."""
    lines = parsed.source.split("\n")
    used: set[int] = set()
    for token in parsed.tokens:
        if token.type not in _END or not token.map:
            continue
        start, end = token.map
        closing = end - 1 if token.type == "fence" else end
        is_closed = _is_closed(token, lines) and closing not in used
        used |= {start, closing} if is_closed else {start}
        if not is_closed:
            yield error(
                "unclosed-block",
                Place(path, start + 1 + parsed.lines_before),
                _("The block that begins here is never closed, so everything below it counts as part of it."),
                _("Write {end} on a line of its own where the block ends.").format(end=token.markup),
                excerpt=lines[start],
            )
    if "::" not in parsed.source:
        return
    code = code_lines(parsed)
    for n, line in enumerate(lines):
        number = n + 1 + parsed.lines_before
        if n not in used and _COLONS.match(line) and number not in code:
            yield error(
                "stray-block-mark",
                Place(path, number),
                _("This line of colons neither begins nor ends a block."),
                _("Delete it, or write the block around it with four colons: a block in a block needs more outside."),
                excerpt=line,
            )


def repeated_definitions(parsed: Parsed, path: str) -> Iterator[Problem]:
    """Two notes or addresses under one label: only one of them counts, and the other text would point to it."""
    if "]:" not in parsed.source:
        return
    code = code_lines(parsed)
    first: dict[str, int] = {}
    for n, line in enumerate(parsed.source.split("\n"), 1 + parsed.lines_before):
        found = _DEFINITION.match(line) if "]:" in line else None
        if found is None or n in code:
            continue
        label = found[1].casefold()
        if label in first:
            yield error(
                "repeated-definition",
                Place(path, n),
                _("«{label}» is defined twice in this file; only one of the two counts.").format(label=found[1]),
                _("Give one of them another label, where it is defined and where it is used."),
                excerpt=line,
                others=(Place(path, first[label]),),
            )
        first.setdefault(label, n)


def code_lines(parsed: Parsed) -> frozenset[int]:
    """The lines inside code that is closed: what stands there is meant as it stands."""
    lines = parsed.source.split("\n")
    return frozenset(
        n + 1 + parsed.lines_before
        for token in parsed.tokens
        if token.type == "fence" and token.map and _is_closed(token, lines)
        for n in range(*token.map)
    )


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    if not token.map:
        return True
    start, end = token.map
    last = end - 1 if token.type == "fence" else end
    return start < last < len(lines) and _END[token.type].fullmatch(lines[last]) is not None
