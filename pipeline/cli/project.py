"""Global options -> the folders they mean, and the printed report of what was found there."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..base import files
from ..base.i18n import _, ngettext
from . import streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..base.cache import Cache
    from ..model.problem import Problem
    from ..report.summary import Summary


def root(given: argparse.Namespace) -> Path:
    """The project folder; it must hold sources/tender.yaml."""
    folder: Path = given.project
    if not files.is_file(folder / "sources" / "tender.yaml"):
        message = _(
            "«{path}» is no tender project: it has no sources/tender.yaml. "
            "Go to the project folder, name it with -C, or make a new one with: udbud new DIR"
        )
        raise UsageError(message.format(path=folder))
    return folder


def output(given: argparse.Namespace) -> Path:
    """Where documents go: never among what people write, where a build would mix with its own sources."""
    chosen: Path | None = given.output
    if chosen is None:
        return Path(given.project) / "output"
    project, real = (files.real(path) for path in (given.project, chosen))
    if real == project or any(real.is_relative_to(project / name) for name in ("sources", "templates")):
        message = _(
            "Documents cannot be written to «{path}»: that is the project itself, or its sources or templates. "
            "Name a folder of its own, for instance --output output"
        )
        raise UsageError(message.format(path=chosen))
    return chosen


def remembering(parser: argparse.ArgumentParser) -> None:
    """The option of commands that use what earlier runs found out."""
    anew = _("read and write everything anew; what was remembered is not used")
    parser.add_argument("--no-cache", action="store_true", help=anew)


def cache(given: argparse.Namespace) -> "Cache | None":
    """What earlier runs found out in this project, in a folder of it that git does not see; None with --no-cache."""
    from ..base.cache import FOLDER, Cache

    return None if given.no_cache else Cache(Path(given.project) / FOLDER)


def contents(path: Path, most: int = -1) -> bytes:
    """A file named on the command line, at most so many bytes of it; UsageError where it cannot be read."""
    try:
        return files.read(path, most)
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise UsageError(_("«{path}» cannot be read: {reason}.").format(path=path, reason=reason)) from None


def prefix(folder: Path) -> str:
    """The project folder as seen from where the command was given: GitHub's annotations need it."""
    relative = Path(os.path.relpath(folder)).as_posix()
    return "" if relative == "." else f"{relative}/"


def seen(path: Path) -> str:
    """A file as seen from where the command was given; never with the folders above."""
    relative = os.path.relpath(path)
    return path.name if relative.startswith("..") else Path(relative).as_posix()


def show(given: argparse.Namespace, summary: "Summary", problems: Iterable["Problem"]) -> None:
    """The problems, then the counts, in the format asked for. Only `text` leaves notes to -v and warnings out of -q."""
    from ..model.problem import Severity
    from ..report import github, json, sarif, table, text

    found = tuple(problems)
    match given.format:
        case "json":
            streams.out(json.record(summary, found).decode())
        case "github":
            streams.out(github.github(found, prefix(given.project)))
        case "sarif":
            streams.out(sarif.sarif(found, prefix(given.project)))
        case _other:
            wanted = {Severity.ERROR}
            if not given.quiet:
                wanted |= {Severity.WARNING} | ({Severity.NOTE} if given.verbose else set())
            listed = tuple(p for p in found if p.severity in wanted)
            streams.out(text.text(listed))
            if not given.quiet:
                streams.out(("\n" if listed else "") + table.table(summary))
                notes = summary.problems.get(Severity.NOTE, 0)
                if notes and not given.verbose:
                    hint = ngettext("{n} note is shown with -v.", "{n} notes are shown with -v.", notes)
                    streams.out(hint.format(n=notes) + "\n")


def listing(given: argparse.Namespace, problems: Iterable["Problem"]) -> None:
    """Problems alone, in the format asked for; notes only with -v, warnings not with -q."""
    from ..model.problem import Severity
    from ..report import github, json, sarif, text

    found = tuple(problems)
    match given.format:
        case "json":
            streams.out(json.listing(found))
        case "github":
            streams.out(github.github(found, prefix(given.project)))
        case "sarif":
            streams.out(sarif.sarif(found, prefix(given.project)))
        case _other:
            quiet = (
                {Severity.WARNING, Severity.NOTE} if given.quiet else {Severity.NOTE} if not given.verbose else set()
            )
            streams.out(text.text([p for p in found if p.severity not in quiet]))
