"""`udbud explain CODE`: what a problem code means and what to do."""

import argparse

from ..base.i18n import _
from . import streams
from .usage import UsageError

NAME = "explain"


def about() -> str:
    return _("explain a problem code, or list all of them")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar=_("CODE"), nargs="?", help=_("as printed in square brackets; none: list all"))


def run(given: argparse.Namespace) -> int:
    from ..report import catalogue

    if not given.code:
        width = max(map(len, catalogue.codes()))
        for code in catalogue.codes():
            entry = catalogue.lookup(code)
            streams.out(f"{code:<{width}}  {entry.title if entry else ''}\n")
        return 0
    code = given.code.strip().strip("[]")
    entry = catalogue.lookup(code)
    if entry is None:
        near = catalogue.nearest(code)
        hint = _("Did you mean «{code}»?").format(code=near) if near else _("udbud explain lists them all.")
        raise UsageError(_("There is no problem code «{code}».").format(code=code) + " " + hint)
    remedy = _("What to do: {remedy}").format(remedy=entry.remedy)
    streams.out(f"{code}: {entry.title}\n\n{entry.explanation}\n\n{remedy}\n")
    return 0
