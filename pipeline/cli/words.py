"""The words of argparse, which bring no Danish of their own."""

import argparse

from ..base import i18n
from ..base.i18n import mark

WORDS = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("not allowed with argument %s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
)


def translate() -> None:
    """argparse looks its words up under `_` in its own module; from now on it finds ours."""
    vars(argparse).update(_=i18n._, ngettext=i18n.ngettext)
