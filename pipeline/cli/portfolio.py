"""`udbud build --for all`: every municipality's own edition, and what is said of them at the end."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..base.i18n import _
from . import project, streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..portfolio import Portfolio, Workers
    from ..report.portfolio import Town


def run(given: argparse.Namespace) -> int:
    from ..portfolio import build_all

    root = project.root(given)
    with _interruptible(), _workers(given) as workers, streams.progress(given.quiet) as listener:
        only = tuple(dict.fromkeys(given.only))
        cache = project.cache(given)
        made = build_all(
            *(root, project.output(given), given.edition, only, listener),
            pages=given.pages,
            cache=cache,
            jobs=given.jobs or processors(),
            workers=workers,
        )
        if cache is not None:
            cache.prune()
    return told(given, made)


def told(given: argparse.Namespace, made: "Portfolio") -> int:
    """What came of them, on the terminal; the exit code."""
    if not made.found.sources.tender.municipalities and not made.found.failed:
        raise UsageError(_("This tender has no municipalities: sources/municipalities.yaml lists them."))
    _show(given, made)
    if made.faulty:
        streams.our_bug(None, given.verbose > 0)
        return 3
    if not made.editions:
        streams.err(_("Nothing was written: the last output stands.") + "\n")
    elif given.format == "text" and not given.quiet:
        folder = project.output(given) / f"{made.found.edition}-…"
        streams.out(_("The documents are in {path}").format(path=folder) + "\n")
    return 1 if made.failed else 0


@contextmanager
def _interruptible() -> "Iterator[None]":
    """Editions are saved as they come, so not everything is as it was."""
    try:
        yield
    except KeyboardInterrupt:
        words = _("Interrupted. Editions that were saved are whole; the last output of the others is untouched.")
        streams.err(f"\n{words}\n")
        raise SystemExit(130) from None


@contextmanager
def _workers(given: argparse.Namespace) -> "Iterator[Workers | None]":
    """Those of the cluster that was named; None for processes of this machine."""
    if given.scheduler is None:
        yield None
        return
    if given.jobs is not None or given.pages:
        words = _("--scheduler has workers of its own, and they count no pages: leave out --jobs and --pages")
        raise UsageError(words)
    from ..base.cluster import ClusterError, connected
    from ..portfolio import elsewhere

    try:
        with connected(given.scheduler) as cluster:
            yield elsewhere(cluster)
    except ClusterError as refused:
        raise UsageError(str(refused)) from None


def processors() -> int:
    """Those this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _show(given: argparse.Namespace, made: "Portfolio") -> None:
    from ..model.problem import Severity, ordered
    from ..report import portfolio

    common, summary = made.found.problems, made.found.summary()
    towns = _towns(made)
    if given.format == "json":
        streams.out(portfolio.record(summary, common, towns).decode())
    elif given.format == "text":
        project.listing(given, common)
        levels = {Severity.ERROR} if given.quiet else {Severity.ERROR, Severity.WARNING}
        shown = frozenset(Severity if given.verbose else levels)
        streams.out(("\n" if common else "") + portfolio.lines(summary, towns, shown, counts=not given.quiet))
    else:
        project.listing(given, ordered((*common, *(p for town in towns for p in town.problems))))


def _towns(made: "Portfolio") -> "tuple[Town, ...]":
    from ..report.portfolio import Town

    names = {m.key: m.name for m in made.found.sources.tender.municipalities}
    return tuple(
        Town(
            edition.municipality,
            names[edition.municipality],
            edition.saved.name if edition.saved else "",
            edition.documents,
            made.own(edition),
        )
        for edition in made.editions
    )
