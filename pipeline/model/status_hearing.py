"""A Status -> its tables about the hearing: how many comments wait for an answer, and where each stands."""

from ..base.i18n import _
from .status import Heard, Status
from .status_tables import Cell, Column, Table

_LONGEST = 200  # of a comment; the form and the hearing report have it whole


def hearing(status: Status) -> Table:
    """The count links to the first of the comments counted."""
    columns = (
        Column(_("Municipality")),
        Column(_("Comments"), "number"),
        Column(_("Answered"), "number"),
        Column(_("Unanswered"), "number"),
        Column(_("The first stands in")),
    )
    rows = tuple(
        (
            Cell(one.name),
            Cell(one.comments),
            Cell(one.answered),
            Cell(len(one.unanswered), link=_anchor(one) if one.unanswered else ""),
            Cell(str(one.unanswered[0].place) if one.unanswered else ""),
        )
        for one in status.heard
    )
    return Table("hearing", _("Answers to the hearing"), columns, rows)


def unanswered(status: Status) -> Table:
    columns = tuple(
        Column(label)
        for label in (
            *(_("Municipality"), _("Package"), _("Requirement"), _("What was said")),
            *(_("File"), _("Sheet"), _("Cell")),
        )
    )
    rows = tuple(
        (
            Cell(one.name, anchor="" if n else _anchor(one)),
            Cell(remark.package),
            Cell(remark.label),
            Cell(_short(" ".join((remark.text or remark.proposal or remark.stance).split()))),
            Cell(remark.place.path),
            Cell(remark.place.sheet),
            Cell(remark.place.cell),
        )
        for one in status.heard
        for n, remark in enumerate(one.unanswered)
    )
    return Table("unanswered", _("Comments without an answer"), columns, rows)


def _anchor(one: Heard) -> str:
    return f"unanswered-{one.key}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 2].rstrip() + " …"
