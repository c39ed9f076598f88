"""decisions.yaml -> which of the conflicting texts stands. A decision holds for exactly the texts it was made about.

It is keyed by requirement, field and the set of fingerprints: moved lines void nothing, a changed word does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..base.i18n import _
from ..base.text import normal
from ..model.problem import Problem, error, warning
from ..model.specification import Conflict
from ..model.tender import Decision, Tender
from ..model.value import Value
from .identity import Group

_Key = tuple[str, str, frozenset[str]]


@dataclass(slots=True)
class Decisions:
    """Looked up while fields are merged; what is left over afterwards is void."""

    tender: Tender
    known: dict[_Key, list[Decision]]
    requirements: frozenset[str]
    used: set[_Key] = field(default_factory=set)

    @classmethod
    def of(cls, groups: tuple[Group, ...], tender: Tender) -> "Decisions":
        """Decisions may name a requirement by its id, its key or the id it had elsewhere."""
        if not tender.decisions:
            return cls(tender, {}, frozenset())
        names: dict[str, str] = {}
        for group in groups:
            for statement in group.statements:
                if foreign := statement.values.get("foreign_id"):
                    names.setdefault(foreign.text, group.key)
        names |= {group.key: group.key for group in groups}
        known: dict[_Key, list[Decision]] = {}
        for decision in tender.decisions:
            if decision.kind == "conflict" and not decision.municipality:
                name = names.get(decision.requirement, decision.requirement)
                known.setdefault((name, decision.field, frozenset(decision.between)), []).append(decision)
        return cls(tender, known, frozenset(names.values()))

    def settle(self, group: Group, conflict: Conflict) -> Value | None:
        """The value that stands, None while nobody has decided (or two decisions say different things)."""
        between = {a.value.fingerprint: a.value for a in conflict.alternatives}
        key = (group.key, conflict.field, frozenset(between))
        found = self.known.get(key)
        if not found or len({(d.take, d.text) for d in found}) > 1:
            return None
        decision = found[0]
        if decision.take and decision.take not in between:
            return None
        self.used.add(key)
        if decision.take:
            return between[decision.take]
        return decision.wording or Value(normal(decision.text), decision.place, decision.text)

    def void(self) -> Iterator[Problem]:
        """Decisions that settled nothing. Those on two requirements are judged where such pairs are looked for."""
        for decision in self.tender.decisions:
            if decision.municipality:
                yield self._void(decision, _("Only decisions about the common text of a requirement are used."))
        for key, decisions in self.known.items():
            if key in self.used:
                continue
            requirement, name, _between = key
            first = decisions[0]
            if requirement not in self.requirements:
                yield self._void(first, _("{requirement} is not a requirement of this tender."))
            elif self.tender.field_named(name) is None:
                yield self._void(first, _("{field} is not a field."))
            elif len({(d.take, d.text) for d in decisions}) > 1:
                yield self._contradicting(decisions)
            else:
                yield self._void(first, _("The texts it chose between have changed since; it is not used."))

    def _label(self, decision: Decision) -> str:
        declared = self.tender.field_named(decision.field)
        return declared.label if declared else decision.field

    def _void(self, decision: Decision, message: str) -> Problem:
        return warning(
            "void-decision",
            decision.place,
            message.format(requirement=decision.requirement, field=decision.field),
            _("Decide again if the conflict is still there, or delete the entry (udbud decide --drop)."),
            excerpt=f"{decision.requirement}, {self._label(decision)}: {decision.reason}",
            requirement=decision.requirement,
        )

    def _contradicting(self, decisions: list[Decision]) -> Problem:
        ordered = sorted(decisions, key=lambda d: d.place)
        message = _("{requirement}, {field}: two decisions about the same texts say different things. None is used.")
        return error(
            "contradicting-decisions",
            ordered[0].place,
            message.format(requirement=ordered[0].requirement, field=self._label(ordered[0])),
            _("Delete the one that no longer holds."),
            excerpt="\n".join(f"{d.date} {d.role}: {d.reason}" for d in ordered),
            others=tuple(d.place for d in ordered[1:]),
            requirement=ordered[0].requirement,
        )
