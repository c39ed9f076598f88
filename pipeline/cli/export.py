"""`udbud export`: a built edition's documents as PDF, ODT or HTML."""

import argparse

from ..base.i18n import _, ngettext
from ..model.editions import EDITIONS
from . import project, streams
from .usage import UsageError

NAME = "export"
FORMATS_OF_EXPORT = ("pdf", "odt", "html")


def about() -> str:
    return _("turn the documents of a built edition into PDF, ODT or HTML")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", metavar=_("KEY"), nargs="*", help=_("the documents wanted (default: all)"))
    parser.add_argument("--to", choices=FORMATS_OF_EXPORT, default="pdf", help=_("the format (default: pdf)"))
    parser.add_argument("--edition", choices=EDITIONS, default=EDITIONS[0], help=_("which edition (default: internal)"))


def run(given: argparse.Namespace) -> int:
    from ..export import NotBuiltError, UnknownDocumentError, export
    from ..model.problem import Severity
    from ..report import text

    project.root(given)
    try:
        done = export(project.output(given), given.edition, given.to, tuple(dict.fromkeys(given.keys)))
    except NotBuiltError:
        words = _("The edition has not been built. Build it first: udbud build --edition {edition}")
        raise UsageError(words.format(edition=given.edition)) from None
    except UnknownDocumentError as unknown:
        words = _("«{key}» is no document of this edition. It has: {known}")
        raise UsageError(words.format(key=unknown.key, known=", ".join(unknown.known))) from None
    streams.out(text.text(done.problems))
    if done.folder is not None and not given.quiet:
        made = len(done.made)
        words = ngettext("{n} file is in {path}", "{n} files are in {path}", made)
        streams.out(words.format(n=made, path=done.folder) + "\n")
    return 1 if any(p.severity is Severity.ERROR for p in done.problems) else 0
