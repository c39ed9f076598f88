"""A municipality's workbook -> Contribution. Sheet rows are requirements, headers are field labels.

Forms come back renamed, reordered, merged, filtered and saved in other programs. Sheets are known by their headers
first and by their names second; whatever was not used is a problem with its sheet and cell. Read from the workbook's
XML, not with openpyxl: see `xlsx.py` for why and what it cannot see.

The guide, the contact and the list of choices that belong to every form are passed over without a word.
"""

from collections.abc import Collection

from ...base.i18n import _
from ...base.text import folded
from ...model import reply
from ...model.contribution import Contribution
from ...model.issued import Issued
from ...model.place import Place
from ...model.problem import Problem, note, ordered, warning
from ...model.tender import Package
from ...model.workflow import Workflow
from ..values import Vocabulary
from .about import check_about
from .area import Form, area_table, read_area
from .baseline import Baseline
from .bulk import Loaded, load
from .consultation import Replies, consultation_table, is_consultation
from .findings import findings
from .grid import Sheet
from .header import STATE_HEADERS, Table
from .identity import Areas
from .numbers import DANISH
from .outside import outside
from .rows import state
from .workflow import read_workflows, workflow_table

_GUIDES = frozenset(("vejledning", "guide", "kontakt", "contact", "lister", "lists", folded(reply.SHEET)))
_ABOUT = frozenset(("om", "about"))


def read_form(
    data: bytes,
    path: str,
    package: Package,
    contributor: str,
    words: Vocabulary,
    issued: tuple[Issued, ...] = (),
) -> tuple[Contribution, tuple[Problem, ...]]:
    """`path` is POSIX and relative to the project: the path of every Place. Never raises for what is in the file.

    `issued` are the texts the package's forms were sent with: a row that still has them says nothing.
    """
    return form_of(load(data, path, DANISH), path, package, contributor, words, issued)


def form_of(
    loaded: Loaded,
    path: str,
    package: Package,
    contributor: str,
    words: Vocabulary,
    issued: tuple[Issued, ...] = (),
) -> tuple[Contribution, tuple[Problem, ...]]:
    """For a reader that has looked at the sheets before it knew whose they are."""
    sheets, problems = loaded
    baseline = Baseline.of(sheets, contributor, issued)
    form = Form(path, package, contributor, words, Areas.of(words.tender), baseline, problems=list(problems))
    replies = Replies(form)
    titles: list[Place] = []
    workflows: list[Workflow] = []
    tables = 0
    for sheet in sheets:
        name = folded(sheet.name)
        if name in _GUIDES or not (sheet.rows or sheet.marks):
            continue
        table = None
        if name in _ABOUT:
            form.problems += check_about(path, sheet, package, contributor, words.tender)
        elif name not in ("eksempler", "examples"):
            table = _read(form, replies, sheet) or _read_steps(form, workflows, sheet)
            tables += table is not None
        if table is None:
            form.problems += findings(path, sheet)
            if sheet.rows and name not in _ABOUT and not _as_sent(sheet):
                form.problems.append(_unused(form, sheet))
        elif above := _above(table, replies.used):
            titles.append(form.place(sheet, above))
    state(form)
    if titles:
        form.problems.append(_titles(titles))
    if sheets and not tables:
        form.problems.append(_no_table(path))
    form.problems += replies.contradiction()
    said = (tuple(form.statements), (), tuple(replies.locals), tuple(replies.comments), replies.tick)
    contribution = Contribution(path, package.key, contributor, *said, tuple(workflows))
    return contribution, ordered(form.problems)


def _read(form: Form, replies: Replies, sheet: Sheet) -> Table | None:
    """The sheet as a list of requirements or of replies, by its headers; None if it is neither."""
    words = form.words
    table = consultation_table(sheet)
    if table is not None and is_consultation(sheet, table):
        replies.read(sheet, table)
        shown = area_table(sheet, words)
        reading = {c.number for c in shown.columns if c.role} if shown else set()
    else:
        table = area_table(sheet, words)
        if table is None:
            return None
        read_area(form, sheet, table)
        reading = set()
    used = frozenset(reading | {c.number for c in table.columns if c.role})
    hidden = frozenset(c.number for c in table.columns if c.role == "key" or folded(c.header) in STATE_HEADERS)
    form.problems += outside(form.path, sheet, table, words, used)
    form.problems += findings(form.path, sheet, hidden)
    return table


def _read_steps(form: Form, workflows: list[Workflow], sheet: Sheet) -> Table | None:
    """The sheet as steps of workflows; None if it is not, or is as it was sent."""
    table = workflow_table(sheet)
    if table is None or not table.rows:
        return None
    found, less = read_workflows(form, sheet, table)
    workflows += found
    used = frozenset(c.number for c in table.columns if c.role)
    form.problems += outside(form.path, less, table, form.words, used)
    form.problems += findings(form.path, sheet)
    return table


def _above(table: Table, used: Collection[str]) -> str:
    """The first cell above the headings that is not the form's own title, which stands over its own words."""
    own = {c.number for c in table.columns if folded(c.header) in STATE_HEADERS}
    return next(
        (cell.ref for row in table.above for cell in row.cells if cell.column not in own and cell.ref not in used), ""
    )


def _as_sent(sheet: Sheet) -> bool:
    """The form's examples, and its sheet of workflows with nothing below the headings."""
    for number, row in enumerate(sheet.rows, 1):
        words = {folded(cell.text) for cell in row.cells}
        if "eksempel på kravtekst" in words or {"aktør", "handling"} <= words:
            return "eksempel på kravtekst" in words or number == len(sheet.rows)
    return False


def _unused(form: Form, sheet: Sheet) -> Problem:
    """Workflows and examples are part of the form; other sheets may hold requirements nobody would see."""
    place = form.place(sheet, sheet.rows[0].cells[0].ref)
    if folded(sheet.name) in ("arbejdsgange", "workflows", "eksempler", "examples"):
        return note(
            "sheet-not-used",
            place,
            _("The sheet is kept with the form; the requirement specification does not use it."),
            _("Nothing to do, unless it holds requirements: those go on the sheet of their area."),
        )
    return warning(
        "sheet-not-read",
        place,
        _("The sheet has content, but no row with the headings of the form, so it was not read."),
        _("Give the columns the form's headings (at least Titel and Kravtekst), or move the rows to the area's sheet."),
        excerpt=" | ".join(cell.text for cell in sheet.rows[0].cells[:6]),
    )


def _titles(places: list[Place]) -> Problem:
    return note(
        "text-above-table",
        places[0],
        _("What stands above the column headings was taken for a title and not used."),
        _("Nothing to do, unless it is a requirement: those go under the headings."),
        others=tuple(places[1:]),
    )


def _no_table(path: str) -> Problem:
    return warning(
        "form-without-table",
        Place(path),
        _("The workbook has no list of requirements or replies with the form's headings."),
        _("Use the form that was sent out, or give the columns its headings."),
    )
