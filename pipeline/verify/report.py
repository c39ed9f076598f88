"""A hearing report, read back: every comment, answer and decision found once, every text equal, nothing extra.

What each comment says is taken from the hearing itself, and looked for in the file; tables and figures are compared
line by line.
"""

from collections import Counter
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from ..base.i18n import _
from ..base.text import legal, normal
from ..model import settings
from ..model.anonymity import Mask
from ..model.artifact import Artifact
from ..model.hearing import Remark
from ..model.hearing_report import Report, figures
from ..model.hearing_tables import approvals, approved_by, table, views
from ..model.place import Place
from ..model.problem import Problem
from ..model.sheets import title as title_of
from .docx import Docx, Item, Paragraph, Table, read_docx
from .sheet_problems import difference, extra, missing, unreadable
from .sheet_views import verify_view
from .sheets import Sheets
from .word_lines import fault, lines_of

_Said = tuple[str, ...]  # requirement, municipality, remark, proposal, answer, decision


def verify_report(report: Report, artifacts: tuple[Artifact, ...]) -> Iterator[Problem]:
    for artifact in artifacts:
        verify = _document if artifact.path.endswith(".docx") else _workbook
        yield from verify(report, artifact.data, Place(artifact.path))


# --- Word ------------------------------------------------------------------------------------------------------------


def _document(report: Report, data: bytes, place: Place) -> Iterator[Problem]:
    try:
        docx = read_docx(data)
    except (ExpatError, KeyError, ValueError) as failure:
        yield fault("verify-unreadable", place, place.path, str(failure))
        return
    asking = [remark for remark in report.hearing.remarks() if remark.needs_answer]
    wanted = Counter(_expected(report, remark) for remark in asking)
    read = Counter(_boxes(report, docx))
    for said in wanted - read:
        yield fault("verify-missing", place, " | ".join(said), "")
    for said in read - wanted:
        yield fault("verify-extra", place, "", " | ".join(said))
    lines = Counter(docx.lines(docx.items))
    for heading, numbers in figures(report):
        for label, number in numbers:
            line = normal(f"{legal(label)} | {number}")
            if lines[line] < 1:
                yield fault("verify-missing", place, f"{heading}: {line}", "")
    yield from _tables(report, lines, place)
    yield from _texts(report, docx, place)


def _expected(report: Report, remark: Remark) -> _Said:
    names, answer = report.names(), remark.answer
    who = names.get(remark.municipality, remark.municipality)
    decision = report.decided(remark)
    said = (remark.label, who, remark.text, remark.proposal, answer.text if answer else "", decision)
    return tuple(_flat(text) for text in said)


def _flat(text: str) -> str:
    return " ".join(lines_of(legal(text)))


def _boxes(report: Report, docx: Docx) -> Iterator[_Said]:
    """Every table that answers a comment, with the requirement whose heading it follows."""
    rows = [report.word(name) for name in ("remark", "proposal", "answer", "decision")]
    style = next((id_ for id_, name in docx.styles.items() if name == "Kravoverskrift"), "")
    ids = sorted({r.label for r in report.hearing.remarks()}, key=len, reverse=True)
    label = ""
    for item in docx.items:
        if type(item) is Paragraph and item.style == style:
            label = next(
                (i for i in map(_flat, ids) if _flat(item.text) == i or _flat(item.text).startswith(f"{i} ")), ""
            )
        elif type(item) is Table:
            cells = [[" ".join(docx.lines(cell)) for cell in row] for row in item.rows]
            if len(cells[0]) == 2 and cells[-1][0] == rows[-1]:
                found = {row[0]: row[1] for row in cells[1:]}
                decision = found.get(rows[-1], "").split(" (", 1)[0]
                yield label, cells[0][0], *(found.get(name, "") for name in rows[:-1]), decision


def _tables(report: Report, lines: Counter[str], place: Place) -> Iterator[Problem]:
    """Every row of every table, as often as it should stand there."""
    wanted: Counter[str] = Counter()
    for part in report.parts():
        if part.name in ("participants", "wishes"):
            wanted.update(_line(row) for row in table(report, part.name))
    for _title, subjects in report.by_area():
        wanted.update(_line(row) for row in approvals(report, subjects))
    for line in wanted - lines:
        yield fault("verify-missing", place, line, "")


