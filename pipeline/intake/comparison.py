"""A submission and the one the same municipality sent before -> what was solved, what is new, what was taken back."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

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
    rows_before, rows_now = tuple(_rows(*earlier[:2])), tuple(_rows(*later[:2]))
    same = _matched(rows_before, rows_now)
    kept = set(same.values())
    return Changes(
        solved=tuple(p for key, p in before.items() if key not in now),
        open=tuple(p for key, p in now.items() if key in before),
        new=tuple(p for key, p in now.items() if key not in before),
        rows_new=_named(row for n, row in enumerate(rows_now) if n not in same),
        rows_changed=_named(rows_now[n] for n, m in same.items() if rows_now[n].text != rows_before[m].text),
        rows_withdrawn=_named(row for m, row in enumerate(rows_before) if m not in kept),
    )


def _named(rows: "Iterable[_Row]") -> tuple[str, ...]:
    """A requirement may have several rows, a text and comments; it is named once."""
    return tuple(dict.fromkeys(row.label for row in rows))


def all_withdrawn(path: str, rows: int) -> Problem:
    """An empty form after a filled one is more likely a slip than a change of mind."""
    return error(
        "all-withdrawn",
        Place(path),
        _(
            "The form is empty, but the last one was not. The newest counts alone, so what it said of {n} requirements "
            "would be withdrawn."
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


class _Row(Struct, frozen=True):
    """`names`: hidden key, id, title, '' where it has none. `label` is what people call it, `text` all it says."""

    kind: str
    names: tuple[str, str, str]
    label: str
    text: str


def _matched(before: tuple[_Row, ...], now: tuple[_Row, ...]) -> dict[int, int]:
    """Position now -> position before. A row that had only a title may have a key and an id now."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for which in range(3):
        places: dict[tuple[str, str], list[int]] = {}
        for m, row in enumerate(before):
            if m not in taken and row.names[which]:
                places.setdefault((row.kind, row.names[which]), []).append(m)
        for n, row in enumerate(now):
            if n not in found and (left := places.get((row.kind, row.names[which]))):
                found[n] = left.pop(0)
                taken.add(found[n])
    return dict(sorted(found.items()))


def _rows(submission: Submission, said: Iterable[Statement]) -> Iterator[_Row]:
    """One for each statement, comment and local wish."""
    hearings = {s.name for s in submission.sheets if any(c.role == "proposal" for c in s.columns)}
    for s in said:
        title = _text(s.values.get("title"))
        texts = "\x1f".join(f"{name}\x1e{s.values[name].comparable}" for name in sorted(s.values) if name != "area")
        kind = "proposal" if s.place.sheet in hearings else "row"
        label = title or s.id or _text(s.values.get("text"))[:60]
        yield _Row(kind, (s.row_key, s.id, title or label), label, texts)
    for c in submission.contribution.comments:
        texts = "\x1f".join(_text(v) for v in (c.remark, c.importance, c.stance))
        yield _Row("comment", ("", c.requirement, ""), c.requirement, texts)
    for w in submission.contribution.locals:
        yield _Row(w.kind, ("", w.requirement, ""), w.requirement, f"{_text(w.text)}\x1f{_text(w.reason)}")


def _text(value: Value | None) -> str:
    return value.comparable if value is not None else ""
