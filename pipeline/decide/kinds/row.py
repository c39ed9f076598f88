"""A row of a form that came back without id and key: is it the requirement it reads like, or a new one?"""

from collections.abc import Iterator

from ...base.i18n import _
from ...merge.rows import KIND
from ...model.entry import DecisionEntry
from ...model.question import Answer, Question
from ...model.specification import Specification
from ...model.tender import Decision, Tender
from .kind import Kind, is_about, side_of

NAME = "row"
_CHOICES = (KIND, "different")


def questions(specification: Specification) -> tuple[Question, ...]:
    return tuple(_questions(specification))


def _questions(specification: Specification) -> Iterator[Question]:
    known = specification.by_key()
    for row in specification.requirements:
        if (found := known.get(row.maybe)) is None:
            continue
        said, standing = row.values.get("text") or row.values.get("title"), found.values.get("text")
        if said is not None and standing is not None:
            sides = (side_of(row, said, specification.tender), side_of(found, standing, specification.tender))
            yield Question(NAME, (row.key, found.key), row.label, row.text("title"), sides, _CHOICES)


def _word(question: Question, choice: str) -> str:
    if choice == KIND:
        return _("the row is {requirement}").format(requirement=question.sides[1].requirement)
    return _("the row is a new requirement")


def _entry(question: Question, answer: Answer) -> DecisionEntry:
    row, found = question.sides
    return DecisionEntry(
        requirement=row.requirement,
        between=tuple((str(side.place), side.sha256) for side in question.sides),
        reason=answer.reason,
        role=answer.role,
        date=answer.date,
        kind=answer.choice,
        other=found.requirement,
    )


def _answered(question: Question, decision: Decision, specification: Specification) -> Answer | None:
    """Once the row is the requirement it is no longer one of its own, so its names are those of the question."""
    (row, found), sides = question.identity, question.sides
    if decision.kind not in _CHOICES or not is_about(decision, question):
        return None
    if decision.requirement not in (row, sides[0].requirement) or decision.other not in (found, sides[1].requirement):
        return None
    return Answer(decision.kind, decision.reason, decision.role, decision.date)


def _refused(question: Question, text: str, tender: Tender) -> str:
    return _("The question is about a row and a requirement; change a text where it is written.")


ROW = Kind(NAME, lambda: _("Row without a number"), _word, questions, _entry, _answered, _refused)
