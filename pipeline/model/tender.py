"""The declarations of a tender: everything the YAML files under sources/ and templates/ say, with places."""

from collections.abc import Mapping

from msgspec import field

from .answer import Answer
from .field import Choice, Field
from .place import Place
from .struct import Struct
from .value import Value


class Area(Struct, frozen=True):
    """A requirement area: `key` (functional …), id prefix (F …), printed title."""

    key: str
    prefix: str
    title: str
    place: Place
    synonyms: tuple[str, ...] = ()


class RequirementType(Struct, frozen=True):
    """MK, PK, K …: `modals` are the modal verbs a text of this type may use; `scored` = may name a sub-criterion."""

    key: str
    label: str
    place: Place
    modals: tuple[str, ...] = ()
    scored: bool = True
    minimum: bool = False
    synonyms: tuple[str, ...] = ()


class Goal(Struct, frozen=True):
    key: str
    title: str
    text: str
    place: Place


class FactValue(Struct, frozen=True):
    """A fact of the tender, written once and used as `{{ name }}`."""

    name: str
    text: str
    place: Place


class Party(Struct, frozen=True):
    key: str
    name: str
    role: str
    place: Place


class Milestone(Struct, frozen=True):
    """A row of the timetable. `time` is the hour as printed (`12.00`); `any_day`: it may fall on a holiday; `after` are
    the milestones and networks (their last day to join) it cannot come before; `documents` print it (() = all do)."""

    key: str
    title: str
    date: str
    place: Place
    time: str = ""
    any_day: bool = False
    after: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def stands_in(self, document: str) -> bool:
        return not self.documents or document in self.documents


class Actor(Struct, frozen=True):
    """Somebody or something that does the steps of workflows: a lane of their drawings. `key` is what steps hold."""

    key: str
    label: str
    place: Place
    synonyms: tuple[str, ...] = ()


class Criterion(Struct, frozen=True):
    """An award criterion; weights in per cent as decimal text; `parent` '' at the top level."""

    key: str
    title: str
    weight: str
    parent: str
    place: Place


class Standard(Struct, frozen=True):
    """`code` is what [@…] uses, `name` what is printed. Dates are ISO, '' = open."""

    code: str
    name: str
    title: str
    place: Place
    version: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    source: str = ""
    synonyms: tuple[str, ...] = ()


class Term(Struct, frozen=True):
    """A defined term; `forms` are the inflections in which it is recognised in text."""

    key: str
    term: str
    definition: str
    place: Place
    forms: tuple[str, ...] = ()


ALL = "all"  # what stands for every municipality on the command line, so none may be called that


class Municipality(Struct, frozen=True):
    """`key` is the slug and folder name; `code` four digits as text; `population` in inhabitants.

    `joined`: network -> the date it joined, where that was after the date of the tender's first agreements.
    """

    key: str
    name: str
    code: str
    population: int
    place: Place
    networks: tuple[str, ...] = ()
    mailbox: str = ""
    joined: Mapping[str, str] = field(default_factory=dict)


class NetworkPrice(Struct, frozen=True):
    """What it costs to join: for members of `member_of` ('' = anyone), for those who join on `since` or later."""

    price: str
    place: Place
    member_of: str = ""
    since: str = ""


class Network(Struct, frozen=True):
    """A purchasing network municipalities join by an agreement; it starts when `minimum` of them have joined."""

    key: str
    title: str
    place: Place
    deadline: str = ""
    minimum: str = ""
    prices: tuple[NetworkPrice, ...] = ()


class Deliverable(Struct, frozen=True):
    """`form`: it is the returned form itself, so the journal tells when it came. `share`: of the fee, in per cent; ''
    where all count alike."""

    title: str
    deadline: str
    place: Place
    key: str = ""
    form: bool = False
    share: str = ""


class Delivery(Struct, frozen=True):
    """What a person recorded of one municipality's deliverable; dates are ISO, '' = not yet. `role` accepted it."""

    municipality: str
    deliverable: str
    delivered: str
    accepted: str
    role: str
    place: Place


class Package(Struct, frozen=True):
    """A paid work package: areas it may contribute to, who takes part, what is due when, for what fee.

    `fee` is for the whole package; `fees` are those of single municipalities, and the others share what is left.
    """

    key: str
    title: str
    place: Place
    areas: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    deadline: str = ""
    fee: str = ""
    contributor: str = "consultant"
    fees: Mapping[str, str] = field(default_factory=dict)
    deliveries: tuple[Delivery, ...] = ()
    fee_place: Place | None = None


class Part(Struct, frozen=True):
    """One piece of a document's generated body (`chapters`, `requirements`, `standards` …) with its printed heading."""

    name: str
    title: str
    place: Place


