"""sources/tender.yaml -> the head of the Tender: parties, areas, types, goals, facts, timetable, criteria, sections."""

import re

from msgspec import Struct

from ...base.dates import MONTHS, moment, printed
from ...base.i18n import _
from ...model.place import Place
from ...model.tender import (
    Actor,
    Area,
    Criterion,
    FactValue,
    Goal,
    Milestone,
    Network,
    NetworkPrice,
    Party,
    RequirementType,
    Tender,
)
from .node import Record
from .shape import DATE, FACT, FLAG, NAME, NUMBER, SLUG, TEXT, TEXTS, WEIGHT, Format, Key, Line, ListOf, Table, keys

PATH = "sources/tender.yaml"

USED = re.compile(r"\{\{\s*(\w[\w.]*)\s*\}\}")  # a fact inside a fact

_PREFIX = Format("bad-name", r"[A-ZÆØÅ][A-ZÆØÅ0-9]*", lambda: _("capital letters and digits, a letter first"))
_DATE_KEY = Format(
    "bad-fact-name", r"[a-zA-ZæøåÆØÅ0-9_]+", lambda: _("letters, digits and _, without hyphens and blanks")
)
_CRITERION = (
    Key("key", Line(format=NAME), "The word requirements name the criterion by.", required=True),
    Key("title", TEXT, required=True),
    Key("weight", Line(format=WEIGHT), "Per cent of its level; each level adds up to 100.", required=True),
)
WITHDRAWN = "udgået"

_PRICE = keys(
    Key("price", TEXT, "For instance 45.000 kr.", required=True),
    Key("member_of", Line(refers="network"), "Only for municipalities that have joined this network too."),
    Key("from", Line(format=DATE), "Only for municipalities that join on this day or later."),
)

DOCUMENT = keys(
    Key("key", Line(format=NAME), "The folder under templates/, and the word [@…] uses.", required=True),
    Key("number", TEXT, "The number of the annex as printed; empty = none."),
    Key("title", TEXT, "As printed; empty = the title in document.yaml."),
    Key("status", Line((WITHDRAWN,)), "udgået = it keeps its number, and nothing of it is printed."),
    Key("without", TEXTS, "Parts of document.yaml this tender leaves out of the document."),
)

SHAPE = keys(
    Key("title", TEXT, "The name of the tender, on every cover.", required=True),
    Key("reference", TEXT, "The case number of the contracting authority."),
    Key("version", TEXT, 'The version of the bundle, for instance "0.9".', required=True),
    Key("date", Line(format=DATE), "The date of this version; validity is judged at it.", required=True),
    Key("language", Line(("da", "en")), "The language of everything that leaves the house."),
    Key("authority", TEXT, "The contracting authority.", required=True),
    Key("ocds_prefix", TEXT, "The prefix the publisher has registered for OCDS, for instance ocds-a1b2c3."),
    Key(
        "parties",
        ListOf(keys(Key("key", Line(format=NAME), required=True), Key("name", TEXT, required=True), Key("role", TEXT))),
        "Who takes part beside the municipalities.",
    ),
    Key(
        "areas",
        ListOf(
            keys(
                Key("key", Line(format=NAME), required=True),
                Key("prefix", Line(format=_PREFIX), "The letters the ids begin with.", required=True),
                Key("title", TEXT, required=True),
                Key("synonyms", TEXTS, "Other words people write, sheet names among them."),
            )
        ),
        "The areas of the specification, in print order.",
        required=True,
    ),
    Key(
        "types",
        ListOf(
            keys(
                Key("key", Line(format=NAME), required=True),
                Key("label", TEXT, required=True),
                Key("modals", TEXTS, "The modal verbs a text of this type may use."),
                Key("minimum", FLAG, "ja = a bid that does not meet it is rejected."),
                Key("scored", FLAG, "nej = may not name a sub-criterion."),
                Key("synonyms", TEXTS),
            )
        ),
        "The types of requirement.",
        required=True,
    ),
    Key(
        "goals",
        ListOf(
            keys(Key("key", Line(format=NAME), required=True), Key("title", TEXT, required=True), Key("text", TEXT))
        ),
        "What the tender is to achieve.",
    ),
    Key(
        "criteria",
        ListOf(keys(*_CRITERION, Key("subcriteria", ListOf(keys(*_CRITERION))))),
        "The award criteria.",
    ),
    Key("facts", Table(TEXT, format=FACT), "Written once here, used in every text as {{ name }}."),
    Key(
        "timetable",
        ListOf(
            keys(
                Key("key", Line(format=_DATE_KEY), "Used in texts as {{ tidsplan.<key> }}.", required=True),
                Key("title", TEXT, required=True),
                Key("date", Line(format=DATE), required=True),
                Key("time", TEXT, "The hour as printed, for instance 12.00."),
                Key("any_day", FLAG, "ja = it may fall on a weekend or a holiday."),
                Key("after", ListOf(Line(refers="milestone")), "Dates and networks it cannot come before, by key."),
                Key(
                    "documents",
                    ListOf(Line(refers="document")),
                    "Keys of the documents that print it; empty = every timetable.",
                ),
            )
        ),
        "The dates of the tender, earliest first.",
    ),
    Key(
        "networks",
        ListOf(
            keys(
                Key("key", Line(format=SLUG), "What municipalities.yaml lists under networks.", required=True),
                Key("title", TEXT, "The name of the network, as printed.", required=True),
                Key("deadline", Line(format=DATE), "The last day to join on the first terms."),
                Key("minimum", Line(format=NUMBER), "How many municipalities must join before it starts."),
                Key("prices", ListOf(_PRICE), "What it costs to join; the most specific price that fits counts."),
            )
        ),
        "The purchasing networks municipalities join by an agreement.",
    ),
    Key(
        "actors",
        ListOf(
            keys(
                Key("key", Line(format=NAME), required=True),
                Key("label", TEXT, "As printed beside the actor's lane.", required=True),
                Key("synonyms", TEXTS, "Other words people write for the actor."),
            )
        ),
        "Who and what does the steps of workflows; the order of their lanes. None = any word is one.",
    ),
    Key("documents", ListOf(DOCUMENT), "The documents of this bundle.", required=True),
    Key("sections", Table(TEXTS, refers="area"), "Area key: titles of its sections, in print order."),
)


