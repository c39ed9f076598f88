"""What an edition may show: Specification -> the same specification without what must stay in the house.

Writers, digests and verification work on the projection only, so internal text cannot reach an outer edition: it is not
there. Internal are: documents of other editions, fields declared `internal`, `intern` blocks, contributors and source
places, comments, conflicts, and the reasons municipalities give for additions and opt-outs.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from ..base.kept import kept
from .changes import changes, latest
from .contribution import Chapter, Introduction
from .copies import copies
from .outline import outlines
from .own import own
from .place import Place
from .prices import groups
from .problem import Problem, Severity
from .prose import Blocks, Fact, plain, walk
from .pruning import without
from .specification import Lookup, Origin, Requirement, Section, Specification
from .struct import LINE, said
from .targets import targets
from .tender import Document, Tender
from .value import Value, Values
from .workflow import PARTS, Step, Workflow

_NOWHERE = Place("")
# Block kinds an edition leaves out.
_LEFT_OUT = {
    "internal": frozenset[str](),
    "consultation": frozenset({"intern"}),
    "tender": frozenset({"intern"}),
    "contract": frozenset({"intern", "instruktion"}),
}


# What is only a warning while the material is written, and an error in what is published or signed.
_PUBLISHED = frozenset({"customer-block", "unread-file"})
_STRICTER = {"tender": _PUBLISHED, "contract": _PUBLISHED}


def judged(problems: Iterable[Problem], edition: str) -> tuple[Problem, ...]:
    """The problems as this edition sees them: placeholders of the customer's and files nobody read must be gone."""
    stricter = _STRICTER.get(edition, frozenset())
    return tuple(
        replace(p, severity=Severity.ERROR) if p.code in stricter and p.severity is Severity.WARNING else p
        for p in problems
    )


def visible(specification: Specification, edition: str, municipality: str = "") -> Specification:
    """The projection for `edition`, with its digest. `internal` keeps everything. `municipality`: the one it is for."""
    if municipality:
        specification = own(specification, municipality)
    if edition == "internal":
        shown = replace(specification, edition=edition)
    else:
        shown = _projected(specification, edition)
    return replace(shown, digest=digest(shown))


def _projected(specification: Specification, edition: str) -> Specification:
    public = frozenset(f.name for f in specification.tender.fields if f.visibility == "public")

    def blocks(given: Blocks) -> Blocks:
        return shown_in(edition, given)

    def value(given: Value) -> Value:
        less = blocks(given.blocks)
        text = given.text if less is given.blocks else plain(less)
        return Value(text, _NOWHERE, text, less, given.keys)

    def values(given: Values) -> Values:
        seen = {name: value(v) for name, v in given.items() if name in public}
        return {name: v for name, v in seen.items() if v.text or v.keys or not given[name].text}

    def requirement(given: Requirement) -> Requirement:
        local = tuple(
            replace(
                wish,
                place=_NOWHERE,
                text=value(wish.text) if wish.text else None,
                reason=None,
            )
            for wish in given.locals
        )
        return replace(
            given, values=values(given.values), origins=(), place=_NOWHERE, comments=(), conflicts=(), locals=local
        )

    def step(given: Step) -> Step:
        return replace(
            given,
            number=value(given.number),
            place=_NOWHERE,
            actor=given.actor and value(given.actor),
            action=given.action and value(given.action),
            system=given.system and value(given.system),
            next=given.next and value(given.next),
            exception=given.exception and value(given.exception),
        )

    def workflow(given: Workflow) -> Workflow:
        return replace(
            given,
            title=value(given.title) if given.title else None,
            steps=tuple(map(step, given.steps)),
            place=_NOWHERE,
            package="",
            contributor="",
            before=blocks(given.before),
            after=blocks(given.after),
        )

    shown = {r.key: requirement(r) for r in specification.requirements}
    # What the projection has emptied goes whole: its heading alone would tell that there was something.
    introduced = {
        id(s): tuple(
            Introduction(i.area, i.section, left, _NOWHERE) for i in s.introductions if (left := blocks(i.blocks))
        )
        for s in specification.sections
    }
    sections = tuple(
        Section(s.area, s.title, introduced[id(s)], tuple(shown[r.key] for r in s.requirements))
        for s in specification.sections
        if s.requirements or introduced[id(s)]
    )
    documents = tuple(
        replace(d, parts=tuple(p for p in d.parts if p.name != "problems"))
        for d in specification.tender.documents
        if edition in d.editions
    )
    printed = {d.key for d in documents}
    chapters = {
        key: those
        for key, given in specification.chapters.items()
        if key in printed
        and (those := tuple(Chapter(c.document, c.name, left, _NOWHERE) for c in given if (left := blocks(c.blocks))))
    }
    tender = replace(specification.tender, documents=documents, ledger=(), decisions=(), packages=())
    flows = tuple(map(workflow, specification.workflows))
    # Counted anew: a heading or table that is left out must not leave a gap in the numbers.
    facts = Lookup(facts=specification.lookup.facts)
    found = targets(tender, sections, chapters, flows, facts, edition, specification.municipality)
    return replace(
        specification,
        tender=tender,
        sections=sections,
        requirements=tuple(shown[r.key] for r in specification.requirements),
        chapters=chapters,
        lookup=replace(specification.lookup, targets=found),
        outlines=outlines(tender, sections, chapters, flows, facts),
        workflows=flows,
        orphan_comments=(),
        orphan_locals=(),
        edition=edition,
    )


def shown_in(edition: str, blocks: Blocks) -> Blocks:
    """The blocks less those this edition leaves out."""
    left_out = _LEFT_OUT[edition]
    return without(blocks, lambda div: div.kind in left_out)


# --- the source digest -----------------------------------------------------------------------------------------------


