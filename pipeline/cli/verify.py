"""`udbud verify PATH`: a folder of documents, or a release's zip, compared with its manifest, sums and signature."""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..base import files as on_disk
from ..base.i18n import _, ngettext
from . import streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..model.problem import Problem

NAME = "verify"


def about() -> str:
    return _("compare a folder of documents, or the zip of a release, with its manifest")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar=_("PATH"), type=Path, help=_("the folder that holds manifest.json, or the zip"))
    text = _("the allowed signers, as ssh has them: lines of a name and a public key; the signature must be by one")
    parser.add_argument("--signers", metavar=_("FILE"), type=Path, help=text)


def run(given: argparse.Namespace) -> int:
    from ..bundle import load
    from ..model.problem import Severity
    from ..report.inspection import inspect

    if given.signers is not None and not on_disk.is_file(given.signers):
        raise UsageError(_("There is no file «{path}».").format(path=given.signers))
    if not on_disk.exists(given.path):
        raise UsageError(_("There is no file «{path}».").format(path=given.path))
    files, problems = load(given.path)
    if not problems and "manifest.json" not in files:
        raise UsageError(_("«{path}» holds no manifest.json.").format(path=given.path))
    count, said = 0, ""
    if not problems:
        count, problems = inspect(files, given.path.as_posix())
        said, unsound = _signature(given, files)
        problems = (*problems, *unsound)
    _show(given, problems)
    if given.format == "text" and not problems and not given.quiet:
        fine = ngettext("{n} file is as the manifest says.", "{n} files are as the manifest says.", count)
        streams.out(fine.format(n=count) + "\n" + (f"{said}\n" if said else ""))
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _signature(given: argparse.Namespace, files: Mapping[str, bytes]) -> tuple[str, tuple["Problem", ...]]:
    from .. import signing
    from ..model.place import Place
    from ..model.problem import error
    from ..report.manifest import SUMS
    from ..report.text import harmless

    place = Place(f"{given.path.as_posix()}/{signing.FILE}")
    if signing.FILE not in files:
        if given.signers is None:
            return "", ()
        message = _("There is no signature to check.")
        fix = _("Ask whoever published the release for the file SHA256SUMS.sig.")
        return "", (error("bad-signature", place, message, fix),)
    said, problems = signing.check(files.get(SUMS, b""), files[signing.FILE], given.signers, place)
    if given.signers is None and said:
        said = _("Signed; whose key it is was not checked (--signers): {said}").format(said=said)
    return harmless(said), problems


def _show(given: argparse.Namespace, problems: Iterable["Problem"]) -> None:
    from ..report import github, json, sarif, text

    match given.format:
        case "json":
            streams.out(json.listing(problems))
        case "github":
            streams.out(github.github(problems))
        case "sarif":
            streams.out(sarif.sarif(problems))
        case _other:
            streams.out(text.text(problems))
