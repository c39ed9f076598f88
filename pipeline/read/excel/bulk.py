"""A workbook of any format -> its sheets with every filled cell, and what could not be seen. Forms and `import` use it.

The content decides the format, not the name. A workbook that cannot be read gives one error and no sheets.
"""

from ...base.i18n import _
from ...base.office import Damaged
from ...base.preflight import Kind, inspect
from ...model.place import Place
from ...model.problem import Problem, error, ordered
from .findings import findings
from .grid import Sheet
from .legacy import read_legacy
from .numbers import PLAIN, Look
from .ods import read_ods
from .xlsx import read_xlsx


def read_sheets(
    data: bytes, path: str, look: Look = PLAIN, kind: Kind | None = None
) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """`kind` is what the preflight found; without it the preflight is made here. `look` tells how numbers are shown."""
    place = Place(path)
    if kind is None:
        found = inspect(data, path)
        if found.refused:
            return (), (_unreadable(place, found.reason.value),)
        kind = found.kind
    extra: tuple[Problem, ...] = ()
    try:
        match kind:
            case Kind.XLSX | Kind.XLSM:
                sheets = read_xlsx(data, look)
            case Kind.ODS:
                sheets = read_ods(data, look)
            case Kind.XLS | Kind.XLSB:
                sheets, extra = read_legacy(data, path, kind, look)
            case _:
                return (), (_not_a_workbook(place),)
    except Damaged as wrong:
        return (), (_unreadable(place, str(wrong)),)
    found_problems = [problem for sheet in sheets for problem in findings(path, sheet)]
    return sheets, ordered((*extra, *found_problems))


def _unreadable(place: Place, reason: str) -> Problem:
    if reason == "password":
        return error(
            "workbook-with-password",
            place,
            _("The workbook is protected with a password, so it cannot be opened."),
            _("Save it without a password and send it again."),
        )
    return error(
        "damaged-workbook",
        place,
        _("The workbook cannot be read; the file is damaged or not a workbook."),
        _("Open it in Excel or LibreOffice, save it as .xlsx and send it again."),
        excerpt=reason,
    )


def _not_a_workbook(place: Place) -> Problem:
    return error(
        "not-a-workbook",
        place,
        _("The file is not a workbook, whatever its name says."),
        _("Save it as .xlsx or .ods and send it again."),
    )
