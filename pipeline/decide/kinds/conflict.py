"""Different texts in one field of one requirement: one of them stands, or another that is agreed instead."""

from collections.abc import Iterator

from ...base.i18n import _
from ...base.text import normal
from ...model.entry import DecisionEntry
from ...model.question import OTHER, Answer, Question, Side
from ...model.specification import Conflict, Requirement, Specification
from ...model.tender import Decision, Tender
from ...read.values import Vocabulary, value_of
from .kind import Kind, is_about, voice

NAME = "conflict"


def questions(specification: Specification) -> tuple[Question, ...]:
    return tuple(_questions(specification))


def _questions(specification: Specification) -> Iterator[Question]:
    for requirement in specification.requirements:
        for conflict in requirement.conflicts:
            if conflict.asked:
                yield _question(requirement, conflict, specification.tender)


def _question(requirement: Requirement, conflict: Conflict, tender: Tender) -> Question:
    """The text that is printed meanwhile comes first."""
    declared = tender.field_named(conflict.field)
    standing = requirement.values[conflict.field].fingerprint
    ordered = sorted(conflict.alternatives, key=lambda a: (a.value.fingerprint != standing, a.value.fingerprint))
    return Question(
        kind=NAME,
        identity=(requirement.key, conflict.field),
        requirement=requirement.label,
        title=requirement.text("title"),
        sides=tuple(
            Side(a.value.text, a.value.fingerprint, a.value.place, tuple(voice(o, tender) for o in a.origins))
            for a in ordered
        ),
        choices=tuple(str(n) for n in range(1, len(ordered) + 1)),
        field=declared.label if declared else conflict.field,
        worded=True,
    )


def _word(question: Question, choice: str) -> str:
    return _("text {n}").format(n=choice)


def _entry(question: Question, answer: Answer) -> DecisionEntry:
    """A text of their own that is one of the texts is that text."""
    texts = [normal(side.text) for side in question.sides]
    choice, text = answer.choice, normal(answer.text)
    if choice == OTHER and text in texts:
        choice = str(texts.index(text) + 1)
    return DecisionEntry(
        requirement=question.requirement,
        between=tuple((str(side.place), side.sha256) for side in question.sides),
        reason=answer.reason,
        role=answer.role,
        date=answer.date,
        field=question.identity[1],
        take="" if choice == OTHER else str(question.sides[int(choice) - 1].place),
        text=text if choice == OTHER else "",
    )


def _answered(question: Question, decision: Decision, specification: Specification) -> Answer | None:
    key, field = question.identity
    requirement = specification.by_key().get(key)
    names = {key, question.requirement, requirement.text("foreign_id") if requirement else ""}
    if decision.kind != NAME or decision.field != field or decision.requirement not in names:
        return None
    if not is_about(decision, question):
        return None
    taken = [str(n) for n, side in enumerate(question.sides, 1) if decision.take and side.sha256 == decision.take]
    return Answer(taken[0] if taken else OTHER, decision.reason, decision.role, decision.date, normal(decision.text))


def _refused(question: Question, text: str, tender: Tender) -> str:
    """A choice field takes only its choices."""
    declared = tender.field_named(question.identity[1])
    if declared is None or declared.kind != "choice":
        return ""
    known = tender.choices(declared)
    value = value_of(declared, text, question.sides[0].place, Vocabulary.of(tender))
    wrong = [key for key in value.keys if key not in {c.key for c in known}]
    if not wrong:
        return ""
    message = _("«{word}» is not one of the choices of {field}: {choices}.")
    return message.format(word=wrong[0], field=question.field, choices=", ".join(c.key for c in known[:40]))


CONFLICT = Kind(NAME, lambda: _("Conflict"), _word, questions, _entry, _answered, _refused)
