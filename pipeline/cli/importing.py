"""`udbud import FILE…`: foreign requirement lists become a work package's own source."""

import argparse

from ..base.i18n import _
from .usage import UsageError

NAME = "import"


def about() -> str:
    return _("take requirements from foreign files into a work package")


def options(parser: argparse.ArgumentParser) -> None:
    pass


def run(given: argparse.Namespace) -> int:
    raise UsageError(_("import comes in a later version."))
