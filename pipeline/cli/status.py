"""`udbud status`: who has returned what, what is covered, what is to be paid; as table, page, workbook, mails."""

import argparse
from typing import TYPE_CHECKING

from ..base.i18n import _, ngettext, speaking
from . import project, streams
from .days import day_of

if TYPE_CHECKING:
    from pathlib import Path

    from ..model.problem import Problem

NAME = "status"


def about() -> str:
    return _("show who has returned what, what is covered and what is to be paid")


def options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--today", metavar=_("DATE"), default="", help=_("the day to judge deadlines at (default: today)"))
    add("--mails", action="store_true", help=_("also write mails to those who still owe something"))
    add("--payment", action="store_true", help=_("also write the basis for payment, a workbook"))


def run(given: argparse.Namespace) -> int:
    from ..model.problem import Severity, ordered
    from ..report import github, sarif
    from ..report.status import json as status_json
    from ..report.status import text as status_text
    from ..report.status.html import page
    from ..report.status.mails import mails
    from ..status import status
    from ..status.saving import MAILS, save

    root, date = project.root(given), day_of(given.today)
    found, specification, unread = status(root, date)
    if found is None:
        _say(given, unread)
        return 1
    from ..read.declarations.documents import STATUS
    from ..read.declarations.unlisted import read_workbook_template
    from ..write.excel.status import payment_workbook, status_workbook

    template, problems = read_workbook_template(root, STATUS)
    with speaking(found.language):
        content = {"status.html": page(found).encode(), "status.json": status_json.record(found).encode()}
        letters = mails(found) if given.mails else None
        if template is not None:
            content["status.xlsx"] = status_workbook(specification, template, found)
            if given.payment:
                content["betalingsgrundlag.xlsx"] = payment_workbook(specification, template, found)
    folder, unsaved = save(project.output(given), content, letters)
    problems = ordered((*found.problems, *problems, *unsaved))
    match given.format:
        case "json":
            streams.out(status_json.record(found))
        case "github":
            streams.out(github.github(problems, project.prefix(given.project)))
        case "sarif":
            streams.out(sarif.sarif(problems, project.prefix(given.project)))
        case _other:
            _say(given, problems)
            streams.out(status_text.text(found))
            if not given.quiet and not unsaved:
                streams.out("\n" + _saved(folder, content, letters, MAILS))
    return 1 if any(p.severity is Severity.ERROR for p in problems) else 0


def _say(given: argparse.Namespace, problems: "tuple[Problem, ...]") -> None:
    from ..model.problem import Severity
    from ..report import text

    wanted = {Severity.ERROR}
    if not given.quiet:
        wanted |= {Severity.WARNING} | ({Severity.NOTE} if given.verbose else set())
    listed = tuple(p for p in problems if p.severity in wanted)
    streams.out(text.text(listed) + ("\n" if listed else ""))


def _saved(folder: "Path", content: dict[str, bytes], letters: dict[str, bytes] | None, mails: str) -> str:
    lines = [(folder / name).as_posix() for name in sorted(content)]
    if letters is not None:
        words = ngettext("{n} mail in {path}", "{n} mails in {path}", len(letters))
        lines.append(words.format(n=len(letters), path=(folder / mails).as_posix()))
    return "".join(f"{line}\n" for line in lines)
