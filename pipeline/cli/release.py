"""`udbud release`: the tender edition without errors, packed, vouched for and, on request, signed and recorded."""

import argparse
from pathlib import Path

from ..base import files
from ..base.i18n import _
from . import portfolio, project, streams
from .build import known_names
from .usage import UsageError

NAME = "release"


def about() -> str:
    return _("make the tender edition ready to publish: one zip, sums, a statement of where it comes from")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sign", metavar=_("KEY"), type=Path, help=_("sign SHA256SUMS with this private SSH key (ssh-keygen -Y)")
    )
    text = _("record the release in sources/: its texts and printed numbers, which nothing changes from then on")
    without = _("without page numbers in tables of contents: the same bytes on every machine image")
    parser.add_argument("--no-pages", action="store_true", help=without)
    own = _("that municipality's own edition as a release of its own; all: every one's")
    parser.add_argument("--for", dest="municipality", metavar=_("MUNICIPALITY"), default="", help=own)
    parser.add_argument("--publish", action="store_true", help=text)


def run(given: argparse.Namespace) -> int:
    from ..model.tender import ALL

    if given.sign is not None and not files.is_file(given.sign):
        raise UsageError(_("There is no file «{path}».").format(path=given.sign))
    if given.publish and given.municipality:
        words = _("What is recorded in sources/ is the edition for all: --publish cannot be used with --for")
        raise UsageError(words)
    with known_names():
        return _all(given) if given.municipality == ALL else _one(given)


def _all(given: argparse.Namespace) -> int:
    from ..release import release_all

    root, output = project.root(given), project.output(given)
    with streams.progress(given.quiet) as listener:
        made = release_all(root, output, given.sign, not given.no_pages, listener, portfolio.processors())
    return portfolio.told(given, made)


def _one(given: argparse.Namespace) -> int:
    from ..release import release

    root, output = project.root(given), project.output(given)
    with streams.progress(given.quiet) as listener:
        pages = not given.no_pages
        made = release(root, output, given.sign, given.publish, pages, listener, given.municipality)
    outcome = made.outcome
    project.show(given, outcome.summary(), (*outcome.problems, *outcome.faults))
    if outcome.faults:
        streams.our_bug(None, given.verbose > 0)
        return 3
    if made.package is None:
        streams.err(_("Nothing was written: the last output stands.") + "\n")
        return 1
    if given.format == "text" and not given.quiet:
        streams.out(_("The release is in {path}").format(path=made.package.parent) + "\n")
        streams.out(_("To hand out: {path}").format(path=made.package) + "\n")
        for path in made.recorded:
            streams.out(_("Recorded: {path}").format(path=path) + "\n")
        if not given.publish and not given.municipality:
            streams.out(_("Not recorded in sources/: use --publish when you publish it.") + "\n")
    return 1 if outcome.failed else 0