# The files of a document of the kind data, by format: their names do not follow the document's key.
DATA_FILES: Mapping[str, str] = {
    "json": "requirements.json",
    "csv": "requirements.csv",
    "reqif": "requirements.reqif",
    "ocds": "ocds-release.json",
}


class Document(Struct, frozen=True):
    """A document of the bundle: the type from templates/<key>/document.yaml, number and title as tender.yaml has them.

    `withdrawn`: it keeps its number as a tombstone and has no kinds. `kinds`: word, workbook or both; `editions` those
    it belongs to; `per` what one copy is made for (tender, municipality, package …); `blank` the editions in which one
    copy that nobody is named in stands for all; `template_path` the template it is made with, '' for none; `settings`
    what workbook.yaml says (nested mappings and tuples of text).
    """

    key: str
    title: str
    number: str
    kinds: tuple[str, ...]
    editions: tuple[str, ...]
    place: Place
    parts: tuple[Part, ...] = ()
    filled_by: str = ""
    per: str = "tender"
    withdrawn: bool = False
    blank: tuple[str, ...] = ()
    template: bytes = b""
    template_path: str = ""
    settings: "Settings | None" = None
    formats: tuple[str, ...] = ()
    ocds: str = ""


Settings = Mapping[str, "Settings | tuple[Settings | str, ...] | str"]


class Wording(Struct, frozen=True):
    """wording.yaml: the words checks look for. Modals are listed with the requirement types that may use them."""

    modals: tuple[str, ...] = ()
    vague: Mapping[str, str] | None = None
    units: tuple[str, ...] = ()
    trade_names: tuple[str, ...] = ()
    equivalents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class LedgerEntry(Struct, frozen=True):
    """A line of ids.csv. `key` is the proposal key (`P-…`) the id was given to, '' for ids written by hand."""

    id: str
    key: str
    status: str
    first_release: str
    last_release: str
    number: str
    replaces: str
    place: Place


class Decision(Struct, frozen=True):
    """An entry of decisions.yaml: which of the conflicting texts stands, why, decided by whom and when.

    `between` is the set of SHA-256 (hex) of the plain texts it chose between; `take` the SHA-256 of the one that
    stands, or '' with `text` = the wording agreed instead, which `wording` holds as a value of the field. `kind`:
    conflict, same-as, refines, different or row-of; the middle three are about two requirements, `requirement` and
    `other`, whose texts are alike. The last says that a row which came back without id and key is one of `other`.
    """

    requirement: str
    field: str
    between: tuple[str, ...]
    take: str
    text: str
    reason: str
    role: str
    date: str
    place: Place
    municipality: str = ""
    kind: str = "conflict"
    other: str = ""
    wording: Value | None = None


class Tender(Struct, frozen=True):
    """All declarations. Empty defaults let a broken file still give a tender to read on with."""

    title: str = ""
    reference: str = ""
    version: str = ""
    date: str = ""
    language: str = "da"
    authority: str = ""
    ocds_prefix: str = ""
    place: Place = field(default_factory=lambda: Place("sources/tender.yaml"))
    parties: tuple[Party, ...] = ()
    areas: tuple[Area, ...] = ()
    types: tuple[RequirementType, ...] = ()
    goals: tuple[Goal, ...] = ()
    facts: tuple[FactValue, ...] = ()
    timetable: tuple[Milestone, ...] = ()
    actors: tuple[Actor, ...] = ()
    documents: tuple[Document, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    sections: Mapping[str, tuple[str, ...]] | None = None
    fields: tuple[Field, ...] = ()
    standards: tuple[Standard, ...] = ()
    terms: tuple[Term, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    networks: tuple[Network, ...] = ()
    packages: tuple[Package, ...] = ()
    wording: Wording = field(default_factory=Wording)
    ledger: tuple[LedgerEntry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    answers: tuple[Answer, ...] = ()
    # False: tender.yaml or fields.yaml could not be read at all, so nothing else was; what it lacks is not missing.
    readable: bool = True

    def field_named(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)

    def choices(self, declared: Field) -> tuple[Choice, ...]:
        """The choices of a choice field, wherever they are declared."""
        match declared.choices_from:
            case "types":
                return tuple(Choice(t.key, t.label, t.synonyms) for t in self.types)
            case "areas":
                return tuple(Choice(a.key, a.title, (a.prefix, *a.synonyms)) for a in self.areas)
            case "goals":
                return tuple(Choice(g.key, g.title) for g in self.goals)
            case "standards":
                return tuple(Choice(s.code, s.name, s.synonyms) for s in self.standards)
            case "criteria":
                return tuple(Choice(c.key, c.title) for c in self.criteria)
        return declared.choices
