"""`udbud verify PATH`: a folder of documents compared with its manifest."""

import argparse
from pathlib import Path

from ..base.i18n import _, ngettext
from . import streams
from .usage import UsageError

NAME = "verify"


def about() -> str:
    return _("compare a folder of documents with its manifest")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar=_("PATH"), type=Path, help=_("the folder that holds manifest.json"))


def run(given: argparse.Namespace) -> int:
    from ..model.problem import Severity
    from ..report import github, json, sarif, text
    from ..report.inspection import inspect

    if not (given.path / "manifest.json").is_file():
        raise UsageError(_("«{path}» holds no manifest.json.").format(path=given.path))
    count, problems = inspect(given.path)
    match given.format:
        case "json":
            streams.out(json.listing(problems))
        case "github":
            streams.out(github.github(problems))
        case "sarif":
            streams.out(sarif.sarif(problems))
        case _other:
            streams.out(text.text(problems))
            if not problems and not given.quiet:
                fine = ngettext("{n} file is as the manifest says.", "{n} files are as the manifest says.", count)
                streams.out(fine.format(n=count) + "\n")
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0
