"""A submission and the one the same municipality sent before -> what was solved, what is new, what was taken back."""

import re
from collections.abc import Iterable, Iterator

from ..base.i18n import _
from ..model.contribution import Statement
from ..model.place import Place
from ..model.problem import Problem, Severity, error
from ..model.reply import Changes
from ..model.submission import SentSheet, Submission
from ..model.value import Value

_CELL = re.compile(r"([A-Z]+)(\d+)")

# What is compared: the submission, what it says itself, its problems.
Judged = tuple[Submission, tuple[Statement, ...], tuple[Problem, ...]]


def compare(earlier: Judged, later: Judged) -> Changes:
    """Rows are the same by their hidden key, else by id, else by title, wherever they stand now."""
    before, now = _problems(*earlier[::2]), _problems(*later[::2])
    rows_before, rows_now = dict(_rows(*earlier[:2])), dict(_rows(*later[:2]))
    return Changes(
        solved=tuple(p for key, p in before.items() if key not in now),
        open=tuple(p for key, p in now.items() if key in before),
        new=tuple(p for key, p in now.items() if key not in before),
        rows_new=tuple(label for key, (label, _said) in rows_now.items() if key not in rows_before),
        rows_changed=tuple(
            label for key, (label, text) in rows_now.items() if key in rows_before and rows_before[key][1] != text
        ),
        rows_withdrawn=tuple(label for key, (label, _said) in rows_before.items() if key not in rows_now),
    )


def all_withdrawn(path: str, rows: int) -> Problem:
    """An empty form after a filled one is more likely a slip than a change of mind."""
    return error(
        "all-withdrawn",
        Place(path),
        _(
            "The form is empty, but the last one was not. The newest counts alone, so {n} rows would be withdrawn."
        ).format(n=rows),
        _("Write on in the file that was sent last. If all of it shall go, choose «ja» at «Ingen bemærkninger»."),
    )


def _problems(submission: Submission, problems: Iterable[Problem]) -> dict[tuple[str, ...], Problem]:
    """Notes are left out: they ask for nothing."""
    sheets = {s.name: s for s in submission.sheets}
    found: dict[tuple[str, ...], Problem] = {}
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            key, n = (problem.code, *_spot(sheets.get(problem.place.sheet), problem)), 0
            while (*key, str(n)) in found:
                n += 1
            found[*key, str(n)] = problem
    return found


def _spot(sheet: SentSheet | None, problem: Problem) -> tuple[str, ...]:
    """The row by what it is called and the column by what it is for; else sheet and cell."""
    cell = _CELL.fullmatch(problem.place.cell)
    if sheet is None or cell is None:
        return problem.place.sheet, problem.place.cell
    number = 0
    for letter in cell[1]:
        number = number * 26 + ord(letter) - 64
    role = next((c.role for c in sheet.columns if c.number == number and c.role), cell[1])
    texts = sheet.rows.get(int(cell[2]), {}) if int(cell[2]) > sheet.header > 0 else {}
    roles = {c.role: texts[c.number] for c in sheet.columns if c.number in texts}
    name = roles.get("key") or roles.get("id") or roles.get("title")
    return (name.strip(), role) if name else (problem.place.sheet, problem.place.cell)


def _rows(submission: Submission, said: Iterable[Statement]) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """(What a row is known by, (what it is called, all it says)); one for each statement, comment and local wish."""
    for s in said:
        title = _text(s.values.get("title"))
        texts = "\x1f".join(f"{name}\x1e{s.values[name].comparable}" for name in sorted(s.values) if name != "area")
        kind = "row" if s.row_key or not s.id else "proposal"
        yield (kind, s.row_key or s.id or title), (title or s.id or _text(s.values.get("text"))[:60], texts)
    for c in submission.contribution.comments:
        texts = "\x1f".join(_text(v) for v in (c.remark, c.importance, c.stance))
        yield ("comment", c.requirement), (c.requirement, texts)
    for w in submission.contribution.locals:
        yield (w.kind, w.requirement), (w.requirement, f"{_text(w.text)}\x1f{_text(w.reason)}")


def _text(value: Value | None) -> str:
    return value.comparable if value is not None else ""
