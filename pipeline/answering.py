"""Comments -> the workbook to answer in, and one that comes back -> sources/answers.yaml.

Every row that is right is recorded, whatever is wrong with the others; an answer that stands is never written over.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from .base import files
from .base.dates import iso_of
from .base.i18n import _
from .base.locking import LockedError, lock
from .base.text import folded, legal, normal
from .build import Outcome, examine
from .bundle import cannot_save, locked
from .check.unusable_setting import check as unusable_settings
from .hearing import FOLDER, heard
from .model import settings
from .model.answer import DECISIONS, ROLES, WORDS, Answer
from .model.edition import visible
from .model.entry import AnswerEntry
from .model.hearing import Remark
from .model.hearing_report import Report
from .model.place import Place
from .model.problem import Problem, Severity, error, ordered
from .read.answers import AnswerRow, Asked, read_answers
from .read.declarations.answers import PATH, SHAPE, answers_of
from .read.declarations.documents import HEARING
from .read.declarations.node import Items
from .read.declarations.unlisted import read_letter_template
from .recording import Additions, Read
from .write.excel.comments import INPUTS, columns, comments_workbook, shown_texts

WORKBOOK = "besvarelse.xlsx"


class Now(Struct, frozen=True):
    """The project as it is: its comments, and the words of the workbook. `report` is None without a template."""

    outcome: Outcome
    report: Report | None
    problems: tuple[Problem, ...] = ()

    @property
    def asking(self) -> tuple[Remark, ...]:
        return tuple(r for r in self.report.hearing.remarks() if r.needs_answer) if self.report else ()


class Taken(Struct, frozen=True):
    """`entries`: key of the comment -> what was recorded. `already`: rows that say what is answered."""

    entries: dict[str, AnswerEntry]
    already: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)


def now(root: Path) -> Now:
    outcome = examine(root)
    tender = outcome.specification.tender
    if not tender.readable:
        return Now(outcome, None, tuple(p for p in outcome.problems if p.severity is Severity.ERROR))
    template, problems = read_letter_template(root, HEARING)
    if template is None or any(p.severity is Severity.ERROR for p in problems):
        return Now(outcome, None, problems)
    specification = outcome.specification
    shown = replace(specification, tender=replace(tender, documents=(template,)))
    report = Report(heard(root, outcome), tender, template)
    return Now(outcome, report, ordered((*problems, *unusable_settings(shown))))


def write(found: Now, output: Path, today: str) -> tuple[Path | None, tuple[Problem, ...]]:
    """A workbook in which answers wait to be read in is not replaced."""
    assert found.report is not None
    path = output / FOLDER / WORKBOOK
    try:
        if files.exists(path):
            waiting = _judged(found, files.read(path), path.as_posix(), today)
            if waiting.entries or waiting.failed:
                return None, (_unread(path), *waiting.problems)
        data = comments_workbook(visible(found.outcome.specification, "internal"), found.report)
        with lock(output, "hearing --answers"):
            files.write(path, data)
    except LockedError as held:
        return None, (locked(output, str(held)),)
    except OSError as failure:
        return None, (cannot_save(path.parent, failure),)
    return path, ()


def take(root: Path, found: Now, data: bytes, path: str, today: str) -> Taken:
    """`today` is the date of rows without one."""
    taken = _judged(found, data, path, today)
    record = Record(root)
    unwritten = record.broken()
    if taken.entries and not unwritten:
        unwritten = record.add_all(taken.entries)
    if unwritten:
        return Taken({}, taken.already, ordered((*taken.problems, *unwritten)))
    return taken


class Record(Additions[AnswerEntry]):
    """Answers at the end of sources/answers.yaml."""

    path_in_project = PATH
    shape = SHAPE

    def parse(self, node: Items) -> Read:
        return answers_of(node), ()

    def said(self, read: object) -> tuple[object, ...]:
        assert isinstance(read, Answer)
        return read.requirement, read.municipality, read.about, read.text, read.decision, read.role, read.date

    def wanted(self, entry: AnswerEntry) -> tuple[object, ...]:
        e = entry
        return e.requirement, e.municipality, e.about, e.text, e.decision, e.role, e.date


# --- rows that come back ---------------------------------------------------------------------------------------------


def _asked() -> Asked:
    key, enough = re.compile(r"B-[0-9A-F]{24}"), frozenset(("answer", "decision"))
    name = _("the workbook of answers to the hearing")
    return Asked(key, enough, INPUTS[:2], name, "udbud hearing --answers", "udbud hearing FILE")


def _judged(found: Now, data: bytes, path: str, today: str) -> Taken:
    report = found.report
    assert report is not None
    labels = {settings.text(entry, "label"): settings.text(entry, "name") for entry in columns(report)}
    rows, unread = read_answers(data, path, labels, _asked())
    remarks = {remark.key: remark for remark in found.asking}
    entries: dict[str, AnswerEntry] = {}
    first: dict[str, AnswerRow] = {}
    problems: list[Problem] = [*unread]
    already = 0
    doubled: set[str] = set()
    for row in rows:
        if not any(row.cells.get(name) for name in INPUTS):
            continue
        remark = remarks.get(row.key)
        if remark is None:
            problems.append(_outdated(row))
            continue
        wrong = (*_torn(row, remark, report), *_mistakes(row))
        if wrong:
            problems += wrong
            continue
        entry = _entry(row, remark, today)
        if remark.answer is not None and _same(remark.answer, entry, bool(row.cells.get("date"))):
            already += 1
        elif remark.answer is not None and not remark.answer.by_decision:
            problems.append(_answered(row, remark.answer))
        elif row.key in first and entries[row.key] != entry:
            doubled.add(row.key)
            problems.append(_twice(row, first[row.key]))
        else:
            first.setdefault(row.key, row)
            entries[row.key] = entry
    kept = {key: entry for key, entry in entries.items() if key not in doubled}
    return Taken(kept, already, ordered(problems))


def _entry(row: AnswerRow, remark: Remark, today: str) -> AnswerEntry:
    return AnswerEntry(
        remark.label,
        remark.municipality,
        remark.about,
        normal(legal(row.cells.get("answer", ""))),
        DECISIONS[folded(row.cells.get("decision", ""))],
        folded(row.cells.get("role", "")),
        iso_of(row.cells.get("date", "")) or today,
    )


def _same(answer: Answer, entry: AnswerEntry, dated: bool) -> bool:
    """As read back: a cell holds neither blank lines at its ends nor runs of spaces."""
    said = (normal(legal(answer.text)), answer.decision, answer.role)
    return said == (entry.text, entry.decision, entry.role) and (not dated or answer.date == entry.date)


def _mistakes(row: AnswerRow) -> Iterator[Problem]:
    for name, message in (
        ("answer", _("The answer is missing.")),
        ("decision", _("The decision is missing.")),
        ("role", _("The role that decided is missing.")),
    ):
        if not row.cells.get(name):
            fix = _("Fill in the cell, or empty the row to answer another time.")
            yield error("answer-incomplete", row.place(name), message, fix, excerpt=row.cells.get("id", ""))
    for name, words in (("decision", tuple(DECISIONS)), ("role", ROLES)):
        written = row.cells.get(name, "")
        if written and folded(written) not in words:
            message = _("«{word}» is not one of the words of this column.").format(word=written)
            fix = _("Choose: {words}.").format(words=", ".join(words))
            yield error("unknown-choice", row.place(name), message, fix, excerpt=written)
    if (date := row.cells.get("date", "")) and not iso_of(date):
        message = _("«{date}» is no date.").format(date=date)
        yield error("bad-date", row.place("date"), message, _("Write it as 25-11-2026, or leave the cell empty."))


def _torn(row: AnswerRow, remark: Remark, report: Report) -> Iterator[Problem]:
    """A row of which only some cells were sorted, or whose locked texts somebody has written over."""
    texts = shown_texts(report, remark, None)
    for name in ("id", "municipality", "remark", "proposal"):
        if name in row.cells and row.cells[name].split() != texts[name].split():
            message = _("The cell does not say what was said in the hearing, so nobody can tell what is answered here.")
            fix = _("Sort whole rows only, and leave the grey cells. Make a new workbook if in doubt.")
            yield error("answer-torn", row.place(name), message, fix, excerpt=row.cells[name])
            return


def _outdated(row: AnswerRow) -> Problem:
    message = _("The comment has changed or was withdrawn since the workbook was made, so the answer is not used.")
    fix = _("Make a new workbook with udbud hearing --answers; it has the comment as it is now.")
    return error("answer-outdated", row.place("answer"), message, fix, excerpt=row.cells.get("answer", ""))


def _answered(row: AnswerRow, answer: Answer) -> Problem:
    return error(
        "already-decided",
        row.place("answer"),
        _("The comment is answered already, and otherwise; the answer that stands is not written over."),
        _("Delete the entry in sources/answers.yaml if the new answer shall count, and read the workbook again."),
        excerpt=f"{answer.date} {answer.role}: {WORDS.get(answer.decision, '')} – {answer.text}",
        others=(answer.place,),
    )


def _twice(row: AnswerRow, first: AnswerRow) -> Problem:
    return error(
        "answer-twice",
        row.place("answer"),
        _("The same comment is answered twice, and not in the same way. Neither answer is used."),
        _("Delete one of the rows."),
        excerpt=row.cells.get("answer", ""),
        others=(first.place("answer"),),
    )


def _unread(path: Path) -> Problem:
    message = _("The workbook holds answers that are not read in, so it is not replaced.")
    fix = _("Read it in first: udbud hearing {file}. Or move it away.").format(file=path.name)
    return error("answers-unread", Place(path.as_posix()), message, fix)
