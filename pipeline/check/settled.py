"""Decisions on two requirements that are worded alike -> the pairs that are settled, and the decisions that are void.

Such a decision answers a question and changes no text. It holds for exactly the two texts it was made about, whatever
lines they stand in, and for as long as both requirements are live; afterwards it is carried out.
"""

from collections.abc import Sequence

from ..base.i18n import _
from ..model.problem import Problem, error, warning
from ..model.specification import Requirement, Specification
from ..model.tender import Decision

KINDS = ("same-as", "refines", "different")

Pair = frozenset[str]


def settled(specification: Specification) -> tuple[frozenset[Pair], tuple[Problem, ...]]:
    """The pairs, by key, and what is wrong with the decisions."""
    known = _names(specification)
    pairs: dict[Pair, list[Decision]] = {}
    problems: list[Problem] = []
    for decision in specification.tender.decisions:
        if decision.kind not in KINDS or decision.municipality:
            continue
        two = [known.get(name) for name in (decision.requirement, decision.other)]
        if why := _void(decision, two):
            problems.append(_problem(decision, why))
        else:
            pairs.setdefault(frozenset(r.key for r in two if r), []).append(decision)
    for pair, decisions in tuple(pairs.items()):
        if len({_meaning(d, known) for d in decisions}) > 1:
            problems.append(_contradicting(decisions))
            del pairs[pair]
    return frozenset(pairs), tuple(problems)


def _names(specification: Specification) -> dict[str, Requirement]:
    """A decision may name a requirement by its id, its key or the id it had elsewhere."""
    found: dict[str, Requirement] = {}
    for requirement in specification.requirements:
        if foreign := requirement.text("foreign_id"):
            found.setdefault(foreign, requirement)
    for requirement in specification.requirements:
        found |= dict.fromkeys((requirement.label, requirement.key), requirement)
    return found


def _void(decision: Decision, two: Sequence[Requirement | None]) -> str:
    """Why the decision settles nothing, '' when it does."""
    one, other = two
    if one is None or other is None:
        missing = decision.other if one else decision.requirement
        return _("{requirement} is not a requirement of this tender.").format(requirement=missing)
    if one.key == other.key:
        return _("It names the same requirement twice.")
    if "withdrawn" in (one.status, other.status):
        return ""
    texts = [r.values.get("text") for r in (one, other)]
    if tuple(sorted({text.fingerprint for text in texts if text})) != decision.between:
        return _("The texts it is about have changed since; it is not used.")
    return ""


def _meaning(decision: Decision, known: dict[str, Requirement]) -> tuple[str, str]:
    """`F-1 refines F-2` is not `F-2 refines F-1`; the other kinds have no direction."""
    return decision.kind, known[decision.requirement].key if decision.kind == "refines" else ""


def _problem(decision: Decision, why: str) -> Problem:
    return warning(
        "void-decision",
        decision.place,
        why,
        _("Decide again if the requirements are still alike, or delete the entry (udbud decide --drop)."),
        excerpt=_line(decision),
        requirement=decision.requirement,
    )


def _contradicting(decisions: list[Decision]) -> Problem:
    first, *rest = sorted(decisions, key=lambda d: d.place)
    message = _("{requirement} and {other}: two decisions about the same texts say different things. None is used.")
    return error(
        "contradicting-decisions",
        first.place,
        message.format(requirement=first.requirement, other=first.other),
        _("Delete the one that no longer holds."),
        excerpt="\n".join(_line(d) for d in (first, *rest)),
        others=tuple(d.place for d in rest),
        requirement=first.requirement,
    )


def _line(decision: Decision) -> str:
    return f"{decision.requirement} {decision.kind} {decision.other}: {decision.reason}"