def _line(row: tuple[str, ...]) -> str:
    return normal(" | ".join(_flat(cell) for cell in row))


def _texts(report: Report, docx: Docx, place: Place) -> Iterator[Problem]:
    """The requirement's texts, and who only approved."""
    items: list[Item] = list(docx.items)
    text, names = "\n".join(docx.lines(items)), report.names()
    for subject in report.hearing.subjects:
        if subject.needs_answer:
            for said in (subject.before, subject.now, approved_by(subject, names)):
                for line in lines_of(legal(said)):
                    if line not in text:
                        yield fault("verify-missing", place, f"{subject.label}: {line}", "")


# --- Excel -----------------------------------------------------------------------------------------------------------


def _workbook(report: Report, data: bytes, place: Place) -> Iterator[Problem]:
    try:
        sheets = Sheets(data)
    except Exception as broken:  # whatever is wrong with the file, it is not the file we meant to write
        yield unreadable(place, _("The workbook cannot be read: {reason}").format(reason=broken))
        return
    listed = settings.table(report.document.settings, "sheets")
    tables = {_titled(listed, v.name): v for v in views(report) if v.rows}
    for title, view in tables.items():
        if title not in sheets.titles:
            yield missing(Place(place.path, sheet=title), _("The sheet is not in the workbook."), "")
        else:
            yield from verify_view(view, sheets, Place(place.path, sheet=title), Counter(), [])
    overview = _titled(listed, "overview")
    for title in sheets.titles:
        if title not in tables and title != overview:
            yield extra(Place(place.path, sheet=title), _("The sheet is not one of those the workbook shall have."), "")
    there = Counter((row.texts.get("A", ""), row.texts.get("B", "")) for row in sheets.rows(overview))
    wanted = Counter((legal(label), str(number)) for _heading, lines in figures(report) for label, number in lines)
    for label, number in wanted - there:
        yield missing(Place(place.path, sheet=overview), _("A row is not in the workbook."), f"{label}: {number}")
    yield from _every_comment(report, sheets, place)


def _titled(listed: settings.Node, name: str) -> str:
    return title_of(settings.text(listed, name, "title", default=name), ())


def _every_comment(report: Report, sheets: Sheets, place: Place) -> Iterator[Problem]:
    """Counted from the hearing, whatever the tables of the model say: what was said and answered is in one row."""
    title = _titled(settings.table(report.document.settings, "sheets"), "comments")
    rows = [frozenset(row.texts.values()) for row in sheets.rows(title)] if title in sheets.titles else []
    named: dict[str, list[frozenset[str]]] = {}
    for row in rows:
        for text in row:
            named.setdefault(text, []).append(row)
    for remark in report.hearing.remarks():
        answer = remark.answer
        said = {legal(t) for t in (remark.label, remark.text, remark.proposal, answer.text if answer else "") if t}
        if not any(said <= row for row in named.get(legal(remark.label), ())):
            message = _("A comment is not in the workbook with its answer.")
            yield difference(Place(place.path, sheet=title), message, remark.text, remark.label)


# --- names -----------------------------------------------------------------------------------------------------------


def names_left(mask: Mask, artifacts: tuple[Artifact, ...]) -> Iterator[tuple[str, str, str]]:
    """(file, part, name) of every name a report without names still holds, in whatever part of the package."""
    import re

    from ..base.zip import read_zip

    for artifact in artifacts:
        for part, data in read_zip(artifact.data).items():
            text = re.sub(r"<[^>]*>", "\n", data.decode("utf-8", "replace"))
            values = (
                " ".join(re.findall(r'"([^"]*)"', data.decode("utf-8", "replace"))) if part.endswith(".xml") else ""
            )
            for name in dict.fromkeys((*mask.names(text), *(n for n in mask.names(values) if not n.isdecimal()))):
                yield artifact.path, part, name