def tender_of(record: Record) -> Tender:
    """Everything but documents, which need the templates. Facts include the timetable's and the head's."""
    language = record.text("language", "da").casefold()
    timetable = tuple(map(_milestone, _named(record, "timetable")))
    return Tender(
        title=record.text("title"),
        reference=record.text("reference"),
        version=record.text("version"),
        date=record.text("date"),
        language=language if language in MONTHS else "da",
        authority=record.text("authority"),
        ocds_prefix=record.text("ocds_prefix"),
        place=record.place,
        parties=tuple(Party(r.text("key"), r.text("name"), r.text("role"), r.place) for r in _named(record, "parties")),
        areas=tuple(
            Area(r.text("key"), r.text("prefix"), r.text("title"), r.place, r.texts("synonyms"))
            for r in _named(record, "areas")
        ),
        types=tuple(map(_type, _named(record, "types"))),
        goals=tuple(Goal(r.text("key"), r.text("title"), r.text("text"), r.place) for r in _named(record, "goals")),
        facts=_facts(record, timetable, language),
        timetable=timetable,
        actors=tuple(
            Actor(r.text("key"), r.text("label"), r.place, r.texts("synonyms")) for r in _named(record, "actors")
        ),
        criteria=tuple(c for r in _named(record, "criteria") for c in _criteria(r)),
        networks=tuple(map(_network, _named(record, "networks"))),
        sections={area: record.record("sections").texts(area) for area in record.record("sections").nodes},
    )


def _named(record: Record, key: str) -> tuple[Record, ...]:
    """Entries without a key cannot be referred to; they have been reported and are left out."""
    return tuple(r for r in record.records(key) if r.text("key"))


def _type(r: Record) -> RequirementType:
    scored, minimum = r.flag("scored", True), r.flag("minimum")
    return RequirementType(
        r.text("key"), r.text("label"), r.place, r.texts("modals"), scored, minimum, r.texts("synonyms")
    )


def _network(r: Record) -> Network:
    prices = (NetworkPrice(p.text("price"), p.place, p.text("member_of"), p.text("from")) for p in r.records("prices"))
    return Network(r.text("key"), r.text("title"), r.place, r.text("deadline"), r.text("minimum"), tuple(prices))


def _milestone(r: Record) -> Milestone:
    about = (r.text("key"), r.text("title"), r.text("date"), r.place, r.text("time"))
    return Milestone(*about, r.flag("any_day"), r.texts("after"), r.texts("documents"))


def _criteria(r: Record) -> tuple[Criterion, ...]:
    """A criterion and, flattened, what it consists of."""
    top = Criterion(r.text("key"), r.text("title"), _weight(r), "", r.place)
    return (
        top,
        *(Criterion(s.text("key"), s.text("title"), _weight(s), top.key, s.place) for s in _named(r, "subcriteria")),
    )


def _weight(r: Record) -> str:
    """Decimal text with a point, whatever it was written with."""
    return re.sub(r"[ %]", "", r.text("weight")).replace(",", ".")


def _head_facts(record: Record, language: str) -> tuple[FactValue, ...]:
    head = (("titel", "title"), ("reference", "reference"), ("version", "version"), ("dato", "date"))
    return tuple(
        FactValue(name, printed(record.text(key), language), record.at(key))
        for name, key in (*head, ("ordregiver", "authority"))
    )


def _facts(record: Record, timetable: tuple[Milestone, ...], language: str) -> tuple[FactValue, ...]:
    """A declared fact may use those of the head and the timetable: `{{ tidsplan.bids }} kl. 12.00`."""
    given = (*_head_facts(record, language), *_dates(timetable, language))
    known = {fact.name: fact.text for fact in given}
    facts = record.record("facts")
    filled = {name: USED.sub(lambda m: known.get(m[1], m[0]), facts.text(name)) for name in facts.nodes}
    return (*given, *(FactValue(name, text, facts.keys[name]) for name, text in filled.items()))


def _dates(timetable: tuple[Milestone, ...], language: str) -> tuple[FactValue, ...]:
    return tuple(FactValue(f"tidsplan.{m.key}", moment(m.date, m.time, language), m.place) for m in timetable)


class Listed(Struct, frozen=True):
    """A line of `documents:`."""

    key: str
    number: str | None
    title: str
    place: Place
    without: tuple[str, ...] = ()
    withdrawn: bool = False


def listed(record: Record) -> tuple[Listed, ...]:
    """`number` is None when tender.yaml says nothing about it; '' when it says: no number."""
    return tuple(
        Listed(
            r.text("key"),
            r.text("number") if "number" in r.nodes else None,
            r.text("title"),
            r.place,
            r.texts("without"),
            r.text("status").casefold() == WITHDRAWN,
        )
        for r in _named(record, "documents")
    )
