"""A Status -> its tables with headings and words, for terminal, web page and workbook alike. Words are in the language
spoken at the moment (`speaking`)."""

from collections.abc import Iterable, Sequence

from ..base.i18n import _, ngettext, spoken
from . import money
from .problem import Problem, Severity
from .status import Held, Payment, Return, State, Status
from .struct import Struct


class Cell(Struct, frozen=True):
    """`tone` is good, wait, warn or bad: a colour beside the word, never instead of it. `link` leads to the cell of
    that `anchor`, where whoever shows the table can lead."""

    value: str | int | None
    tone: str = ""
    link: str = ""
    anchor: str = ""


class Column(Struct, frozen=True):
    """`kind` is text, number, date (ISO) or money (whole øre)."""

    label: str
    kind: str = "text"


class Table(Struct, frozen=True):
    """The first column names the row. `total`: the last row adds the others up."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False


def shown(column: Column, cell: Cell) -> str:
    """`85.000,00` for money, `18.09.2026` for a date in Danish; nothing stays nothing."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int):
        return money.kroner(value) if column.kind == "money" else str(value)
    year, month, day = value.split("-") if column.kind == "date" and value.count("-") == 2 else ("", "", "")
    return f"{day}.{month}.{year}" if year and spoken() == "da" else value


_TONES = {
    State.WAITING: "wait",
    State.OVERDUE: "bad",
    State.OPEN: "warn",
    State.SILENT: "warn",
    State.CONSENT: "good",
    State.DELIVERED: "good",
}


def tone(state: State) -> str:
    return _TONES[state]


def state_words(one: Return) -> str:
    words = {
        State.WAITING: _("awaited"),
        State.OVERDUE: _("missing"),
        State.OPEN: ngettext("{n} to correct", "{n} to correct", one.errors).format(n=one.errors),
        State.SILENT: _("empty, no tick"),
        State.CONSENT: _("no remarks (tick)"),
        State.DELIVERED: _("returned"),
    }[one.state]
    if one.state is State.OPEN and not one.readable:
        words = _("cannot be read")
    return _("{state}, late").format(state=words) if one.late else words


def held_words(payment: Payment) -> str:
    return {
        Held.NOTHING: _("accepted"),
        Held.MISSING: _("not delivered, overdue") if payment.late else _("not delivered"),
        Held.OPEN: _("something must be corrected"),
        Held.UNACCEPTED: _("not accepted yet"),
        Held.NO_FEE: _("no fee is stated"),
    }[payment.held]


def days_words(days: int | None) -> str:
    if days is None:
        return ""
    if days < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=-days)
    return _("today") if not days else ngettext("{n} day left", "{n} days left", days).format(n=days)


def severity_words(severity: Severity) -> str:
    return {
        Severity.ERROR: _("must be corrected"),
        Severity.WARNING: _("should be looked at"),
        Severity.NOTE: _("for information"),
    }[severity]


def matrix(status: Status) -> Table:
    """Municipalities down, packages across. A package that does not ask a municipality has an empty cell."""
    by = {(r.municipality.key, r.package.key): r for r in status.returns}
    asked = {r.municipality.key for r in status.returns}
    rows = []
    for municipality in status.municipalities:
        if municipality.key in asked:
            cells = [Cell(municipality.name)]
            for package in status.packages:
                one = by.get((municipality.key, package.key))
                cells.append(Cell(state_words(one), tone(one.state)) if one is not None else Cell(""))
            rows.append(tuple(cells))
    columns = (Column(_("Municipality")), *(Column(p.key) for p in status.packages))
    return Table("matrix", _("Who has returned what"), columns, tuple(rows))


def returned(status: Status) -> Table:
    columns = (
        Column(_("Package")),
        Column(_("Municipality")),
        Column(_("State")),
        Column(_("File")),
        Column(_("Form version")),
        Column(_("Newest version")),
        Column(_("Received"), "date"),
        Column(_("Deadline"), "date"),
        Column(_("Time")),
        Column(_("Requirements"), "number"),
        Column(_("Ready"), "number"),
        Column(_("Commented on"), "number"),
        Column(_("Proposed texts"), "number"),
        Column(_("Local wishes"), "number"),
        Column(_("To correct"), "number"),
        Column(_("To look at"), "number"),
    )
    return Table("returned", _("Forms, one by one"), columns, tuple(_returned(r) for r in status.returns))


def _returned(one: Return) -> tuple[Cell, ...]:
    tally, here = one.tally, bool(one.file)
    counts = (tally.requirements, tally.ready, tally.comments, tally.proposals, tally.locals, one.errors, one.warnings)
    older = here and one.version and one.version != one.newest
    return (
        Cell(one.package.key),
        Cell(one.municipality.name if one.asked else _("{name} (not asked)").format(name=one.municipality.name)),
        Cell(state_words(one), tone(one.state)),
        Cell(one.file),
        Cell((one.version or _("not stated")) if here else "", "warn" if older else ""),
        Cell(one.newest),
        Cell(one.received),
        Cell(one.package.deadline),
        Cell("" if one.settled else days_words(one.days), "bad" if not one.settled and (one.days or 0) < 0 else ""),
        *(Cell(n if here else None) for n in counts),
    )


