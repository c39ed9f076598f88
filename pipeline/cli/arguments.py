"""The parser: global options, and one sub-parser per command."""

import argparse
from pathlib import Path

from .. import __version__
from ..base.i18n import LANGUAGES, _
from . import (
    build,
    check,
    decide,
    explain,
    export,
    forms,
    hearing,
    importing,
    intake,
    new,
    number,
    release,
    status,
    trace,
    verify,
    watch,
    words,
)

COMMANDS = (
    *(build, watch, check, decide, forms, intake, hearing, status, trace, explain),
    *(export, importing, new, number, release, verify),
)
FORMATS = ("text", "json", "github", "sarif")


def parser() -> argparse.ArgumentParser:
    words.translate()
    top = argparse.ArgumentParser(
        prog="udbud",
        description=_("Requirement statements in Markdown and Excel become tender documents in Word and Excel."),
        epilog=_("Exit codes: 0 fine, 1 errors in the sources, 2 wrong use, 3 a bug in the program."),
        parents=[_common(given=False)],
        allow_abbrev=False,
    )
    shown = _("show program's version number and exit")
    top.add_argument("--version", action="version", version=f"udbud {__version__}", help=shown)
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"), required=True, title=_("commands"))
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.about(),
            description=command.about(),
            parents=[_common(given=True)],
            allow_abbrev=False,
        )
        command.options(sub)
        sub.set_defaults(run=command.run)
    return top


def _common(given: bool) -> argparse.ArgumentParser:
    """The global options, which may stand before or after the command; the defaults stand before."""

    def default(value: object) -> object:
        return argparse.SUPPRESS if given else value

    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    group = common.add_argument_group(_("global options"))
    add = group.add_argument
    add(
        "-C",
        "--project",
        metavar=_("DIR"),
        type=Path,
        default=default(Path()),
        help=_("the project folder (default: this one)"),
    )
    add(
        "--output",
        metavar=_("DIR"),
        type=Path,
        default=default(None),
        help=_("where documents go (default: output/ in the project)"),
    )
    add("--format", choices=FORMATS, default=default("text"), help=_("how problems are printed"))
    add("--lang", choices=LANGUAGES, default=default(LANGUAGES[0]), help=_("language of messages (default: da)"))
    add("-q", "--quiet", action="store_true", default=default(False), help=_("print errors only"))
    add("-v", "--verbose", action="count", default=default(0), help=_("print notes and details too"))
    return common
