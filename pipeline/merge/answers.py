"""A hearing -> what is wrong with its answers: void ones, ones to nobody, two to one comment, comments without one."""

from collections.abc import Iterator

from ..base.i18n import _, ngettext
from ..model.answer import Answer
from ..model.hearing import Hearing, Remark
from ..model.problem import Problem, error, note, warning
from ..model.specification import Specification
from .attachments import names_of

_LISTED = 20


def unsettled(hearing: Hearing, specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    names = names_of(specification.requirements) if tender.answers else {}
    said: dict[tuple[str, str], list[Remark]] = {}
    waiting: dict[str, list[Remark]] = {}
    for remark in hearing.remarks():
        said.setdefault((names.get(remark.label, remark.label), remark.municipality), []).append(remark)
        if remark.is_open:
            waiting.setdefault(remark.municipality, []).append(remark)
    given: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in tender.answers:
        name = names.get(answer.requirement, answer.requirement)
        given.setdefault((name, answer.municipality, answer.about), []).append(answer)
        comments = said.get((name, answer.municipality), [])
        if not comments:
            yield _to_nobody(answer)
        elif answer.about and answer.about not in {remark.about for remark in comments}:
            yield _void(answer, comments)
    for answers in given.values():
        if len(answers) > 1 and answers[0].about:
            yield _twice(answers)
    municipalities = {m.key: m.name for m in tender.municipalities}
    for key, remarks in waiting.items():
        yield _unanswered(remarks, municipalities.get(key, key))


def _to_nobody(answer: Answer) -> Problem:
    return warning(
        "answer-without-comment",
        answer.place,
        _("{municipality} has said nothing about {requirement} that this could answer.").format(
            municipality=answer.municipality, requirement=answer.requirement
        ),
        _("Correct «requirement» or «municipality», or delete the entry if the comment was withdrawn."),
        excerpt=answer.text,
        requirement=answer.requirement,
    )


def _void(answer: Answer, comments: list[Remark]) -> Problem:
    """The new fingerprint is printed, so that who has looked can paste it."""
    message = _("What {municipality} says about {requirement} has changed since this answer; it is not used.")
    fix = _("Read the comment as it is now. If the answer still fits, write «about: {about}»; else answer anew.")
    open_ = [remark for remark in comments if remark.is_open] or comments
    return warning(
        "void-answer",
        answer.place,
        message.format(municipality=answer.municipality, requirement=answer.requirement),
        fix.format(about=open_[0].about),
        excerpt=answer.text,
        others=tuple(remark.place for remark in comments),
        requirement=answer.requirement,
    )


def _twice(answers: list[Answer]) -> Problem:
    first, *rest = sorted(answers, key=lambda a: a.place)
    return error(
        "two-answers",
        first.place,
        _("The comment of {municipality} on {requirement} has {n} answers; the first counts.").format(
            municipality=first.municipality, requirement=first.requirement, n=len(answers)
        ),
        _("Keep one of them and delete the rest."),
        excerpt="\n".join(f"{a.date} {a.role}: {a.text}" for a in (first, *rest)),
        others=tuple(a.place for a in rest),
        requirement=first.requirement,
    )


def _unanswered(remarks: list[Remark], municipality: str) -> Problem:
    """One message for a municipality, however many comments it has made."""
    n = len(remarks)
    message = ngettext(
        "{n} comment of {municipality} has no answer.", "{n} comments of {municipality} have no answer.", n
    )
    named = [
        f"{remark.label}: {(remark.text or remark.proposal or remark.stance).splitlines()[0]}" for remark in remarks
    ]
    shown = named[:_LISTED] + ([_("… and {n} more").format(n=n - _LISTED)] if n > _LISTED else [])
    return note(
        "unanswered-comment",
        remarks[0].place,
        message.format(n=n, municipality=municipality),
        _("Answer in sources/answers.yaml, or in the workbook that «udbud hearing --answers» makes."),
        excerpt="\n".join(shown),
        others=tuple(remark.place for remark in remarks[1:_LISTED]),
    )
