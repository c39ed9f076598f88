"""Open questions -> a workbook, and a workbook that comes back -> decisions.yaml."""

from pathlib import Path

from msgspec.structs import replace

from ..base.i18n import speaking
from ..check.unusable_setting import check as unusable_settings
from ..model.problem import Problem, Severity, ordered
from ..read.answers import questions, read_answers
from ..write.excel.questions import questions_workbook
from . import Asked, every_question
from .judgement import Judged, judge, labels_of
from .kinds import KINDS
from .record import Record


def workbook(now: Asked) -> tuple[bytes | None, tuple[Problem, ...]]:
    """None where there is no template to make it from."""
    template = now.template
    if template is None or any(p.severity is Severity.ERROR for p in now.template_problems):
        return None, now.template_problems
    shown = replace(now.specification, tender=replace(now.tender, documents=(template,)))
    problems = ordered((*now.template_problems, *unusable_settings(shown)))
    with speaking(now.tender.language):
        return questions_workbook(now.specification, template, now.questions, now.roles), problems


def take(root: Path, now: Asked, data: bytes, path: str, today: str) -> tuple[Judged | None, tuple[Problem, ...]]:
    """Every row that is right is recorded, whatever is wrong with the others."""
    template = now.template
    if template is None:
        return None, now.template_problems
    rows, unread = read_answers(data, path, labels_of(template, (kind.name for kind in KINDS)), questions())
    if not rows:
        return None, unread
    with speaking(now.tender.language):
        every = every_question(now)
    judged = judge(rows, now.questions, every, now.specification, template, today)
    problems = (*unread, *judged.problems)
    record = Record(root)
    unwritten = record.broken()
    if judged.entries and not unwritten:
        unwritten = record.add_all(dict(judged.entries))
    if unwritten:
        judged = replace(judged, entries={})
    return judged, ordered((*problems, *unwritten))
