"""A hearing report -> its two files, a Word document and a workbook."""

from ..model.artifact import Artifact
from ..model.hearing_report import Report
from ..model.problem import Problem
from ..model.specification import Specification


def write_report(
    specification: Specification, report: Report, path: str
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """`path` without its ending. A document whose template cannot be used is left out, and a problem says so."""
    from .excel.report import report_workbook
    from .word.report import report_document

    text, problems = report_document(specification, report)
    key = report.document.key
    workbook = Artifact(key, f"{path}.xlsx", report_workbook(specification, report))
    return (Artifact(key, f"{path}.docx", text), workbook) if text is not None else (workbook,), problems
