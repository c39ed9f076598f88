"""`udbud decide`: open questions, answered at the terminal or in a workbook and written to decisions.yaml."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.i18n import _, ngettext
from . import project, streams
from .days import day_of
from .usage import UsageError

if TYPE_CHECKING:
    from ..decide import Asked
    from ..decide.judgement import Judged
    from ..model.problem import Problem

NAME = "decide"
WORKBOOK = "beslutninger.xlsx"


def about() -> str:
    return _("decide what contributors disagree on, at the terminal or in a workbook")


def options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", metavar=_("FILE"), type=Path, nargs="?", help=_("a workbook of decisions to read in"))
    add("--workbook", action="store_true", help=_("write what is open to a workbook: output/decide/beslutninger.xlsx"))
    add("--list", action="store_true", help=_("list what is open"))
    add("--void", action="store_true", help=_("list the decisions that no longer hold"))
    add("--drop", action="store_true", help=_("delete the decisions that no longer hold from decisions.yaml"))
    add("--date", metavar=_("DATE"), default="", help=_("the date of the decisions, as 2026-09-18 (default: today)"))


def run(given: argparse.Namespace) -> int:
    from ..decide import asked

    root = project.root(given)
    date = day_of(given.date)
    asides = (given.file is not None, given.workbook, given.list, given.void, given.drop)
    if sum(asides) > 1:
        raise UsageError(_("Give one of these: a workbook to read, --workbook, --list, --void or --drop."))
    walking = not any(asides)
    if walking and not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = _(
            "decide asks questions and needs a terminal. Without one, write a workbook with "
            "udbud decide --workbook and read it with udbud decide FILE, or list what is open with --list."
        )
        raise UsageError(message)
    with streams.progress(given.quiet) as listener:
        now = asked(root, given.workbook or given.file is not None, listener)
    if not now.tender.readable:
        _print(given, now.problems)
        return 1
    if given.list:
        return _list(given, now)
    if given.void or given.drop:
        return _void(given, root, now)
    if given.workbook:
        return _write(given, now)
    if given.file is not None:
        return _read(given, root, now, date)
    from .walk import walk

    _print(given, now.contradictions)
    return walk(root, now, date)


def _print(given: argparse.Namespace, problems: "tuple[Problem, ...]") -> None:
    from ..report import github, json, sarif, text

    match given.format:
        case "json":
            streams.out(json.listing(problems))
        case "github":
            streams.out(github.github(problems, project.prefix(given.project)))
        case "sarif":
            streams.out(sarif.sarif(problems, project.prefix(given.project)))
        case _other:
            streams.out(text.text(problems) + ("\n" if problems else ""))


def _list(given: argparse.Namespace, now: "Asked") -> int:
    from ..decide.kinds import BY_NAME
    from ..report import questions

    if given.format == "json":
        streams.out(questions.record(now.questions, now.more))
        return 0
    _print(given, now.contradictions)
    streams.out(questions.listing(now.questions, now.more, lambda kind: BY_NAME[kind].title()))
    return 0


def _void(given: argparse.Namespace, root: Path, now: "Asked") -> int:
    """Lists the decisions that no longer hold, and with --drop deletes them."""
    from ..decide.dropping import drop, void

    found = void(now)
    kept = drop(root, now) if given.drop and found else ()
    _print(given, (*found, *kept))
    if given.format == "text" and not kept:
        streams.out(_left(len(found), given.drop))
    return 1 if kept else 0


def _left(count: int, dropped: bool) -> str:
    if not count:
        return _("All decisions hold.") + "\n"
    if dropped:
        words = ngettext("{n} decision was deleted from {path}.", "{n} decisions were deleted from {path}.", count)
        return words.format(n=count, path="sources/decisions.yaml") + "\n"
    words = ngettext("{n} decision no longer holds.", "{n} decisions no longer hold.", count).format(n=count)
    return words + " " + _("Delete with: udbud decide --drop") + "\n"


def _write(given: argparse.Namespace, now: "Asked") -> int:
    from ..base import files
    from ..bundle import cannot_save
    from ..decide.workbook import workbook

    data, problems = workbook(now)
    _print(given, (*now.contradictions, *problems))
    if data is None:
        return 1
    if not now.questions:
        if given.format == "text":
            streams.out(_("Nothing is open; no workbook was written.") + "\n")
        return 0
    path = project.output(given) / "decide" / WORKBOOK
    try:
        files.write(path, data)
    except OSError as failure:
        _print(given, (cannot_save(path, failure),))
        return 1
    if given.format == "text" and not given.quiet:
        count = ngettext("{n} question in {path}", "{n} questions in {path}", len(now.questions))
        streams.out(count.format(n=len(now.questions), path=path) + "\n")
        if now.more:
            streams.out(_("{n} more come when these are settled.").format(n=now.more) + "\n")
        streams.out(_("When it is filled in, read it with: udbud decide {file}").format(file=WORKBOOK) + "\n")
    return 0


def _read(given: argparse.Namespace, root: Path, now: "Asked", date: str) -> int:
    from ..decide.workbook import take
    from ..model.problem import Severity

    path: Path = given.file
    data = project.contents(path)
    judged, problems = take(root, now, data, project.seen(path), date)
    _print(given, problems)
    if given.format == "text" and not given.quiet and judged is not None:
        streams.out(_summary(now, judged))
    return 1 if any(p.severity is Severity.ERROR for p in problems) else 0


def _summary(now: "Asked", judged: "Judged") -> str:
    taken = len(judged.entries)
    lines = [
        ngettext("{n} decision was written to {path}.", "{n} decisions were written to {path}.", taken).format(
            n=taken, path="sources/decisions.yaml"
        )
    ]
    if judged.already:
        words = ngettext("{n} row was decided already.", "{n} rows were decided already.", judged.already)
        lines.append(words.format(n=judged.already))
    rest = now.open - taken
    lines.append(ngettext("{n} question is open.", "{n} questions are open.", rest).format(n=rest))
    return "".join(f"{line}\n" for line in lines)
