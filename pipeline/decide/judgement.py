"""The rows of a returned workbook -> the decisions to record, and every row that cannot be recorded, with why.

A row whose texts have changed since, that was cut in two by sorting, or that is decided already, changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ..base.dates import iso_of
from ..base.i18n import _
from ..base.text import folded, legal, normal, one_line
from ..model.entry import DecisionEntry
from ..model.problem import Problem, error, ordered
from ..model.question import LATER, OTHER, Answer, Question
from ..model.specification import Specification
from ..model.tender import Document
from ..read.answers import AnswerRow
from ..write.excel.questions import INPUTS, choices_of, columns, shown_text, words_of
from .kinds import BY_NAME

_ROLE_LENGTH = 100


class Judged(Struct, frozen=True):
    """`entries`: question key -> what to record. `already`: rows that say what is decided; `untouched`: without answer
    or postponed."""

    entries: Mapping[str, DecisionEntry]
    problems: tuple[Problem, ...]
    already: int = 0
    untouched: int = 0


def labels_of(document: Document, kinds: Iterable[str]) -> dict[str, str]:
    """Heading -> name of the column, for as many texts as anybody may have written."""
    return {column.label: column.name for kind in kinds for column in columns(document, kind, 200)}


def judge(
    rows: Iterable[AnswerRow],
    asked: tuple[Question, ...],
    every: tuple[Question, ...],
    specification: Specification,
    document: Document,
    today: str,
) -> Judged:
    """`asked` are open, `every` also those that are decided. `today` is the date of rows without one."""
    still_open = {question.key for question in asked}
    known = {question.key: question for question in (*every, *asked)}
    abouts = {question.about for question in known.values()}
    seen: dict[str, tuple[AnswerRow, DecisionEntry]] = {}
    doubled: set[str] = set()
    problems: list[Problem] = []
    already = untouched = 0
    for row in rows:
        question = known.get(row.key)
        if _postponed(row, question, document):
            untouched += 1
            continue
        if question is None:
            problems.append(_outdated(row, row.key.split("-")[1] in abouts))
            continue
        if wrong := (*_torn(row, question), *_mistakes(row, question, specification, document)):
            problems += wrong
            continue
        answer = _answer(row, question, document, today)
        entry = BY_NAME[question.kind].entry(question, answer)
        if row.key not in still_open:
            if why := _decided(row, question, entry, specification):
                problems.append(why)
            else:
                already += 1
        elif row.key not in seen:
            seen[row.key] = row, entry
        elif seen[row.key][1] != entry:
            doubled.add(row.key)
            problems.append(_twice(row, seen[row.key][0]))
    entries = {key: entry for key, (_row, entry) in seen.items() if key not in doubled}
    return Judged(entries, ordered(problems), already, untouched)


def _postponed(row: AnswerRow, question: Question | None, document: Document) -> bool:
    if not any(row.cells.get(name) for name in INPUTS):
        return True
    kind = question.kind if question else ""
    return folded(row.cells.get("choice", "")) == folded(words_of(document)(kind, LATER))


def _choice(row: AnswerRow, question: Question, document: Document) -> str:
    """The name of the choice, '' for a word that is none."""
    word = words_of(document)
    by_word = {folded(word(question.kind, name)): name for name in choices_of(question)}
    return by_word.get(folded(row.cells.get("choice", "")), "")


def _answer(row: AnswerRow, question: Question, document: Document, today: str) -> Answer:
    return Answer(
        _choice(row, question, document),
        line(row.cells.get("reason", "")),
        line(row.cells.get("role", "")),
        iso_of(row.cells.get("date", "")) or today,
        normal(legal(row.cells.get("other", ""))),
    )


def line(text: str) -> str:
    """Of one line, without what YAML and Word cannot hold."""
    return one_line(legal(text))


def _mistakes(
    row: AnswerRow, question: Question, specification: Specification, document: Document
) -> Iterator[Problem]:
    word = words_of(document)
    written, other = row.cells.get("choice", ""), row.cells.get("other", "")
    choice = _choice(row, question, document)
    if not written:
        yield _incomplete(row, "choice", _("Nothing is chosen, but the row has a text or a reason."))
    elif not choice:
        words = ", ".join(word(question.kind, name) for name in choices_of(question))
        message = _("«{word}» is not one of the choices of this row.").format(word=line(written)[:80])
        yield error("unknown-choice", row.place("choice"), message, _("Choose: {words}.").format(words=words))
    if choice == OTHER and not other:
        yield _incomplete(row, "other", _("Another text is chosen, but none is written."))
    elif choice == OTHER and (why := BY_NAME[question.kind].refused(question, other, specification.tender)):
        yield error("unknown-choice", row.place("other"), why, _("Write one of them."), excerpt=line(other)[:200])
    elif choice and choice != OTHER and other:
        message = _("Another text is written, but «{word}» is chosen.").format(word=written)
        fix = _("Choose «{other}», or delete the text.").format(other=word(question.kind, OTHER))
        yield error("answer-incomplete", row.place("other"), message, fix, excerpt=line(other)[:200])
    if not line(row.cells.get("reason", "")):
        yield _incomplete(row, "reason", _("The reason is missing."))
    if not line(row.cells.get("role", "")):
        yield _incomplete(row, "role", _("The role that decided is missing."))
    elif len(row.cells["role"]) > _ROLE_LENGTH:
        yield _incomplete(row, "role", _("The role is longer than {n} characters.").format(n=_ROLE_LENGTH))
    if (date := row.cells.get("date", "")) and not iso_of(date):
        message = _("«{date}» is no date.").format(date=line(date)[:80])
        yield error("bad-date", row.place("date"), message, _("Write it as 25-11-2026, or leave the cell empty."))


def _torn(row: AnswerRow, question: Question) -> Iterator[Problem]:
    """A row of which only some cells were sorted, or whose locked texts somebody has written over."""
    ids = {question.requirement, *(side.requirement for side in question.sides)}
    if "id" in row.cells and not set(row.cells["id"].split()) & ids:
        message = _("The row belongs to {requirement}, but «{written}» stands in it: the row has been torn apart.")
        said = message.format(requirement=question.requirement, written=line(row.cells["id"])[:80])
        yield error("answer-torn", row.place("id"), said, _("Sort whole rows only. Make a new workbook if in doubt."))
        return
    for n in range(len(question.sides)):
        name = f"text{n + 1}"
        if name in row.cells and row.cells[name].split() != " ".join(shown_text(question, n)).split():
            yield error(
                "answer-torn",
                row.place(name),
                _("The text is not the one that was sent out: somebody has written in the cell, or only half the row "
                  "was sorted."),
                _("Write a new text under «another text» and choose that. The texts to choose from stay as they are."),
                excerpt=line(row.cells[name])[:200],
            )  # fmt: skip


def _decided(row: AnswerRow, question: Question, entry: DecisionEntry, specification: Specification) -> Problem | None:
    """None where the row says what is decided already."""
    kind = BY_NAME[question.kind]
    for decision in specification.tender.decisions:
        made = kind.answered(question, decision, specification)
        if made is None:
            continue
        if kind.entry(question, made) == entry:
            return None
        said = f"{decision.date} {decision.role}: {_in_words(question, made)} – {decision.reason}"
        return error(
            "already-decided",
            row.place("choice"),
            _("{requirement} is decided already, and otherwise; the decision stands.").format(
                requirement=question.requirement
            ),
            _("Delete the entry in sources/decisions.yaml if the new answer shall count, and read the workbook again."),
            excerpt=said,
            others=(decision.place,),
            requirement=question.requirement,
        )
    return _outdated(row, True)


def _in_words(question: Question, answer: Answer) -> str:
    return answer.text if answer.choice == OTHER else BY_NAME[question.kind].word(question, answer.choice)


def _incomplete(row: AnswerRow, name: str, message: str) -> Problem:
    fix = _("Fill in the cell, or empty the row to leave the question open.")
    return error("answer-incomplete", row.place(name), message, fix, excerpt=line(row.cells.get("id", ""))[:80])


def _outdated(row: AnswerRow, asked: bool) -> Problem:
    message = (
        _("The texts have changed since the workbook was made, so the answer is not used.")
        if asked
        else _("The question is no longer there: its texts agree now, or the row is from another tender.")
    )
    fix = _("Make a new workbook with udbud decide --workbook; it asks again where there is something to decide.")
    return error("answer-outdated", row.place("choice"), message, fix, excerpt=line(row.cells.get("id", ""))[:80])


def _twice(row: AnswerRow, first: AnswerRow) -> Problem:
    return error(
        "answer-twice",
        row.place("choice"),
        _("The same question is answered twice, and not in the same way. Neither answer is used."),
        _("Delete one of the rows."),
        excerpt=line(row.cells.get("id", ""))[:80],
        others=(first.place("choice"),),
    )
