"""`{{ name }}` is not declared. It stays as written: nothing is ever evaluated."""

import re
from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean
from ..model.copies import BLANKS
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.prose import Fact, walk
from ..model.specification import Specification
from .texts import Prose, around, prose

COUNT = "antal."
_ANY = re.compile(r"\{\{\s*+([^\s{}]++)\s*+\}\}")
_WRITTEN = re.compile(r"(?<!\\)\{\{\s*([a-zæøå][a-zA-ZæøåÆØÅ0-9_.-]*)\s*\}\}")


def check(specification: Specification) -> Iterator[Problem]:
    facts = specification.lookup.facts
    copied = {d.key: BLANKS[d.per] for d in specification.tender.documents if d.per in BLANKS}
    defined = (Prose(term.definition, (), term.place) for term in specification.tender.terms)
    for piece in (*prose(specification), *defined):
        if "{{" not in piece.text:
            continue
        known = dict.fromkeys((*facts, *copied.get(piece.document, ())))
        # The plain text shows every fact as written: blocks are walked only where one may be wrong.
        if all(name in known for name in _ANY.findall(piece.text)):
            continue
        for name, source, line in _facts(piece):
            if name not in known:
                yield _problem(piece, name, source, line, list(known))


def _facts(piece: Prose) -> list[tuple[str, str, int]]:
    if piece.blocks:
        found = [(n.name, n.source, n.line) for n in walk(piece.blocks) if type(n) is Fact]
    else:
        found = [(m[1], m[0], 0) for m in _WRITTEN.finditer(piece.text)]
    first: dict[str, tuple[str, str, int]] = {}
    for fact in found:
        first.setdefault(fact[0], fact)
    return list(first.values())


def _near(name: str, known: list[str]) -> str:
    """Every count begins alike, so only what follows tells which was meant."""
    if not name.startswith(COUNT):
        return did_you_mean(name, known)
    ends = [fact.removeprefix(COUNT) for fact in known if fact.startswith(COUNT)]
    near = did_you_mean(name.removeprefix(COUNT), [end for end in ends if len(end) > 3])
    return COUNT + near if near else ""


def _problem(piece: Prose, name: str, source: str, line: int, known: list[str]) -> Problem:
    place = Place(piece.place.path, line) if line and piece.place.line else piece.place
    at = piece.text.find(source)
    counts = [fact for fact in known if fact.startswith(COUNT)]
    near = _near(name, known)
    names = ", ".join(counts)
    return error(
        "unknown-fact",
        place,
        _("«{name}» is not a fact of this tender.").format(name=name),
        _("Did you mean {fact}?").format(fact="{{ " + near + " }}")
        if near
        else _("The counts are: {names}.").format(names=names)
        if counts and name.startswith(COUNT)
        else _("Declare it under «facts:» in sources/tender.yaml. If braces are meant, write {braces}.").format(
            braces="\\{{"
        ),
        excerpt=around(piece.text, at, at + len(source)) if at >= 0 else source,
        requirement=piece.requirement,
    )
