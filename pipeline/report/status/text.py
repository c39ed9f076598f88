"""Status -> plain text for a terminal: who has returned what, what is open, coverage, gaps, payment."""

from collections.abc import Iterator

from msgspec.structs import replace

from ...base.dates import printed
from ...base.i18n import _, spoken
from ...model import status_hearing
from ...model import status_tables as tables
from ...model.status import Status
from ...model.status_tables import Cell, Column, Table
from ..text import harmless

_SHOWN = 40
_GAPS = 12  # the web page and the workbook have them all
_LONGEST = 44


def text(status: Status) -> str:
    return "\n".join(_blocks(status))


def _blocks(status: Status) -> Iterator[str]:
    head = (status.title, status.reference, _("version {version}").format(version=status.version))
    yield harmless(" · ".join((*head, printed(status.date, spoken())))) + "\n"
    for table in _tables(status):
        if table.rows:
            yield _table(table)
    if status.payments:
        yield _table(tables.by_municipality(status))


def _tables(status: Status) -> Iterator[Table]:
    yield tables.matrix(status)
    yield _open(status)
    yield status_hearing.hearing(status)
    yield tables.areas(status)
    yield _cut(tables.gaps(status), _GAPS)


def _open(status: Status) -> Table:
    """Forms that are not settled, and documents that are not delivered."""
    columns = tuple(Column(w) for w in (_("Package"), _("Municipality"), _("What"), _("State"), _("Deadline")))
    columns = (*columns[:4], Column(columns[4].label, "date"), Column(_("Time")))
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(r.package.key),
            Cell(r.municipality.name),
            Cell(_("the form")),
            Cell(tables.state_words(r)),
            Cell(r.package.deadline),
            Cell(tables.days_words(r.days)),
        )
        for r in status.returns
        if not r.settled
    ]
    rows += [
        (
            Cell(p.package.key),
            Cell(p.municipality.name),
            Cell(_short(p.deliverable.title)),
            Cell(tables.held_words(p)),
            Cell(p.deliverable.deadline),
            Cell(tables.days_words(p.days)),
        )
        for p in status.payments
        if p.wanted
    ]
    rows.sort(key=lambda row: (str(row[0].value), str(row[1].value)))
    return _cut(Table("open", _("What is still open"), columns, tuple(rows)), _SHOWN)


def _cut(table: Table, most: int) -> Table:
    """The first rows, and how many more there are."""
    more = len(table.rows) - most
    if more <= 0:
        return table
    words = _("… and {n} more").format(n=more)
    rest = (Cell(words), *(Cell("") for _column in table.columns[1:]))
    return replace(table, rows=(*table.rows[:most], rest))


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 2].rstrip() + " …"


def _table(table: Table) -> str:
    labels = [column.label for column in table.columns]
    lines = [
        labels,
        *([tables.shown(c, cell) for c, cell in zip(table.columns, row, strict=True)] for row in table.rows),
    ]
    clean = [[harmless(word) for word in line] for line in lines]
    # The row that says how many more there are may be longer than its column.
    widths = [max(len(line[n]) for line in clean if n or any(line[1:])) for n in range(len(labels))]
    right = [column.kind in ("number", "money") for column in table.columns]
    out = [harmless(table.title)]
    for n, line in enumerate(clean):
        words = (w.rjust(width) if r else w.ljust(width) for w, width, r in zip(line, widths, right, strict=True))
        out.append("  " + "  ".join(words).rstrip())
        if n == 0:
            out.append("  " + "  ".join("-" * width for width in widths))
    return "\n".join(out) + "\n"