def digest(specification: Specification) -> str:
    """SHA-256 (hex) of the canonical model as visible in this edition: never of files, so layout changes nothing."""
    sha = hashlib.sha256()
    for line in _canonical(specification):
        sha.update(line if isinstance(line, bytes) else _hashed((line,)))
    return sha.hexdigest()


def _hashed(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\0" for line in lines).encode("utf-8", "surrogatepass")


def _canonical(specification: Specification) -> Iterator[str | bytes]:
    tender = specification.tender
    yield from (
        specification.edition,
        specification.municipality,
        tender.title,
        tender.reference,
        tender.version,
        tender.date,
        tender.authority,
    )
    used = _facts_used(specification)
    for name, text in sorted(specification.lookup.facts.items()):
        if name in used or specification.edition == "internal":
            yield from ("fact", name, text)
    for document in tender.documents:
        yield from ("document", document.key, document.number, document.title)
        yield from _copies(document, specification)
    for milestone in tender.timetable:
        if any(milestone.stands_in(document.key) for document in tender.documents):
            yield from ("milestone", milestone.title, milestone.date, milestone.time)
    for criterion in tender.criteria:
        yield from ("criterion", criterion.key, criterion.parent, criterion.title, criterion.weight)
    for document in tender.documents:
        for group in groups(specification, document):
            yield from ("prices", document.key, group.heading, _print(group.lines))
    if specification.edition == "internal":
        yield from _networks(tender)
    for goal in tender.goals:
        yield from ("goal", goal.key, goal.title, goal.text)
    for standard in tender.standards:
        yield from ("standard", standard.code, standard.name, standard.title, standard.version)
        yield from (standard.valid_from, standard.valid_to, standard.successor, standard.source)
    for term in tender.terms:
        yield from ("term", term.term, term.definition)
    for key in sorted(specification.chapters):
        for chapter in specification.chapters[key]:
            yield from ("chapter", key, _print(chapter.blocks))
    if since := latest(specification):
        yield from ("release", since.version, since.date)
        for change in changes(specification, since):
            yield from ("change", change.label, change.kind, *change.fields)
    for section in specification.sections:
        yield from ("section", section.area, section.title, *(_print(i.blocks) for i in section.introductions))
        for requirement in section.requirements:
            yield kept("digest", (requirement,), partial(_hashed_requirement, requirement))
    for workflow in specification.workflows:
        yield from ("workflow", workflow.package, workflow.contributor)
        yield from (workflow.name, _print(workflow.before), _print(workflow.after))
        for step in workflow.steps:
            yield from ("step", *(_print(v.blocks) if v.blocks else v.text for v in step.values()))
            yield from (f"{part}={getattr(step, part) is not None}" for part in PARTS)


def _print(value: object) -> str:
    """The same for what reads the same: the line a node was written in is no part of that."""
    content = said(value)
    return repr(value) if LINE in content else hashlib.sha256(content).hexdigest()


def _copies(document: Document, specification: Specification) -> Iterator[str]:
    """Who has a copy, and those of its facts that its chapters print."""
    texts = [chapter.blocks for chapter in specification.chapters.get(document.key, ())]
    used = {node.name for blocks in texts for node in walk(blocks) if type(node) is Fact}
    for copy in copies(document, specification.tender, specification.edition, specification.municipality):
        if copy.facts:
            yield from ("copy", copy.path, copy.label)
            yield from (text for name, text in sorted(copy.facts.items()) if name in used)


def _networks(tender: Tender) -> Iterator[str]:
    """What only documents of the house print: members, prices and work packages of the networks."""
    for m in tender.municipalities:
        yield from ("municipality", m.name, str(m.population), *m.networks)
    for network in tender.networks:
        yield from ("network", network.title, network.deadline, network.minimum)
        for price in network.prices:
            yield from (price.price, price.member_of, price.since)
    for package in tender.packages:
        yield from ("package", package.key, package.title, package.deadline, package.fee)
        yield from (*package.areas, "", *package.participants)
        for deliverable in package.deliverables:
            yield from (deliverable.title, deliverable.deadline)


def _facts_used(specification: Specification) -> frozenset[str]:
    """The facts printed somewhere: counts that nobody sees (of contributions, say) must not show in the digest."""
    texts = [c.blocks for those in specification.chapters.values() for c in those]
    for workflow in specification.workflows:
        texts += [workflow.before, workflow.after, *(v.blocks for v in workflow.texts())]
    for section in specification.sections:
        texts += [i.blocks for i in section.introductions]
        for r in section.requirements:
            texts += [v.blocks for v in r.values.values() if "{{" in v.text]
            texts += [v.blocks for wish in r.locals if (v := wish.text) is not None]
    return frozenset(node.name for blocks in texts for node in walk(blocks) if type(node) is Fact)


def _hashed_requirement(requirement: Requirement) -> bytes:
    return _hashed(_requirement(requirement))


def _requirement(requirement: Requirement) -> Iterator[str]:
    yield from ("requirement", requirement.key, requirement.label, requirement.number, requirement.status)
    yield requirement.deselected
    for name in sorted(requirement.values):
        value = requirement.values[name]
        yield from (name, _print(value.blocks) if value.blocks else value.text, *value.keys)
    for wish in requirement.locals:
        yield from ("local", wish.kind, wish.municipality)
        yield from (wish.text.text if wish.text else "", wish.reason.text if wish.reason else "")
    for origin in requirement.origins:
        yield from ("origin", *_origin(origin))
    for conflict in requirement.conflicts:
        yield from ("conflict", conflict.field, *(a.value.text for a in conflict.alternatives))


def _origin(origin: Origin) -> tuple[str, str, str]:
    return origin.package, origin.contributor, str(origin.place)
