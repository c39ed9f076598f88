"""`udbud check`: the problems in the sources, without making documents."""

import argparse

from ..base.i18n import _
from . import project, streams

NAME = "check"


def about() -> str:
    return _("find the problems in the sources without building")


def options(parser: argparse.ArgumentParser) -> None:
    project.remembering(parser)


def run(given: argparse.Namespace) -> int:
    from ..build import examine

    root = project.root(given)
    with streams.progress(given.quiet) as listener:
        outcome = examine(root, listener, project.cache(given))
    project.show(given, outcome.summary(), outcome.problems)
    return 1 if outcome.failed else 0
