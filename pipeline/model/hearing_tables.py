"""A hearing report -> its tables: comments, requirements, municipalities, and what counts for one municipality only.

All columns are the workbook's; the Word document shows those that workbook.yaml names under `word`.
"""

from collections import Counter
from collections.abc import Iterator

from ..base.dates import printed
from ..base.text import legal
from . import settings
from .hearing import Remark, Subject
from .hearing_report import Report
from .trace import Row, View


def views(report: Report) -> tuple[View, ...]:
    """The sheets of the workbook after the overview."""
    return tuple(
        _view(report, name, tuple(rows(report)))
        for name, rows in (
            ("comments", _comments),
            ("requirements", _requirements),
            ("participants", _participants),
            ("wishes", _wishes),
        )
    )


_NAMED = frozenset(("packages", "silent"))  # columns that would tell who somebody without a name is


def columns(report: Report, name: str) -> list[str]:
    listed = settings.table(report.document.settings, "views", name, "columns")
    return [column for column in listed if report.kind != "anonymous" or column not in _NAMED]


def _view(report: Report, name: str, rows: "tuple[dict[str, str | int], ...]") -> View:
    shown = columns(report, name)
    figures = {key for row in rows for key, value in row.items() if isinstance(value, int)}
    entry = settings.table(report.document.settings, "views", name, "columns")
    headings = tuple(
        (settings.text(entry, c, "label", default=c), settings.number(entry, c, "width", default=16), c in figures)
        for c in shown
    )
    lines: tuple[Row, ...] = tuple(tuple(_cell(row.get(c, "")) for c in shown) for row in rows)
    return View(name, headings, lines)


def _cell(value: str | int) -> str | int:
    return legal(value) if isinstance(value, str) else value


Lines = Iterator["dict[str, str | int]"]


def _comments(report: Report) -> Lines:
    names, areas = report.names(), {a.key: a.title for a in report.tender.areas}
    subjects: dict[str, Subject] = {s.label: s for s in report.hearing.subjects}
    for remark in report.hearing.remarks():
        subject, answer = subjects.get(remark.label), remark.answer
        yield {
            "id": remark.label,
            "title": subject.title if subject else report.word("no_requirement"),
            "area": areas.get(subject.area, "") if subject else "",
            "municipality": names.get(remark.municipality, remark.municipality),
            "stance": report.choice("stances", remark.stance),
            "importance": report.choice("importances", remark.importance),
            "remark": remark.text,
            "proposal": remark.proposal,
            "answer": answer.text if answer else "",
            "decision": report.decided(remark),
            "role": answer.role if answer else "",
            "date": printed(answer.date, report.tender.language) if answer else "",
        }


def _requirements(report: Report) -> Lines:
    areas = {a.key: a.title for a in report.tender.areas}
    for subject in report.hearing.subjects:
        changed = subject.before != subject.now
        asking = [r for r in subject.remarks if r.needs_answer]
        yield {
            "id": subject.label,
            "title": subject.title,
            "area": areas.get(subject.area, ""),
            "before": subject.before,
            "changed": report.word("withdrawn" if subject.withdrawn else "changed" if changed else "unchanged"),
            "now": subject.now if changed else "",
            "comments": len(asking),
            "proposals": sum(bool(r.proposal) for r in asking),
            "approvals": len(subject.remarks) - len(asking),
            "open": sum(r.is_open for r in asking),
            "wishes": len(subject.wishes),
        }


def _participants(report: Report) -> Lines:
    said: dict[str, list[Remark]] = {}
    for remark in report.hearing.remarks():
        said.setdefault(remark.municipality, []).append(remark)
    wished = Counter(w.municipality for w in report.hearing.wishes())
    for p in report.hearing.participants:
        asking = [r for r in said.get(p.key, ()) if r.needs_answer]
        state = "silent" if not p.replied else "consented" if set(p.consented) == set(p.asked) else "replied"
        yield {
            "municipality": p.name,
            "state": report.word("states", state),
            "asked": len(p.asked),
            "replied": len(p.replied),
            "consented": len(p.consented),
            "silent": ", ".join(p.silent),
            "comments": len(asking),
            "proposals": sum(bool(r.proposal) for r in asking),
            "approvals": len(said.get(p.key, ())) - len(asking),
            "answered": sum(r.answer is not None for r in asking),
            "open": sum(r.is_open for r in asking),
            "wishes": wished[p.key],
        }


def _wishes(report: Report) -> Lines:
    names = report.names()
    titles = {s.label: s.title for s in report.hearing.subjects}
    for wish in report.hearing.wishes():
        yield {
            "id": wish.label,
            "title": titles.get(wish.label, report.word("no_requirement")),
            "municipality": names.get(wish.municipality, wish.municipality),
            "kind": report.choice("wishes", wish.kind),
            "text": wish.text,
            "reason": wish.reason,
        }


def table(report: Report, name: str) -> tuple[tuple[str, ...], ...]:
    """Headings and rows of the columns that Word shows."""
    view = next(view for view in views(report) if view.name == name)
    there = columns(report, name)
    wanted = settings.texts(report.document.settings, "word", name, "columns")
    shown = [there.index(column) for column in wanted if column in there]
    return (
        tuple(view.headings[n][0] for n in shown),
        *(tuple(str(line[n]) for n in shown) for line in view.rows),
    )


def approvals(report: Report, subjects: tuple[Subject, ...]) -> tuple[tuple[str, ...], ...]:
    """Headings and rows: requirements that some only approved and nobody else spoke of."""
    names = report.names()
    rows = [
        (subject.label, subject.title, approved_by(subject, names)) for subject in subjects if not subject.needs_answer
    ]
    heads = (report.word("requirement"), report.word("subject"), report.word("approved_by"))
    return (heads, *rows) if rows else ()


def approved_by(subject: Subject, names: dict[str, str]) -> str:
    return ", ".join(names.get(r.municipality, r.municipality) for r in subject.remarks if not r.needs_answer)
