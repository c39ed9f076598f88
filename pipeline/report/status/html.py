"""Status -> one self-contained web page: no script, nothing from elsewhere, a table beside every picture."""

from collections import Counter
from collections.abc import Iterator
from html import escape

from ... import __version__
from ...base.dates import printed
from ...base.i18n import _, ngettext
from ...model import money, status_hearing
from ...model import status_tables as tables
from ...model.status import State, Status
from ...model.status_tables import Cell, Column, Table
from .charts import Bar, Series, chart
from .style import SHADES, style

# Beside the word and the colour, for those who see no colours; the word is what screen readers say.
_SHORT = 24  # a text that is not broken into lines
_LONG, _ROOM = ' class="long"', 9
_TOTAL, _NOWRAP = ' class="total"', ' class="s"'
_SIGNS = {"good": "✓", "wait": "…", "warn": "!", "bad": "✗"}


def page(status: Status) -> str:
    """In the language spoken (`speaking`)."""
    title = _("Status: {title}").format(title=status.title)
    sections = tuple(_sections(status))
    links = "".join(f'<li><a href="#{key}">{escape(name)}</a></li>' for key, name, _body in sections)
    body = "".join(
        f'<section id="{key}" aria-labelledby="{key}-h"><h2 id="{key}-h">{escape(name)}</h2>{content}</section>'
        for key, name, content in sections
    )
    meta = _("{reference} · version {version} · as of {date}").format(
        reference=status.reference, version=status.version, date=printed(status.date, status.language)
    )
    skip, kicker, contents = _("To the content"), _("Internal – not for publication"), _("Contents")
    made = _("Made by udbud {program} from the sources of the tender.").format(program=__version__)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(status.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} – {escape(meta)}</title><style>{style()}</style></head>"
        f'<body><a class="skip" href="#main">{escape(skip)}</a>'
        f'<header><p class="kicker">{escape(kicker)}</p><h1>{escape(title)}</h1>'
        f'<p class="meta">{escape(meta)}</p>'
        f'<nav aria-label="{escape(contents)}"><ul>{links}</ul></nav></header>'
        f'<main id="main">{_key_figures(status)}{body}</main>'
        f"<footer><p>{escape(made)}</p></footer></body></html>\n"
    )


def _sections(status: Status) -> Iterator[tuple[str, str, str]]:
    yield "returns", _("Returned forms"), _returns(status)
    yield "open", _("Open points"), _table(tables.problems(status), _("There are no open points."))
    yield "hearing", _("The hearing"), _hearing(status)
    yield "coverage", _("Coverage"), _coverage(status)
    yield "payment", _("Deliverables and payment"), _payment(status)


def _key_figures(status: Status) -> str:
    asked = [r for r in status.returns if r.asked]
    settled = sum(r.settled for r in asked)
    overdue = sum(r.state is State.OVERDUE for r in asked)
    errors = sum(r.errors for r in asked)
    due, whole = sum(p.due for p in status.payments), sum(p.amount or 0 for p in status.payments)
    of = _("of {n}")
    documents = sum(p.wanted and p.late for p in status.payments)
    figures = (
        ("good", _("Forms in order"), str(settled), of.format(n=len(asked))),
        ("bad" if overdue else "good", _("Forms overdue"), str(overdue), of.format(n=len(asked))),
        ("warn" if errors else "good", _("Points to correct"), str(errors), _("in the forms returned")),
        ("bad" if documents else "good", _("Other deliverables overdue"), str(documents), ""),
        ("wait", _("Requirements"), str(sum(c.total for c in status.coverage)), ""),
        ("wait", _("Due for payment"), _kr(due), _("of {amount}").format(amount=_kr(whole))),
    )
    items = "".join(
        f'<div class="e-{tone}"><dt>{escape(label)}</dt>'
        f"<dd{_LONG if len(value) > _ROOM else ''}>{escape(value)}<small>{escape(note)}</small></dd></div>"
        for tone, label, value, note in figures
    )
    return f'<dl class="key">{items}</dl>'


def _kr(amount: int) -> str:
    return _("{amount} kr.").format(amount=money.kroner(amount).removesuffix(",00"))


