"""`udbud hearing`: what was said in the hearing, what was answered, and who decided."""

import argparse
from typing import TYPE_CHECKING

from ..base.i18n import _, ngettext
from . import project, streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..hearing import Result

NAME = "hearing"


def about() -> str:
    return _("report what the municipalities said in the hearing, and what they are answered")


def options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--municipality", metavar=_("MUNICIPALITY"), default="", help=_("only what this municipality gets back"))
    add("--anonymous", action="store_true", help=_("one report without the names of municipalities"))


def run(given: argparse.Namespace) -> int:
    from ..hearing import UnknownMunicipalityError, report

    if given.anonymous and given.municipality:
        raise UsageError(_("--anonymous and --municipality do not go together: a report for one has its name."))
    root = project.root(given)
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
