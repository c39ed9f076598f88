"""`udbud watch`: builds, then again whenever the sources or templates change, until Ctrl-C."""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.i18n import _
from . import build, project, streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..base.cache import Cache
    from ..build import Outcome
    from ..model.problem import Problem
    from ..watching import Changes

NAME = "watch"
_MOST = 6  # names in one list
_TIDY = 10  # builds; looking for what died takes a tenth of a second, and much longer in a large tender


def about() -> str:
    return _("build, and build again what changes, until Ctrl-C")


def options(parser: argparse.ArgumentParser) -> None:
    build.chosen(parser)


def run(given: argparse.Namespace) -> int:
    """0: it ends when the user says so. Wrong use at the start ends it as it ends `build`."""
    from ..base.cache import FOLDER, Cache
    from ..base.memory import let_go
    from ..model.tender import ALL
    from ..watching import Watcher

    if given.municipality == ALL:
        raise UsageError(_("«watch» builds one edition at a time: name one municipality."))
    watcher = Watcher(project.root(given))
    cache = Cache(Path(given.project) / FOLDER, held=True)
    try:
        with build.known_names():
            latest = build.built(given, cache)
        project.show(given, latest.summary(), (*latest.problems, *latest.faults))
        _end(given, latest)
        rounds = 0
        while True:
            latest = _again(given, cache, watcher.wait(), latest)
            rounds += 1
            if rounds % _TIDY == 0:
                let_go()
    except KeyboardInterrupt:
        streams.err("\n" + _("Ended. The last output stands.") + "\n")
        return 0


def _again(given: argparse.Namespace, cache: "Cache", changes: "Changes", latest: "Outcome") -> "Outcome":
    """Whatever is wrong with the sources, or with us, it is said, the last output stands, and watching goes on."""
    _say(given, _changed(changes))
    begun = time.perf_counter()
    try:
        with build.known_names():
            outcome = build.built(given, cache)
    except UsageError as wrong:
        streams.usage(str(wrong))
    except Exception as bug:
        streams.our_bug(bug, given.verbose > 0)
    else:
        _report(given, latest, outcome)
        latest = outcome
        _say(given, _("Done in {seconds} seconds.").format(seconds=f"{time.perf_counter() - begun:.1f}"))
        _end(given, outcome)
    return latest


def _end(given: argparse.Namespace, outcome: "Outcome") -> None:
    if outcome.faults:
        streams.our_bug(None, given.verbose > 0)
    if not outcome.saved:
        streams.err(_("Nothing was written: the last output stands.") + "\n")
    _say(given, _("Waiting for changes in sources/ and templates/. Ctrl-C ends.") + "\n")
    streams.finish()


def _report(given: argparse.Namespace, before: "Outcome", now: "Outcome") -> None:
    """What is new since the last build, in full; the rest as counts."""
    from ..report import table

    if given.format != "text":
        project.show(given, now.summary(), (*now.problems, *now.faults))
        return
    found, old = (*now.problems, *now.faults), (*before.problems, *before.faults)
    new, solved = _beyond(found, old), _beyond(old, found)
    project.listing(given, new)
    counts = table.problems(now.summary().problems)
    if new or solved:
        counts += " " + _("({new} new, {solved} gone)").format(new=len(new), solved=len(solved))
    _say(given, counts)
    if now.saved:
        written = _("Written anew: {files}").format(files=_listed(now.fresh))
        _say(given, written if now.fresh else _("No document says anything else than before."))


def _beyond(problems: Iterable["Problem"], others: Iterable["Problem"]) -> list["Problem"]:
    """Those that are not among the others; that a line has moved makes nothing new."""
    left = Counter(map(_told, others))
    found = []
    for problem in problems:
        told = _told(problem)
        if left[told]:
            left[told] -= 1
        else:
            found.append(problem)
    return found


def _told(problem: "Problem") -> tuple[str, ...]:
    where = (problem.place.path, problem.place.sheet, problem.requirement)
    return (problem.severity, problem.code, *where, problem.message, problem.excerpt)


def _changed(changes: "Changes") -> str:
    said = (
        (changes.changed, _("Changed: {files}")),
        (changes.new, _("New: {files}")),
        (changes.gone, _("Gone: {files}")),
    )
    return "\n".join(words.format(files=_listed(files)) for files, words in said if files)


def _listed(names: Sequence[str]) -> str:
    from ..report.text import harmless

    more = len(names) - _MOST
    shown = harmless(", ".join(names[:_MOST]))
    return _("{files} and {n} more").format(files=shown, n=more) if more > 0 else shown


def _say(given: argparse.Namespace, words: str) -> None:
    """For people: not with --quiet, and not between the lines that a program reads."""
    if given.format == "text" and not given.quiet:
        streams.out(words + "\n")
