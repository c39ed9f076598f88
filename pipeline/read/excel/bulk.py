"""A workbook of any format -> its sheets with every filled cell, and what could not be seen. Forms and `import` use it.

The content decides the format, not the name. A workbook that cannot be read gives one error and no sheets.
"""

from ...base.i18n import _
from ...base.office import Damaged
from ...base.preflight import Finding, Kind, inspect
from ...model.place import Place
from ...model.problem import Problem, error, ordered
from ..refusal import refusal, wrong_type
from .findings import findings
from .grid import Sheet
from .legacy import read_legacy
from .numbers import PLAIN, Look
from .ods import read_ods
from .xlsx import read_xlsx

Loaded = tuple[tuple[Sheet, ...], tuple[Problem, ...]]


def read_sheets(data: bytes, path: str, look: Look = PLAIN, kind: Kind | None = None) -> Loaded:
    """`kind` is what the preflight found; without it the preflight is made here. `look` tells how numbers are shown."""
    sheets, problems = load(data, path, look, kind)
    return sheets, ordered((*problems, *(problem for sheet in sheets for problem in findings(path, sheet))))


def load(data: bytes, path: str, look: Look, kind: Kind | None = None) -> Loaded:
    """The sheets alone, for readers that know more about them before they say what is odd."""
    place = Place(path)
    finding = inspect(data, path) if kind is None else Finding(kind)
    refused = refusal(finding, place)
    if refused is not None:
        return (), (refused,)
    try:
        match finding.kind:
            case Kind.XLSX | Kind.XLSM:
                return read_xlsx(data, look), ()
            case Kind.ODS:
                return read_ods(data, look), ()
            case Kind.XLS | Kind.XLSB:
                return read_legacy(data, path, finding.kind, look)
    except Damaged as wrong:
        return (), (_damaged(place, str(wrong)),)
    return (), (wrong_type(finding, place, _("an Excel workbook")),)


def _damaged(place: Place, reason: str) -> Problem:
    """`refusal` words what the preflight sees; this is what only reading shows. `reason` is for support."""
    return error(
        "damaged-file",
        place,
        _("The workbook is damaged: it cannot be read to the end."),
        _("Open it in Excel or LibreOffice, save it as .xlsx and send it again."),
        excerpt=reason,
    )
