"""`udbud release`: the tender edition without errors, packed, vouched for and, on request, signed and recorded."""

import argparse
from pathlib import Path

from ..base import files
from ..base.i18n import _
from . import project, streams
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
    parser.add_argument("--publish", action="store_true", help=text)


def run(given: argparse.Namespace) -> int:
    from ..release import release

    if given.sign is not None and not files.is_file(given.sign):
        raise UsageError(_("There is no file «{path}».").format(path=given.sign))
    root = project.root(given)
    with streams.progress(given.quiet) as listener:
        made = release(root, project.output(given), given.sign, given.publish, not given.no_pages, listener)
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
        if not given.publish:
            streams.out(_("Not recorded in sources/: use --publish when you publish it.") + "\n")
    return 1 if outcome.failed else 0
