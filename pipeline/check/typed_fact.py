"""A number or date is typed by hand where a fact of the tender says it: today they agree, after an edit they may not.

A date that a fact has is found wherever it stands. Of a quantity («30 dage») the same words may well be about another
thing; so the sentence must also have the words of the fact's name (`betalingsfrist`, `loesningstid_kritisk`), and not
the fact itself. In a chapter, a quantity behind those words that differs contradicts the fact; a requirement may well
demand more or less than the fact in a case of its own, so there it is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ..base.i18n import _
from ..base.once import once
from ..base.text import slug, spelt
from ..model.problem import Problem, note, warning
from ..model.specification import Specification
from ..model.tender import Tender
from .texts import Prose, prose, unquoted

BY_SECTION = True

_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_DATE = re.compile(rf"(?<!\d)\d{{1,2}}\. (?:{_MONTHS}) \d{{4}}")
_QUANTITY = re.compile(r"(?<![\w,.])(\d+(?:[.,]\d+)*) (%|[a-zæøå]+)")
_SENTENCE = re.compile(r"(?:\n|(?<=[.!?:]) (?=[A-ZÆØÅ{\[]))")
_SAME = {"%": "procent", "kr": "kroner", "måned": "måneder", "dag": "dage", "time": "timer", "minut": "minutter"}
_LEAST = 7  # letters the longest word of a name must have: «bod» or «maks» alone say too little
_NEAR = 50  # characters between the name and a quantity that is taken to be its


class _Fact(Struct, frozen=True):
    """`words` are those of the name, as they are found in text, and `parts` of what letters they are made."""

    name: str
    text: str
    words: tuple[str, ...]
    parts: tuple[str, ...]
    number: str
    unit: str


class _Facts(Struct, frozen=True):
    """`dates` by their text, and the facts that are one number with its unit. `pattern` finds any date and their units:
    it begins with a digit, so that the engine leaps there, and finds more, not less."""

    dates: Mapping[str, str]
    quantities: tuple[_Fact, ...]
    pattern: re.Pattern[str]


def check(specification: Specification) -> Iterator[Problem]:
    known = _facts(specification.tender)
    if not known.dates and not known.quantities:
        return
    for piece in prose(specification):
        if (found := known.pattern.findall(piece.text)) and _speaks_of(piece.text, found, known):
            for sentence in _SENTENCE.split(unquoted(piece.text)):
                if known.pattern.search(sentence):
                    yield from _in(sentence, piece, known)


def _speaks_of(text: str, found: Sequence[str], known: _Facts) -> bool:
    """Whether a date, or the unit and the letters of a fact, stand in it at all: a look at the whole spares one at each
    sentence. `found` are units, '' where it is a date."""
    if "" in found and any(day in text for day in known.dates):
        return True
    units = set(map(_unit, found))
    near = [fact for fact in known.quantities if fact.unit in units]
    said = spelt(text) if near else ""
    return any(all(map(said.__contains__, fact.parts)) for fact in near)


@once
def _facts(tender: Tender) -> _Facts:
    dates: dict[str, str] = {}
    quantities = []
    for fact in tender.facts:
        if (day := _DATE.match(fact.text)) and fact.name != "dato":
            dates.setdefault(day[0], fact.name)
        elif (found := _QUANTITY.fullmatch(fact.text)) and "." not in fact.name:
            words = tuple(fact.name.split("_"))
            if max(map(len, words)) >= _LEAST:
                parts = tuple(re.split("[_-]", fact.name))
                quantities.append(_Fact(fact.name, fact.text, words, parts, _number(found[1]), _unit(found[2])))
    units = {fact.unit for fact in quantities}
    letters = "|".join(sorted(units | {word for word, unit in _SAME.items() if unit in units} - {"%"}))
    pattern = rf"\d(?: (%|(?:{letters})(?![a-zæøå]))|\. (?:{_MONTHS}) )"
    return _Facts(dates, tuple(quantities), re.compile(pattern))


def _in(sentence: str, piece: Prose, known: _Facts) -> Iterator[Problem]:
    for day in _DATE.findall(sentence):
        if day in known.dates:
            yield _equal(known.dates[day], day, sentence, piece)
    typed = [(m[0], _number(m[1]), _unit(m[2])) for m in _QUANTITY.finditer(sentence)]
    units = {unit for _text, _n, unit in typed}
    near = [fact for fact in known.quantities if fact.unit in units]
    said = slug(sentence) if near else ""
    for fact in near:
        if f"{{{{ {fact.name} }}}}" in sentence or not all(_has(said, word) for word in fact.words):
            continue
        of_unit = [(text, number) for text, number, unit in typed if unit == fact.unit]
        if any(number == fact.number for _text, number in of_unit):
            yield _equal(fact.name, fact.text, sentence, piece)
        elif len(of_unit) == 1 and not piece.requirement and _follows(of_unit[0][0], fact, sentence):
            yield warning(
                "typed-fact",
                piece.place,
                _("«{typed}» differs from the fact {name}, which is «{text}».").format(
                    typed=of_unit[0][0], name=fact.name, text=fact.text
                ),
                _("Use {fact} if the same is meant; otherwise say in other words what this number is about.").format(
                    fact="{{ " + fact.name + " }}"
                ),
                excerpt=sentence.strip(),
                requirement=piece.requirement,
            )


def _equal(name: str, typed: str, sentence: str, piece: Prose) -> Problem:
    return note(
        "typed-fact",
        piece.place,
        _("«{typed}» is typed by hand; the fact {name} says the same.").format(typed=typed, name=name),
        _("Use {fact}.").format(fact="{{ " + name + " }}"),
        excerpt=sentence.strip(),
        requirement=piece.requirement,
    )


def _has(said: str, word: str) -> bool:
    """A word that begins with it: `betalingsfrist` is in «betalingsfristen»."""
    return said.startswith(word) or f"-{word}" in said


def _follows(typed: str, fact: _Fact, sentence: str) -> bool:
    """The quantity stands closely behind the words: «oppetiden er 99,0 procent», not «8 timer efter underretningen»."""
    before = slug(sentence[: sentence.find(typed)][-_NEAR:])
    return all(_has(before, word) for word in fact.words)


def _number(text: str) -> str:
    return text.replace(".", "").rstrip("0") if "," in text else text.replace(".", "")


def _unit(word: str) -> str:
    return _SAME.get(word, word)