def problems(status: Status) -> Table:
    """What the municipalities should do, cell by cell. Notes ask for nothing and are left out."""
    columns = tuple(
        Column(label)
        for label in (
            *(_("Package"), _("Municipality"), _("How important")),
            *(_("Sheet"), _("Cell"), _("What is wrong"), _("What to do")),
        )
    )
    rows = tuple(
        (
            Cell(one.package.key),
            Cell(one.municipality.name),
            Cell(severity_words(p.severity), "warn" if p.severity is Severity.ERROR else "wait"),
            Cell(p.place.sheet),
            Cell(p.place.cell),
            Cell(p.message),
            Cell(p.fix.split("\n")[0]),
        )
        for one in status.returns
        for p in to_do(one.problems)
    )
    return Table("problems", _("Open points in the returned forms"), columns, rows)


def to_do(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors first, then warnings; each in the order of the sheets."""
    wanted = [p for p in found if p.severity is not Severity.NOTE]
    return tuple(sorted(wanted, key=lambda p: p.severity is not Severity.ERROR))


def areas(status: Status) -> Table:
    types = [t.key for t in status.types]
    extra = sorted({kind for c in status.coverage for kind in c.by_type} - set(types))
    shown = [t for t in (*types, *extra) if any(c.by_type.get(t) for c in status.coverage)]
    columns = (
        Column(_("Area")),
        *(Column(t or _("No type"), "number") for t in shown),
        Column(_("Total"), "number"),
        Column(_("Comments"), "number"),
    )
    rows = [
        (Cell(c.area.title), *(Cell(c.by_type.get(t, 0)) for t in shown), Cell(c.total), Cell(c.comments))
        for c in status.coverage
    ]
    return Table("areas", _("Requirements by area and type"), columns, _with_total(rows), total=True)


def proposed(status: Status) -> Table:
    """A requirement that two municipalities asked for counts for both, so there is no total down the page."""
    columns = (
        Column(_("Municipality")),
        *(Column(c.area.title, "number") for c in status.coverage),
        Column(_("Total"), "number"),
    )
    rows = []
    for municipality in status.municipalities:
        counts = [c.by_municipality.get(municipality.key, 0) for c in status.coverage]
        rows.append((Cell(municipality.name), *(Cell(n) for n in counts), Cell(sum(counts))))
    return Table("proposed", _("Requirements the municipalities take part in"), columns, tuple(rows))


def gaps(status: Status) -> Table:
    kinds = {
        "area": _("Area without requirements"),
        "goal": _("Goal no requirement serves"),
        "standard": _("Standard no requirement names"),
    }
    columns = (Column(_("What is missing")), Column(_("Name")), Column(_("Package")))
    rows = tuple((Cell(kinds[g.kind]), Cell(g.name), Cell(g.package)) for g in status.gaps)
    return Table("gaps", _("What nobody has written about"), columns, rows)


def payments(status: Status) -> Table:
    columns = (
        Column(_("Package")),
        Column(_("Municipality")),
        Column(_("Deliverable")),
        Column(_("Deadline"), "date"),
        Column(_("Delivered"), "date"),
        Column(_("Accepted"), "date"),
        Column(_("Accepted by")),
        Column(_("Amount"), "money"),
        Column(_("Due"), "money"),
        Column(_("Withheld"), "money"),
        Column(_("Why")),
    )
    rows = [
        (
            Cell(p.package.key),
            Cell(p.municipality.name),
            Cell(p.deliverable.title),
            Cell(p.deliverable.deadline),
            Cell(p.delivered, "warn" if p.late and p.delivered else ""),
            Cell(p.accepted),
            Cell(p.role),
            Cell(p.amount),
            Cell(p.due),
            Cell(p.withheld),
            Cell(held_words(p), "good" if p.held is Held.NOTHING else "bad" if p.missing and p.late else "warn"),
        )
        for p in status.payments
    ]
    return Table("payments", _("Deliverables and payment"), columns, _with_total(rows), total=True)


def by_municipality(status: Status) -> Table:
    names = tuple((m.key, m.name) for m in status.municipalities)
    return _sums(status, "by-municipality", _("Payment by municipality"), _("Municipality"), names, "municipality")


def by_package(status: Status) -> Table:
    names = tuple((p.key, f"{p.key} {p.title}") for p in status.packages)
    return _sums(status, "by-package", _("Payment by work package"), _("Work package"), names, "package")


def _sums(status: Status, key: str, title: str, label: str, names: tuple[tuple[str, str], ...], of: str) -> Table:
    columns = (Column(label), Column(_("Amount"), "money"), Column(_("Due"), "money"), Column(_("Withheld"), "money"))
    rows = []
    for name, shown in names:
        mine = [p for p in status.payments if getattr(p, of).key == name]
        if mine:
            sums = (sum(p.amount or 0 for p in mine), sum(p.due for p in mine), sum(p.withheld for p in mine))
            rows.append((Cell(shown), *(Cell(n) for n in sums)))
    return Table(key, title, columns, _with_total(rows), total=True)


def _with_total(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Numbers added up under a column of numbers; nothing under a column of texts."""
    if not rows:
        return ()
    last: list[Cell] = []
    for n in range(len(rows[0])):
        numbers = [row[n].value for row in rows if isinstance(row[n].value, int)]
        last.append(Cell(sum(v for v in numbers if isinstance(v, int)) if numbers else ""))
    return (*rows, (Cell(_("Total")), *last[1:]))
