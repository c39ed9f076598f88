"""A Tender whose files each have the right shape -> what does not hold between its declarations."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...base.i18n import _
from ...base.text import did_you_mean, folded
from ...model.field import CORE
from ...model.place import Place
from ...model.problem import Problem, error, warning
from ...model.tender import ALL, Criterion, Tender
from .fields import PATH as FIELDS
from .payments import unpayable
from .tender import USED

_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")


def contradictions(tender: Tender, fields_said: bool = False) -> Iterator[Problem]:
    """`fields_said`: fields.yaml is missing or broken, and that has been said."""
    if tender.fields or not fields_said:
        yield from _core_fields(tender)
    yield from _choices(tender)
    yield from _weights(tender)
    yield from unpayable(tender)
    yield from _facts(tender)
    yield from _names(tender)
    yield from _periods(tender)
    yield from _ambiguous(tender)
    yield from _reserved(tender)


def _core_fields(tender: Tender) -> Iterator[Problem]:
    names = {f.name for f in tender.fields}
    for name in CORE:
        if name not in names:
            message = _("The field «{name}» is missing; the program cannot do without it.").format(name=name)
            fix = _("Add an entry «- name: {name}» with its label and kind.").format(name=name)
            yield error("missing-core-field", Place(FIELDS), message, fix)


def _choices(tender: Tender) -> Iterator[Problem]:
    for field in tender.fields:
        given = bool(field.choices) + bool(field.choices_from)
        if field.kind == "choice" and given != 1:
            message = _("The field «{name}» is a choice and needs either «choices» or «choices_from».")
            fix = _("Write one of the two.")
        elif field.kind != "choice" and given:
            message = _("The field «{name}» has choices but is not of the kind choice.")
            fix = _("Write «kind: choice», or remove the choices.")
        else:
            continue
        yield error("choices-and-kind", field.place, message.format(name=field.name), fix)


def _weights(tender: Tender) -> Iterator[Problem]:
    levels: dict[str, list[Criterion]] = {}
    for criterion in tender.criteria:
        levels.setdefault(criterion.parent, []).append(criterion)
    for parent, level in levels.items():
        if not all(_DECIMAL.fullmatch(c.weight) for c in level):
            continue  # said where the weight stands
        total = sum((Decimal(c.weight) for c in level), Decimal(0))
        if total != 100:
            where = _("«{name}»").format(name=parent) if parent else _("the tender")
            message = _("The weights of the criteria of {where} add up to {total}, not to 100.")
            yield error(
                "bad-weight",
                level[0].place,
                message.format(where=where, total=format(total.normalize(), "f")),
                _("Correct them; each level adds up to 100 by itself."),
                excerpt=" + ".join(c.weight for c in level),
                others=tuple(c.place for c in level[1:]),
            )


def _facts(tender: Tender) -> Iterator[Problem]:
    for fact in tender.facts:
        if fact.name.startswith("antal."):
            message = _("The fact «{name}» is a count that the program makes.").format(name=fact.name)
            yield error("bad-fact-name", fact.place, message, _("Give the fact another name."), excerpt=fact.name)
        if found := USED.search(fact.text):
            message = _("A fact may use those of the timetable and the head of tender.yaml; «{name}» is none of them.")
            fix = (
                _("Did you mean {fact}?").format(fact="{{ " + near + " }}") if (near := _near(found[1], tender)) else ""
            )
            fix = fix or _("Write the value itself.")
            yield error("unknown-fact", fact.place, message.format(name=found[1]), fix, excerpt=fact.text)


def _near(name: str, tender: Tender) -> str:
    return did_you_mean(name, [f"tidsplan.{milestone.key}" for milestone in tender.timetable])


def _names(tender: Tender) -> Iterator[Problem]:
    """Requirement ids, document keys and standard codes share one namespace: [@…] must know which is meant."""
    seen: dict[str, Place] = {entry.id.casefold(): entry.place for entry in tender.ledger}
    prefixes = "|".join(re.escape(a.prefix) for a in tender.areas if a.prefix)
    like_id = re.compile(rf"(?:{prefixes})-[0-9]+") if prefixes else None
    for name, place in (
        *((document.key, document.place) for document in tender.documents),
        *((standard.code, standard.place) for standard in tender.standards),
    ):
        earlier = seen.setdefault(name.casefold(), place)
        if earlier is not place:
            message = _("«{name}» already names something else, in {place}.").format(name=name, place=earlier)
            fix = _("Requirements, documents and standards share their names: rename one of them.")
            yield error("duplicate-name", place, message, fix, excerpt=name, others=(earlier,))
        elif like_id and like_id.fullmatch(name):
            message = _("«{name}» looks like the id of a requirement.").format(name=name)
            yield error("bad-name", place, message, _("Give it another name."), excerpt=name)


def _periods(tender: Tender) -> Iterator[Problem]:
    for standard in tender.standards:
        if standard.valid_from and standard.valid_to and standard.valid_to < standard.valid_from:
            message = _("{name} ends to be valid ({to}) before it begins ({from_}).")
            shown = message.format(name=standard.name, to=standard.valid_to, from_=standard.valid_from)
            yield error("bad-period", standard.place, shown, _("Correct «valid_from» or «valid_to»."))
        if standard.successor == standard.code:
            message = _("{name} names itself as its successor.").format(name=standard.name)
            yield error("bad-period", standard.place, message, _("Name the standard that replaced it, or nothing."))


def _ambiguous(tender: Tender) -> Iterator[Problem]:
    """A label or synonym that two fields, or two choices of one field, would both answer to."""
    yield from _shared([(f.label, f.place, tuple(dict.fromkeys((f.label, *f.synonyms)))) for f in tender.fields])
    yield from _shared([(a.title, a.place, (a.title, *a.synonyms)) for a in tender.areas])
    yield from _shared([(t.key, t.place, (t.key, t.label, *t.synonyms)) for t in tender.types])
    yield from _shared([(a.key, a.place, (a.key, a.label, *a.synonyms)) for a in tender.actors])
    yield from _shared([(s.code, s.place, (s.code, s.name, *s.synonyms)) for s in tender.standards])
    for field in tender.fields:
        yield from _shared([(c.label, field.place, (c.key, c.label, *c.synonyms)) for c in field.choices])


def _shared(entries: list[tuple[str, Place, tuple[str, ...]]]) -> Iterator[Problem]:
    first: dict[str, tuple[str, Place]] = {}
    for name, place, words in entries:
        for word in dict.fromkeys(folded(w) for w in words):
            earlier = first.setdefault(word, (name, place))
            if word and earlier[0] != name:
                message = _("«{word}» stands for both {first} and {second}; it is read as {first}.")
                yield warning(
                    "ambiguous-word",
                    place,
                    message.format(word=word, first=earlier[0], second=name),
                    _("Remove the word from one of them."),
                    excerpt=word,
                    others=(earlier[1],),
                )


def _reserved(tender: Tender) -> Iterator[Problem]:
    for municipality in tender.municipalities:
        if municipality.key == ALL:
            message = _(
                "«{key}» cannot be the key of a municipality: it means all of them in «udbud build --for {key}»."
            )
            fix = _("Give the municipality another key, and its folders the same name.")
            yield error("reserved-key", municipality.place, message.format(key=ALL), fix, excerpt=ALL)
