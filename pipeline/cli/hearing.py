"""`udbud hearing`: what was said in the hearing, what was answered, and who decided."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.i18n import _, ngettext
from . import project, streams
from .days import day_of
from .usage import UsageError

if TYPE_CHECKING:
    from ..answering import Now
    from ..hearing import Result

NAME = "hearing"


def about() -> str:
    return _("report what the municipalities said in the hearing, and what they are answered")


def options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", metavar=_("FILE"), type=Path, nargs="?", help=_("a workbook of answers to read in"))
    add("--answers", action="store_true", help=_("write the comments to a workbook to answer in"))
    add("--date", metavar=_("DATE"), default="", help=_("the date of the answers, as 2026-09-18 (default: today)"))
    add("--municipality", metavar=_("MUNICIPALITY"), default="", help=_("only what this municipality gets back"))
    add("--anonymous", action="store_true", help=_("one report without the names of municipalities"))


def run(given: argparse.Namespace) -> int:
    from ..hearing import UnknownMunicipalityError, report

    if given.anonymous and given.municipality:
        raise UsageError(_("--anonymous and --municipality do not go together: a report for one has its name."))
    if sum((given.file is not None, given.answers, given.anonymous or bool(given.municipality))) > 1:
        raise UsageError(_("Give one of these: a workbook to read, --answers, or how to report."))
    root = project.root(given)
    if given.answers or given.file is not None:
        return _answers(given, root)
    with streams.progress(given.quiet) as listener:
        try:
            result = report(root, project.output(given), given.municipality, given.anonymous, listener)
        except UnknownMunicipalityError as unknown:
            words = _("«{key}» was not asked in the hearing. Asked were: {known}")
            raise UsageError(words.format(key=unknown.name, known=", ".join(unknown.known))) from None
    _show(given, result)
    if result.faults:
        streams.our_bug(None, given.verbose > 0)
        return 3
    return 1 if result.failed else 0


def _show(given: argparse.Namespace, result: "Result") -> None:
    project.listing(given, (*result.problems, *result.faults))
    if given.format != "text" or given.quiet:
        return
    remarks = [remark for remark in result.hearing.remarks() if remark.needs_answer]
    waiting = sum(remark.is_open for remark in remarks)
    n = len(remarks)
    streams.out(ngettext("{n} comment, {open} without an answer", "{n} comments, {open} without an answer", n).format(
        n=n, open=waiting
    ) + "\n")  # fmt: skip
    for path in result.saved[:4]:
        streams.out(f"{path}\n")
    if len(result.saved) > 4:
        streams.out(
            _("… and {n} more files in {path}").format(n=len(result.saved) - 4, path=result.saved[-1].parent) + "\n"
        )
    if not result.saved:
        streams.err(_("Nothing was written: the last output stands.") + "\n")


# --- answers ---------------------------------------------------------------------------------------------------------


def _answers(given: argparse.Namespace, root: Path) -> int:
    from ..answering import now

    today = day_of(given.date)
    found = now(root)
    if found.report is None:
        project.listing(given, found.problems)
        return 1
    return _read(given, root, found, today) if given.file is not None else _write(given, found, today)


def _write(given: argparse.Namespace, found: "Now", today: str) -> int:
    from ..answering import write

    path, problems = write(found, project.output(given), today)
    project.listing(given, (*found.problems, *problems))
    if path is None:
        return 1
    if given.format == "text" and not given.quiet:
        n = len(found.asking)
        streams.out(ngettext("{n} comment in {path}", "{n} comments in {path}", n).format(n=n, path=path) + "\n")
        streams.out(_("When it is filled in, read it with: udbud hearing {file}").format(file=path.name) + "\n")
    return 0


def _read(given: argparse.Namespace, root: Path, found: "Now", today: str) -> int:
    from ..answering import take

    path: Path = given.file
    data = project.contents(path)
    taken = take(root, found, data, project.seen(path), today)
    project.listing(given, (*found.problems, *taken.problems))
    if given.format == "text" and not given.quiet:
        n = len(taken.entries)
        words = ngettext("{n} answer was written to {path}.", "{n} answers were written to {path}.", n)
        streams.out(words.format(n=n, path="sources/answers.yaml") + "\n")
        if taken.already:
            known = ngettext("{n} row was answered already.", "{n} rows were answered already.", taken.already)
            streams.out(known.format(n=taken.already) + "\n")
        rest = sum(remark.is_open for remark in found.asking if remark.key not in taken.entries)
        streams.out(ngettext("{n} comment waits.", "{n} comments wait.", rest).format(n=rest) + "\n")
    return 1 if taken.failed else 0
