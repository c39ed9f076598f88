"""Words that name another declaration -> the problems of those that name nothing."""

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.place import Place
from ...model.problem import Problem, error
from ...model.tender import Tender
from .node import Items, Node, Record, Text
from .shape import Either, Keys, Line, ListOf, Shape, Table


class Mention(Struct, frozen=True):
    """`refers` is what the word should name: area, municipality, network, standard, milestone and so on."""

    refers: str
    word: str
    place: Place


def mentions(node: Node, shape: Shape) -> Iterator[Mention]:
    """Every word of `node` that the shape says names something; what does not fit the shape is passed over."""
    match shape, node:
        case Line(refers=refers), Text(text, place) if refers and text:
            yield Mention(refers, text, place)
        case ListOf(of), Items(items):
            for item in items:
                yield from mentions(item, of)
        case Table(of, refers=refers), Record(nodes):
            for name, value in nodes.items():
                if refers:
                    yield Mention(refers, name, node.keys[name])
                yield from mentions(value, of)
        case Keys(keys), Record(nodes):
            for key in keys:
                if key.name in nodes:
                    yield from mentions(nodes[key.name], key.shape)
        case Either(alternatives), _other:
            for alternative in alternatives:
                yield from mentions(node, alternative)


_DECLARED_IN = {
    "area": ("sources/tender.yaml",),
    "municipality": ("sources/municipalities.yaml",),
    "network": ("sources/tender.yaml",),
    "standard": ("sources/standards.yaml",),
    "milestone": ("sources/tender.yaml",),
    "document": ("sources/tender.yaml",),
    "contributor": ("sources/tender.yaml", "sources/municipalities.yaml"),
}


def dangling(found: Iterable[Mention], tender: Tender, broken: Collection[str]) -> Iterator[Problem]:
    """What a broken file would have declared is not called unknown: one mistake, one message."""
    municipalities = tuple(m.key for m in tender.municipalities)
    known = {
        "area": tuple(a.key for a in tender.areas),
        "municipality": municipalities,
        "network": tuple(n.key for n in tender.networks),
        "standard": tuple(s.code for s in tender.standards),
        "milestone": (*(m.key for m in tender.timetable), *(n.key for n in tender.networks)),
        "document": tuple(d.key for d in tender.documents),
        "contributor": ("consultant", *(p.key for p in tender.parties), *municipalities),
    }
    sets = {kind: frozenset(words) for kind, words in known.items()}
    for mention in found:
        if mention.refers == "network" and not tender.networks:
            continue  # a tender without networks may say who is in which all the same
        if mention.word in sets[mention.refers] or any(f in broken for f in _DECLARED_IN[mention.refers]):
            continue
        # A tender may well do without a document its timetable speaks of; only a slip of the pen is a mistake.
        if mention.refers != "document" or did_you_mean(mention.word, known["document"]):
            yield _unknown(mention, known[mention.refers])


def _unknown(mention: Mention, known: tuple[str, ...]) -> Problem:
    word = mention.word
    match mention.refers:
        case "area":
            code, message = "unknown-area", _("«{word}» is not the key of an area in tender.yaml.").format(word=word)
        case "municipality":
            message = _("«{word}» is not the key of a municipality in municipalities.yaml.").format(word=word)
            code = "unknown-municipality"
        case "network":
            message = _("«{word}» is not the key of a network in tender.yaml.").format(word=word)
            code = "unknown-network"
        case "standard":
            message = _("«{word}» is not the code of a standard in standards.yaml.").format(word=word)
            code = "unknown-standard"
        case "milestone":
            message = _("«{word}» is neither the key of a date in the timetable nor that of a network.").format(
                word=word
            )
            code = "unknown-milestone"
        case "document":
            message = _("«{word}» is not the key of a document in tender.yaml.").format(word=word)
            code = "unknown-document"
        case _other:
            message = _("«{word}» is neither «consultant» nor the key of a party or municipality.").format(word=word)
            code = "unknown-contributor"
    if near := did_you_mean(word, known):
        fix = _("Did you mean «{near}»?").format(near=near)
    elif known:
        fix = _("Use one of: {words}.").format(words=", ".join(known[:12]) + (" …" if len(known) > 12 else ""))
    else:
        fix = _("Declare it there first, or remove it here.")
    return error(code, mention.place, message, fix, excerpt=word)
