"""`udbud build`: the documents of one edition."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..base.i18n import _
from ..model.editions import EDITIONS
from . import project, streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..base.cache import Cache
    from ..build import Outcome

NAME = "build"
_MOST_JOBS = 64


def about() -> str:
    return _("build the Word and Excel documents of an edition")


def options(parser: argparse.ArgumentParser) -> None:
    chosen(parser)
    pages = _("page numbers in tables of contents, counted by LibreOffice where the machine has it")
    jobs = _("how many processes may write at once (default: 1; with --for all one for each processor)")
    parser.add_argument("--jobs", metavar="N", type=_jobs, help=jobs)
    cluster = _("with --for all: the scheduler of a dask cluster whose workers make the editions (tcp:// or tls://)")
    parser.add_argument("--scheduler", metavar=_("ADDRESS"), help=cluster)
    project.remembering(parser)
    parser.add_argument("--pages", action="store_true", help=pages)


def chosen(parser: argparse.ArgumentParser) -> None:
    """Which edition, whose, and which documents of it."""
    parser.add_argument("--edition", choices=EDITIONS, default=EDITIONS[0], help=_("which edition (default: internal)"))
    parser.add_argument(
        "--for",
        dest="municipality",
        metavar=_("MUNICIPALITY"),
        default="",
        help=_("that municipality's own edition, with its additions and opt-outs; all: every one's"),
    )
    parser.add_argument(
        "--only",
        metavar=_("KEY"),
        nargs="+",
        action="extend",
        default=[],
        help=_("build these documents only; the others stay as they are"),
    )


def _jobs(text: str) -> int:
    """What is no number of processes is told by argparse."""
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(_("«{text}» is no number from 1 to {most}").format(text=text, most=_MOST_JOBS))
    return int(text)


def run(given: argparse.Namespace) -> int:
    from ..model.tender import ALL
    from . import portfolio

    if given.scheduler is not None and given.municipality != ALL:
        raise UsageError(_("--scheduler is for the editions of all municipalities: use it with --for all"))
    with known_names():
        return portfolio.run(given) if given.municipality == ALL else _one(given)


@contextmanager
def known_names() -> Iterator[None]:
    """A document or municipality that is not there is wrong use."""
    from ..build import UnknownDocumentError, UnknownMunicipalityError

    try:
        yield
    except UnknownDocumentError as unknown:
        words = _("«{key}» is no document of this edition. It has: {known}")
        raise UsageError(words.format(key=unknown.key, known=", ".join(unknown.known))) from None
    except UnknownMunicipalityError as unknown:
        raise UsageError(_no_municipality(unknown.key, unknown.known)) from None


def _no_municipality(key: str, known: tuple[str, ...]) -> str:
    from ..base.text import did_you_mean

    near = did_you_mean(key, known)
    if near:
        words = _("«{key}» is no municipality of this tender. Did you mean «{near}»? It has: {known}")
    else:
        words = _("«{key}» is no municipality of this tender. It has: {known}")
    return words.format(key=key, near=near, known=", ".join(known))


def built(given: argparse.Namespace, cache: "Cache | None", pages: bool = False, jobs: int = 1) -> "Outcome":
    """One build of what was chosen."""
    from ..build import build

    with streams.progress(given.quiet) as listener:
        only = tuple(dict.fromkeys(given.only))
        root, output = project.root(given), project.output(given)
        chosen = (root, output, given.edition, only, listener, given.municipality)
        outcome = build(*chosen, pages=pages, cache=cache, jobs=jobs)
        if cache is not None:
            cache.prune()
    return outcome


def _one(given: argparse.Namespace) -> int:
    outcome = built(given, project.cache(given), given.pages, given.jobs or 1)
    project.show(given, outcome.summary(), (*outcome.problems, *outcome.faults))
    if outcome.faults:
        streams.our_bug(None, given.verbose > 0)
        return 3
    if outcome.saved and given.format == "text" and not given.quiet:
        streams.out(_("The documents are in {path}").format(path=outcome.saved) + "\n")
    elif not outcome.saved:
        streams.err(_("Nothing was written: the last output stands.") + "\n")
    return 1 if outcome.failed or not outcome.saved else 0
