"""Problems -> lines for a person: where, what they wrote, what is wrong, what to do."""

import re
from collections.abc import Iterable, Iterator

from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, Severity

_LINES, _WIDTH = 6, 160
# A source file must not steer the terminal that shows it: controls and direction marks are spelt out.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def text(problems: Iterable[Problem]) -> str:
    return "\n".join("\n".join(_lines(p)) + "\n" for p in problems)


def where(place: Place) -> str:
    """`path:12`, or the sheet and cell in words."""
    if place.sheet and place.cell:
        spot = _("{path}: sheet «{sheet}», cell {cell}").format(path=place.path, sheet=place.sheet, cell=place.cell)
    elif place.sheet:
        spot = _("{path}: sheet «{sheet}»").format(path=place.path, sheet=place.sheet)
    else:
        spot = f"{place.path}:{place.line}" if place.line else place.path
    return harmless(spot)


def harmless(words: str) -> str:
    """Text from a file, safe to show in a terminal."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", words)


def severity(level: Severity) -> str:
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}[level]


def _lines(problem: Problem) -> Iterator[str]:
    yield f"{where(problem.place)}: {severity(problem.severity)} [{problem.code}]"
    written = harmless(problem.excerpt).split("\n") if problem.excerpt else []
    for line in written[:_LINES]:
        yield f"  | {line if len(line) <= _WIDTH else line[:_WIDTH] + ' …'}"
    if len(written) > _LINES:
        yield "  | …"
    yield from _indented(problem.message)
    if problem.fix:
        remedy, *to_paste = problem.fix.split("\n")
        yield from _indented(_("Fix: {fix}").format(fix=remedy))
        yield from map(harmless, to_paste)  # at the margin, so that it fits into a YAML file as it is copied
    yield from _others(problem.place, problem.others)


def _others(place: Place, others: tuple[Place, ...]) -> Iterator[str]:
    """Cells of the same sheet on one line; other places in full."""
    beside = [o for o in others if o.cell and (o.path, o.sheet) == (place.path, place.sheet)]
    if beside:
        cells = harmless(", ".join(o.cell for o in beside))
        yield "  " + _("See also: {cells} on the same sheet").format(cells=cells)
    for other in others:
        if other not in beside:
            yield "  " + _("See also: {place}").format(place=where(other))


def _indented(words: str) -> Iterator[str]:
    return (f"  {line}".rstrip() for line in harmless(words).split("\n"))
