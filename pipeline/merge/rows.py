"""Rows of forms that came back without an id and without their hidden key -> a question, and what becomes of an answer.

A row like that may be a requirement that was sent out, changed or not, or a new one that resembles it. Its text tells
which is likely, and only people know: until they have said so it is a proposal of its own. They answer by writing the
id into the row, or in decisions.yaml: `row-of`, or different, same-as or refines for a requirement of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..base.i18n import _
from ..base.text import normal
from ..model.contribution import Statement
from ..model.entry import DecisionEntry
from ..model.place import Place
from ..model.problem import Problem, warning
from ..model.sources import Sources
from ..model.specification import Requirement
from ..model.tender import Decision, Tender
from ..model.value import Value
from .known import Known

KIND = "row-of"
_OTHERS = ("same-as", "refines", "different")
_SHOWN = 400


# --- answers ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Answers:
    """The decisions of the kind `row-of`. Each holds for exactly the two texts it was made about."""

    decisions: dict[str, list[Decision]]
    texts: dict[str, set[str]]
    sources: Sources
    used: set[Place] = field(default_factory=set)

    @classmethod
    def of(cls, statements: Iterable[Statement], sources: Sources) -> "Answers":
        """`texts`: the fingerprints of all texts a requirement has or was given, by any of its names."""
        decisions: dict[str, list[Decision]] = {}
        texts: dict[str, set[str]] = {}
        for d in sources.tender.decisions:
            if d.kind == KIND and not d.municipality:
                decisions.setdefault(d.requirement, []).append(d)
        for s in statements if decisions else ():
            text = s.values.get("text")
            for name in filter(None, (s.id, _text(s, "foreign_id"))):
                texts.setdefault(name, set()).update((text.fingerprint,) if text else ())
        for d in sources.tender.decisions if decisions else ():
            if d.field == "text" and d.requirement in texts:
                agreed = d.wording or (Value(normal(d.text), d.place, d.text) if d.text else None)
                texts[d.requirement].update((agreed.fingerprint,) if agreed else ())
        return cls(decisions, texts, sources)

    def requirement(self, key: str, statement: Statement) -> str:
        """The name of the requirement whose row this is, '' where nobody has said so."""
        text = told(statement)
        found = [d for d in self.decisions.get(key, ()) if text and self._holds(d, text.fingerprint)]
        names = {d.other for d in found}
        if len(names) != 1:
            return ""
        self.used.update(d.place for d in found)
        return names.pop()

    def _holds(self, decision: Decision, row: str) -> bool:
        between = frozenset(decision.between)
        return any(between == {row, text} for text in self.texts.get(decision.other, ()))

    def proposed(self, statement: Statement, requirement: str) -> Statement:
        """The row without the fields that say what they said when they were sent."""
        those = [i for i in self.sources.issued if i.package == statement.package and requirement in i.texts]
        sent = next((i.texts[requirement] for i in sorted(those, key=lambda i: i.version != statement.version)), {})
        values = {
            name: value
            for name, value in statement.values.items()
            if name == "area" or name not in sent or normal(value.source) != normal(sent[name])
        }
        return replace(statement, values=values, sent={n: sent[n] for n in values if n in sent})

    def void(self) -> Iterator[Problem]:
        for decision in (d for those in self.decisions.values() for d in those):
            if decision.place in self.used:
                continue
            if decision.other not in self.texts:
                message = _("{requirement} is not a requirement of this tender.").format(requirement=decision.other)
            else:
                message = _("There is no row with the texts it was made about any more; it is not used.")
            yield warning(
                "void-decision",
                decision.place,
                message,
                _("Decide again if the question is still there, or delete the entry (udbud decide --drop)."),
                excerpt=f"{decision.requirement} {decision.kind} {decision.other}: {decision.reason}",
                requirement=decision.requirement,
            )


# --- questions -------------------------------------------------------------------------------------------------------


def told(statement: Statement) -> Value | None:
    """What a row is known by: its text, else its title."""
    return statement.values.get("text") or statement.values.get("title")


def nameless(statement: Statement) -> bool:
    """A row of a form that nothing identifies but what it says."""
    named = statement.id or statement.row_key or statement.about or "foreign_id" in statement.values
    return bool(statement.place.sheet) and not named


def known(requirements: Iterable[Requirement], sources: Sources) -> Known:
    """What rows are compared with: the texts that stand, and those that forms were sent with."""
    standing = {r.label: r for r in requirements if r.label != r.key or r.id}
    texts = [(label, r.text("title"), normal(r.text("text"))) for label, r in standing.items()]
    for issued in sources.issued:
        texts += [
            (label, those.get("title", ""), normal(those.get("text", "")))
            for label, those in issued.texts.items()
            if label in standing
        ]
    return Known(texts)


def likely(texts: Known, statement: Statement) -> tuple[str, str]:
    """The name of the requirement the row may be and the text that tells; '' where none is near."""
    return texts.nearest(_text(statement, "title"), normal(_text(statement, "text")))


def ask(
    said: Sequence[tuple[Statement, ...]], requirements: Sequence[Requirement], sources: Sources
) -> tuple[tuple[Requirement, ...], tuple[Problem, ...]]:
    """The requirements, with `maybe` where there is a question, and the questions. `said`: the statements of each."""
    suspects = [n for n, those in enumerate(said) if len(those) == 1 and not requirements[n].id and nameless(those[0])]
    if not suspects:
        return tuple(requirements), ()
    texts = known(requirements, sources)
    by_label = {r.label: r for r in requirements}
    settled = {(frozenset((d.requirement, d.other)), d.between) for d in sources.tender.decisions if d.kind in _OTHERS}
    out = list(requirements)
    problems: list[Problem] = []
    for n in suspects:
        (statement,) = said[n]
        row = told(statement)
        label, text = likely(texts, statement)
        if statement.copied in by_label:
            label, text = statement.copied, ""
        found = by_label.get(label)
        standing = found.values.get("text") if found else None
        if row is None or found is None or standing is None or _same_file(found, statement):
            continue
        between = tuple(sorted({row.fingerprint, standing.fingerprint}))
        if any((frozenset((requirements[n].label, name)), between) in settled for name in (label, found.key)):
            continue
        out[n] = replace(requirements[n], maybe=found.key)
        problems.append(_question(out[n], row, found, standing, text, statement, sources.tender))
    return tuple(out), tuple(problems)


def _same_file(found: Requirement, statement: Statement) -> bool:
    return not statement.copied and all(o.place.path == statement.place.path for o in found.origins)


def _text(statement: Statement, name: str) -> str:
    value = statement.values.get(name)
    return value.text if value else ""


def _question(
    asked: Requirement, row: Value, found: Requirement, standing: Value, sent: str, statement: Statement, tender: Tender
) -> Problem:
    if statement.copied:
        message = _("The row is a copy of the row of {id}: its hidden key says so. It counts as a proposal of its own.")
    elif "text" not in statement.values:
        message = _("The row has no id, no key of ours and no text, but the title of {id}. It counts as a proposal.")
    elif normal(row.text) in (normal(standing.text), sent):
        message = _("The row has no id and no key of ours, but the text of {id}. It counts as a proposal of its own.")
    else:
        message = _("The row has no id and no key of ours, and reads like {id}. It counts as a proposal of its own.")
    lines = [f"{row.place}: {_cut(row.text)}", f"{standing.place}: {found.label}: {_cut(standing.text)}"]
    if sent and sent not in (normal(standing.text), normal(row.text)):
        lines.append(_("As it was sent: {text}").format(text=_cut(sent)))
    ask = _("Is it {id}? Then write {id} in the column Krav-ID. Is it a new requirement? Then all is well.")
    paste = _("Or say so in sources/decisions.yaml (kind: row-of, or different for a new requirement):")
    return warning(
        "known-by-text",
        row.place,
        message.format(id=found.label),
        "\n".join((ask.format(id=found.label), paste, _entry(asked, row, found, standing, tender))),
        excerpt="\n".join(lines),
        others=(standing.place,),
        requirement=asked.label,
    )


def _entry(asked: Requirement, row: Value, found: Requirement, standing: Value, tender: Tender) -> str:
    between = tuple((str(text.place), text.fingerprint) for text in (row, standing))
    said = (_("why it is so"), _("project group"), tender.date)
    return DecisionEntry(asked.label, between, *said, kind=KIND, other=found.label).yaml()


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + " …"