def _returns(status: Status) -> str:
    series = (
        Series("good", _("in order")),
        Series("warn", _("must be corrected")),
        Series("wait", _("awaited")),
        Series("bad", _("overdue")),
    )
    bars = []
    for package in status.packages:
        counts = Counter(tables.tone(r.state) for r in status.returns if r.package.key == package.key and r.asked)
        values = [counts[s.tone] for s in series]
        total = sum(values)
        words = ngettext("{ready} of {n} form", "{ready} of {n} forms", total).format(ready=values[0], n=total)
        deadline = tables.shown(Column("", "date"), Cell(package.deadline))
        when = _("{words}, deadline {day}").format(words=words, day=deadline) if deadline else words
        bars.append(Bar(f"{package.key} {package.title}", values, [str(v) for v in values], when))
    picture = chart("chart-returns", _("Forms by work package"), _("How many forms are in order"), series, bars)
    return (
        _table(tables.matrix(status), _("Nobody has been asked."), "matrix")
        + picture
        + _table(tables.returned(status), _("Nobody has been asked."))
    )


def _hearing(status: Status) -> str:
    waiting = _table(status_hearing.unanswered(status), _("Every comment is answered.")) if status.heard else ""
    return _table(status_hearing.hearing(status), _("Nobody has made a comment.")) + waiting


def _coverage(status: Status) -> str:
    table = tables.areas(status)
    kinds = [column.label for column in table.columns[1:-2]]
    series = [Series(f"t{n % SHADES}", kind) for n, kind in enumerate(kinds)]
    bars = []
    for row in table.rows[:-1]:
        values = [cell.value if isinstance(cell.value, int) else 0 for cell in row[1:-2]]
        words = [f"{kind} {value}" for kind, value in zip(kinds, values, strict=True)]
        total = ngettext("{n} requirement", "{n} requirements", sum(values)).format(n=sum(values))
        bars.append(Bar(str(row[0].value), values, words, total))
    picture = chart("chart-areas", table.title, _("Live requirements; withdrawn ones are not counted"), series, bars)
    return (
        picture
        + _table(table, _("There are no requirements."))
        + _table(tables.proposed(status), _("There are no municipalities."))
        + _table(tables.gaps(status), _("Every area, goal and standard is written about."))
    )


def _payment(status: Status) -> str:
    by_whom = tables.by_municipality(status)
    series = (Series("good", _("due")), Series("wait", _("withheld")))
    bars = []
    for row in by_whom.rows[:-1]:
        amount, due, withheld = (cell.value if isinstance(cell.value, int) else 0 for cell in row[1:])
        bars.append(Bar(str(row[0].value), (due, withheld), (_kr(due), _kr(withheld)), _kr(amount)))
    note = _("What is accepted is due; the rest is withheld until it is")
    none = _("No payment is agreed.")
    return (
        chart("chart-payment", by_whom.title, note, series, bars)
        + _table(by_whom, none)
        + _table(tables.by_package(status), none)
        + _table(tables.payments(status), none)
    )


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(table: Table, nothing: str, kind: str = "") -> str:
    """A wide one is scrolled by itself, with the keyboard too."""
    if not table.rows:
        return f'<h3>{escape(table.title)}</h3><p class="none">{escape(nothing)}</p>'
    head = "".join(f'<th scope="col"{_align(c)}>{escape(c.label)}</th>' for c in table.columns)
    last = len(table.rows) - 1
    rows = "".join(
        f"<tr{_TOTAL if table.total and n == last else ''}>"
        + "".join(_cell(c, cell, first=not m) for m, (c, cell) in enumerate(zip(table.columns, row, strict=True)))
        + "</tr>"
        for n, row in enumerate(table.rows)
    )
    return (
        f'<h3 id="{table.key}-c">{escape(table.title)}</h3>'
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{table.key}-c">'
        f'<table class="{kind}" aria-labelledby="{table.key}-c"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _align(column: Column) -> str:
    return {"number": ' class="n"', "money": ' class="n"', "date": ' class="d"'}.get(column.kind, "")


def _cell(column: Column, cell: Cell, first: bool) -> str:
    written = tables.shown(column, cell)
    words, short = escape(written), " s" if len(written) <= _SHORT else ""
    if cell.link:
        words = f'<a href="#{escape(cell.link)}">{words}</a>'
    if first:
        anchor = f' id="{escape(cell.anchor)}"' if cell.anchor else ""
        return f'<th scope="row"{anchor}>{words}</th>'
    if cell.tone and words:
        sign = _SIGNS[cell.tone]
        return f'<td class="tone {cell.tone}{short}"><span aria-hidden="true">{sign} </span>{words}</td>'
    kind = _align(column) or (_NOWRAP if short else "")
    return f"<td{kind}>{words}</td>"
