"""Sources and the specification made of them -> the hearing: every comment beside its requirement and its answer.

A row of a form is one comment, with its remark, importance, stance and proposed text. answers.yaml answers it; where it
does not, a decision about the conflict its proposed text took part in does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..model.answer import Answer, fingerprint
from ..model.contribution import Contribution, Local, Statement
from ..model.edition import shown_in
from ..model.hearing import Hearing, Participant, Remark, Subject, Wish
from ..model.passage import passage
from ..model.place import Place
from ..model.prose import Blocks, plain
from ..model.sources import Sources
from ..model.specification import Requirement, Specification
from ..model.tender import Decision, Tender
from ..model.value import Value
from .attachments import names_of

_Said = Iterator[tuple[str, Remark, str]]  # requirement as written, remark, fingerprint of the text it proposes
_Row = tuple[str, str, str, str]  # requirement as written, municipality, file and sheet, row number
AnswerKey = tuple[str, str, str]  # requirement, municipality, fingerprint
# Who writes these about a requirement contributes one of their own, and does not comment on ours.
_OWN = frozenset(("title", "type"))


def hearing_of(sources: Sources, specification: Specification, sent: Mapping[str, str] | None = None) -> Hearing:
    """`sent`: requirement label -> the text that was sent to be commented on, where that is on record."""
    names = names_of(specification.requirements)
    said = _answered(_said(sources, names), _Replies(sources, specification, names))
    remarks: dict[str, list[Remark]] = {}
    for name, remark, _proposed in said:
        remarks.setdefault(names.get(name, ""), []).append(remark)
    first = _first_texts(sources, names)
    subjects = []
    for requirement in specification.requirements:
        mine = tuple(remarks.get(requirement.key, ()))
        wishes = tuple(_wish(local, requirement.label) for local in requirement.locals)
        if mine or wishes:
            was = (sent or {}).get(requirement.label, "")
            subjects.append(_subject(requirement, was, first.get(requirement.key), mine, wishes, specification))
    return Hearing(
        subjects=tuple(subjects),
        orphans=tuple(remarks.get("", ())),
        stray=tuple(_wish(local, local.requirement) for local in specification.orphan_locals),
        participants=tuple(_participants(sources)),
    )


def _subject(
    requirement: Requirement,
    sent: str,
    first: Value | None,
    remarks: tuple[Remark, ...],
    wishes: tuple[Wish, ...],
    specification: Specification,
) -> Subject:
    now, earliest = _heard(requirement.values.get("text")), _heard(first)
    names = specification.lookup
    today = plain(now, names)
    before = sent or plain(earliest, names) or today
    # What was sent is on record as words alone; where they are still somebody's text, that text has the tables.
    same = next((blocks for blocks in (now, earliest) if plain(blocks, names) == before), ())
    parts = passage(same, names), passage(now, names)
    label, title = requirement.label, requirement.text("title")
    withdrawn = requirement.status != "live"
    named = tuple(replace(remark, label=label) for remark in remarks)
    return Subject(label, title, requirement.key_of("area"), withdrawn, before, today, named, wishes, *parts)


def _heard(value: Value | None) -> Blocks:
    """As the municipalities were shown it: the forms are made from the consultation edition."""
    return shown_in("consultation", value.prose()) if value is not None else ()


def _wish(local: Local, label: str) -> Wish:
    text, reason = (value.text if value is not None else "" for value in (local.text, local.reason))
    return Wish(label, local.municipality, local.kind, text, reason, local.place)


# --- what was said ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    place: Place
    package: str
    remarks: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    proposed: str = ""
    importance: str = ""
    stance: str = ""


def _said(sources: Sources, names: Mapping[str, str]) -> _Said:
    """In the order of municipality and place."""
    rows: dict[_Row, _Parts] = {}
    for contribution in sources.contributions:
        for comment in contribution.comments:
            parts = rows.setdefault(
                _row(comment.requirement, comment.municipality, comment.place),
                _Parts(comment.place, contribution.package),
            )
            parts.remarks += [comment.remark.text] if comment.remark else []
            parts.importance = _key(comment.importance) or parts.importance
            parts.stance = _key(comment.stance) or parts.stance
        for statement, name in _proposals(contribution, names):
            parts = rows.setdefault(
                _row(name, contribution.contributor, statement.place), _Parts(statement.place, contribution.package)
            )
            parts.proposals.append(statement.values["text"].text)
            parts.proposed = statement.values["text"].fingerprint
    for (name, municipality, _file, _number), parts in sorted(rows.items(), key=lambda r: (r[0][1], r[1].place)):
        text, proposal = "\n\n".join(parts.remarks), "\n\n".join(parts.proposals)
        about = fingerprint(text, parts.importance, parts.stance, proposal)
        said = (text, parts.importance, parts.stance, proposal, about, parts.place)
        yield name, Remark(name, municipality, parts.package, *said), parts.proposed


def _row(name: str, municipality: str, place: Place) -> _Row:
    number = place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or str(place.line)
    return name, municipality, f"{place.path}#{place.sheet}", number


def _key(value: Value | None) -> str:
    return value.keys[0] if value is not None and value.keys else ""


def _proposals(contribution: Contribution, names: Mapping[str, str]) -> Iterator[tuple[Statement, str]]:
    """Other texts for a requirement that others wrote, with what the requirement was called."""
    for statement in contribution.statements:
        name = _named(statement)
        if (
            name in names
            and statement.place.sheet
            and "text" in statement.values
            and not _OWN & statement.values.keys()
        ):
            yield statement, name


def _named(statement: Statement) -> str:
    foreign = statement.values.get("foreign_id")
    return statement.id or (foreign.text if foreign is not None else "")


def _first_texts(sources: Sources, names: Mapping[str, str]) -> dict[str, Value]:
    """Requirement key -> the text of whoever wrote the requirement, before proposals."""
    found: dict[str, Value] = {}
    for contribution in sorted(sources.contributions, key=lambda c: (c.path, c.package, c.contributor)):
        proposed = {id(statement) for statement, _name in _proposals(contribution, names)}
        for statement in contribution.statements:
            key = names.get(_named(statement))
            if key and "text" in statement.values and "title" in statement.values and id(statement) not in proposed:
                found.setdefault(key, statement.values["text"])
    return found


# --- what was answered -----------------------------------------------------------------------------------------------


class _Replies:
    """Looks up the answer to a comment: an entry of answers.yaml, else a decision that still holds."""

    def __init__(self, sources: Sources, specification: Specification, names: Mapping[str, str]) -> None:
        tender = specification.tender
        self.names = names
        self.answers: dict[AnswerKey, Answer] = {}
        for answer in tender.answers:
            name = names.get(answer.requirement, answer.requirement)
            self.answers.setdefault((name, answer.municipality, answer.about), answer)
        self.decisions = _holding(sources, tender, names)

    def to(self, name: str, remark: Remark, proposed: str) -> Answer | None:
        key = self.names.get(name, name)
        answer = self.answers.get((key, remark.municipality, remark.about))
        decision = self.decisions.get((key, proposed)) if proposed else None
        if answer is not None or decision is None:
            return answer
        outcome = "accepted" if decision.take == proposed else "partly" if decision.text else "rejected"
        given = (decision.reason, outcome, decision.role, decision.date, decision.place)
        return Answer(remark.label, remark.municipality, remark.about, *given, by_decision=True)


def _answered(said: _Said, replies: _Replies) -> _Said:
    for name, remark, proposed in said:
        yield name, replace(remark, answer=replies.to(name, remark, proposed)), proposed


def _holding(sources: Sources, tender: Tender, names: Mapping[str, str]) -> dict[tuple[str, str], Decision]:
    """(requirement key, fingerprint of a text) -> the decision that chose between it and others, where none changed."""
    wanted = [d for d in tender.decisions if d.kind == "conflict" and d.field == "text" and not d.municipality]
    if not wanted:
        return {}
    texts: dict[str, set[str]] = {}
    for contribution in sources.contributions:
        for statement in contribution.statements:
            key = names.get(_named(statement))
            if key and "text" in statement.values:
                texts.setdefault(key, set()).add(statement.values["text"].fingerprint)
    found: dict[tuple[str, str], Decision] = {}
    for decision in wanted:
        key = names.get(decision.requirement, "")
        if texts.get(key) == set(decision.between):
            found |= {(key, sha256): decision for sha256 in decision.between}
    return found


# --- who was asked ---------------------------------------------------------------------------------------------------


def _participants(sources: Sources) -> Iterator[Participant]:
    """Municipalities that take part in a package, or have written all the same, in the order of municipalities.yaml."""
    replied: dict[str, dict[str, bool]] = {}
    for contribution in sources.contributions:
        consent = contribution.no_remarks is not None
        packages = replied.setdefault(contribution.contributor, {})
        packages[contribution.package] = packages.get(contribution.package, False) or consent
    for municipality in sources.tender.municipalities:
        packages = replied.get(municipality.key, {})
        asked = tuple(p.key for p in sources.tender.packages if municipality.key in p.participants or p.key in packages)
        if asked:
            answered = tuple(key for key in asked if key in packages)
            consented = tuple(key for key in answered if packages[key])
            yield Participant(municipality.key, municipality.name, asked, answered, consented)
