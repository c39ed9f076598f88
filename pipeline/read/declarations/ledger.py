"""sources/ids.csv -> the ledger of requirement ids. Only `number` and `release` write it; people merge it."""

import csv
import io
import re
from collections.abc import Iterator

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, error
from ...model.tender import LedgerEntry
from .shape import NAME, fits
from .validation import bad_format, unknown_word

PATH = "sources/ids.csv"
COLUMNS = ("id", "key", "status", "first_release", "last_release", "number", "replaces")
STATUSES = ("live", "withdrawn")
_NUMBER = re.compile(r"[1-9][0-9]*\.[1-9][0-9]*")
MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def ledger_of(text: str) -> tuple[tuple[LedgerEntry, ...], tuple[Problem, ...]]:
    """A line that is not understood is reported and left out; the others count. Of an id or a key that two lines give
    out, the first counts until `number --resolve` has decided."""
    lines, problems = lines_of(text)
    entries: list[LedgerEntry] = []
    ids: dict[str, LedgerEntry] = {}
    keys: dict[str, LedgerEntry] = {}
    found: list[Problem] = []
    for entry in lines:
        before = ids.setdefault(entry.id.casefold(), entry)
        if before is entry and entry.key:
            before = keys.setdefault(entry.key, entry)
        if before is entry:
            entries.append(entry)
        else:
            found.append(_both_sides(entry, before))
    return tuple(entries), (*problems, *found)


def lines_of(text: str) -> tuple[tuple[LedgerEntry, ...], tuple[Problem, ...]]:
    """Every line that can be read, also those that give an id out again."""
    entries: list[LedgerEntry] = []
    problems: list[Problem] = []
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    numbers: dict[str, LedgerEntry] = {}
    while True:
        place = Place(PATH, rows.line_num + 1)
        try:
            row = next(rows, None)
        except csv.Error as failure:
            problems.append(_malformed(place, _("The line cannot be read: {reason}.").format(reason=failure), ""))
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        row = [cell.strip() for cell in row]
        if header is None:
            header = row
            if tuple(header) != COLUMNS:
                problems.append(_header(place, row))
                break
            continue
        found = list(_mistakes(row, place))
        problems += found
        if not found:
            id_, key, status, first, last, number, replaces = row
            entry = LedgerEntry(id_, key, status, first, last, number, replaces, place)
            entries.append(entry)
            if number and (before := numbers.setdefault(number, entry)) is not entry and before.id != id_:
                problems.append(_twice(entry, before))
    return tuple(entries), tuple(problems)


def _mistakes(row: list[str], place: Place) -> Iterator[Problem]:
    excerpt = ",".join(row)[:120]
    if row[0].startswith(MARKERS):
        message = _("The ledger holds an unfinished merge of two versions.")
        fix = _("Run «udbud number --resolve»: it reads both sides and gives the ids that clash a new number.")
        yield error("bad-ledger", place, message, fix, excerpt=excerpt)
    elif len(row) != len(COLUMNS):
        message = _("The line has {found} columns; the ledger has {wanted}.")
        yield _malformed(place, message.format(found=len(row), wanted=len(COLUMNS)), excerpt)
    elif not row[0]:
        yield _malformed(place, _("The line has no id."), excerpt)
    elif not fits(row[0], NAME):
        yield bad_format(row[0], NAME, place)
    elif row[2] not in STATUSES:
        yield unknown_word(row[2], STATUSES, place)
    elif row[5] and not _NUMBER.fullmatch(row[5]):
        message = _("«{number}» is no printed number; one is written as 3.12: area, full stop, place in it.")
        yield _malformed(place, message.format(number=row[5]), excerpt)


def _both_sides(entry: LedgerEntry, before: LedgerEntry) -> Problem:
    """Two branches have numbered new requirements."""
    if entry.id == before.id:
        message = _("{id} is given out twice.").format(id=entry.id)
    else:
        message = _("{first} and {second} are given to the same requirement.").format(first=before.id, second=entry.id)
    fix = _("Run «udbud number --resolve»: it keeps one and says what the other becomes. Until then the first counts.")
    excerpt = "\n".join(",".join((e.id, e.key, e.status)) for e in (before, entry))
    return error("bad-ledger", entry.place, message, fix, excerpt=excerpt, others=(before.place,), requirement=entry.id)


def _twice(entry: LedgerEntry, before: LedgerEntry) -> Problem:
    message = _("The printed number {number} belongs to {first} already; {second} cannot have it too.")
    return error(
        "bad-ledger",
        entry.place,
        message.format(number=entry.number, first=before.id, second=entry.id),
        _("Take the lines from the last committed version of the file, or empty the number of the newer one."),
        excerpt=f"{entry.id}: {entry.number}",
        others=(before.place,),
        requirement=entry.id,
    )


def _malformed(place: Place, message: str, excerpt: str) -> Problem:
    fix = _("Take the line from the last committed version of the file; «udbud number» writes the rest.")
    return error("bad-ledger", place, message, fix, excerpt=excerpt)


def _header(place: Place, row: list[str]) -> Problem:
    message = _("The first line of the ledger is not its header.")
    fix = _("Write «{header}» as the first line; columns are separated by comma.").format(header=",".join(COLUMNS))
    return error("bad-ledger", place, message, fix, excerpt=",".join(row)[:120])
