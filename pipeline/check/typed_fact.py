"""A number or date is typed by hand where a fact of the tender says it: today they agree, after an edit they may not.

A date that a fact has is found wherever it stands. Of a quantity («30 dage») the same words may well be about another
thing; so the sentence must also have the words of the fact's name (`betalingsfrist`, `loesningstid_kritisk`), and not
the fact itself. In a chapter, a quantity behind those words that differs contradicts the fact; a requirement may well
demand more or less than the fact in a case of its own, so there it is left alone.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from ..base.i18n import _
from ..base.text import slug
from ..model.problem import Problem, note, warning
from ..model.specification import Specification
from .texts import Prose, prose, unquoted

BY_SECTION = True

_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_DATE = re.compile(rf"(?<!\d)\d{{1,2}}\. (?:{_MONTHS}) \d{{4}}")
_QUANTITY = re.compile(r"(?<![\w,.])(\d+(?:[.,]\d+)*) (%|[a-zæøå]+)")
_COUNTED = re.compile(r"\d (%|[a-zæøå]+)")  # begins with a digit, so that the engine leaps there; finds more, not less
_SENTENCE = re.compile(r"(?:\n|(?<=[.!?:]) (?=[A-ZÆØÅ{\[]))")
_SAME = {"%": "procent", "kr": "kroner", "måned": "måneder", "dag": "dage", "time": "timer", "minut": "minutter"}
_LEAST = 7  # letters the longest word of a name must have: «bod» or «maks» alone say too little
_NEAR = 50  # characters between the name and a quantity that is taken to be its


class _Fact(Struct, frozen=True):
    """`words` are those of the name, as they are found in text; `number` and `unit` are '' for a date."""

    name: str
    text: str
    words: tuple[str, ...]
    number: str
    unit: str


def check(specification: Specification) -> Iterator[Problem]:
    dates, quantities = _facts(specification)
    if not dates and not quantities:
        return
    for piece in prose(specification):
        if any(day in piece.text for day in dates) or _speaks_of(piece.text, quantities):
            for sentence in _SENTENCE.split(unquoted(piece.text)):
                yield from _in(sentence, piece, dates, quantities)


def _speaks_of(text: str, quantities: tuple[_Fact, ...]) -> bool:
    """Whether the unit and the words of a fact stand in it at all: a look at the whole spares one at each sentence."""
    units = {_unit(word) for word in _COUNTED.findall(text)}
    near = [fact for fact in quantities if fact.unit in units]
    said = slug(text) if near else ""
    return any(all(_has(said, word) for word in fact.words) for fact in near)


def _facts(specification: Specification) -> tuple[dict[str, str], tuple[_Fact, ...]]:
    """Dates by their text, and the facts that are one number with its unit."""
    dates: dict[str, str] = {}
    quantities = []
    for fact in specification.tender.facts:
        if (day := _DATE.match(fact.text)) and fact.name != "dato":
            dates.setdefault(day[0], fact.name)
        elif (found := _QUANTITY.fullmatch(fact.text)) and "." not in fact.name:
            words = tuple(fact.name.split("_"))
            if max(map(len, words)) >= _LEAST:
                quantities.append(_Fact(fact.name, fact.text, words, _number(found[1]), _unit(found[2])))
    return dates, tuple(quantities)


def _in(sentence: str, piece: Prose, dates: dict[str, str], quantities: tuple[_Fact, ...]) -> Iterator[Problem]:
    for day in _DATE.findall(sentence):
        if day in dates:
            yield _equal(dates[day], day, sentence, piece)
    typed = [(m[0], _number(m[1]), _unit(m[2])) for m in _QUANTITY.finditer(sentence)]
    if not {unit for _text, _n, unit in typed} & {fact.unit for fact in quantities}:
        return
    said = slug(sentence)
    for fact in quantities:
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
