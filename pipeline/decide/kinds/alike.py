"""Two requirements that are worded alike: the same, one refining the other, or different."""

from collections.abc import Iterator

from ...base.i18n import _
from ...check.near_duplicate import Alike, differences, open_pairs
from ...model.entry import DecisionEntry
from ...model.question import Answer, Question
from ...model.specification import Requirement, Specification
from ...model.tender import Decision, Tender
from .kind import Kind, is_about, side_of

NAME = "alike"
# The second of the two refines the first; decisions.yaml then names it first.
REFINED_BY = "refined-by"
_CHOICES = ("same-as", "refines", REFINED_BY, "different")


def questions(specification: Specification) -> tuple[Question, ...]:
    return tuple(_questions(specification))


def _questions(specification: Specification) -> Iterator[Question]:
    for pair in open_pairs(specification):
        yield _question(pair, specification.tender)


def _question(pair: Alike, tender: Tender) -> Question:
    one, other = pair.one.requirement, pair.other.requirement
    return Question(
        kind=NAME,
        identity=(one.key, other.key),
        requirement=one.label,
        title=one.text("title"),
        sides=tuple(side_of(m.requirement, m.value, tender) for m in (pair.one, pair.other)),
        choices=_CHOICES,
        note=" ".join(differences(pair)),
    )


def _word(question: Question, choice: str) -> str:
    return {
        "same-as": _("the same requirement"),
        "refines": _("requirement 1 refines requirement 2"),
        REFINED_BY: _("requirement 2 refines requirement 1"),
        "different": _("different requirements"),
    }[choice]


def _entry(question: Question, answer: Answer) -> DecisionEntry:
    names = [side.requirement for side in question.sides]
    return DecisionEntry(
        requirement=names[1] if answer.choice == REFINED_BY else names[0],
        between=tuple((str(side.place), side.sha256) for side in question.sides),
        reason=answer.reason,
        role=answer.role,
        date=answer.date,
        kind="refines" if answer.choice == REFINED_BY else answer.choice,
        other=names[0] if answer.choice == REFINED_BY else names[1],
    )


def _answered(question: Question, decision: Decision, specification: Specification) -> Answer | None:
    known = specification.by_key()
    one, other = (_names(known[key]) if key in known else {key} for key in question.identity)
    if decision.kind not in _CHOICES or not is_about(decision, question):
        return None
    if decision.requirement in one and decision.other in other:
        choice = decision.kind
    elif decision.requirement in other and decision.other in one:
        choice = REFINED_BY if decision.kind == "refines" else decision.kind
    else:
        return None
    return Answer(choice, decision.reason, decision.role, decision.date)


def _names(requirement: Requirement) -> set[str]:
    return {requirement.key, requirement.label, requirement.text("foreign_id")} - {""}


def _refused(question: Question, text: str, tender: Tender) -> str:
    return _("The question is about two requirements; change a text where it is written.")


ALIKE = Kind(NAME, lambda: _("Worded alike"), _word, questions, _entry, _answered, _refused)
