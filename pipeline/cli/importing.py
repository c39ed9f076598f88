"""`udbud import FILE…`: foreign requirement lists become a work package's own source."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..base import files
from ..base.i18n import _, ngettext
from . import project, streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..model.problem import Problem
    from ..read.foreign import Import
    from ..read.values import Vocabulary

NAME = "import"
_MOST_BYTES = 500_000_000  # far above what the reader accepts; keeps a wrong file from filling the memory


def about() -> str:
    return _("take requirements from foreign files into a work package")


def options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "files",
        metavar=_("FILE"),
        nargs="+",
        type=Path,
        help=_("csv, xlsx, xlsm, xls, ods, yaml, json, md or docx"),
    )
    add("--package", metavar=_("PACKAGE"), required=True, help=_("the work package they belong to; made if it is new"))
    add(
        "--map",
        metavar=_('"HEADER=field"'),
        action="append",
        default=[],
        help=_("which column is which field; nothing after = leaves the column out; can be given several times"),
    )
    add("--area", metavar=_("AREA"), default="", help=_("the area of requirements that name none"))
    add("--type", metavar=_("TYPE"), default="", help=_("the type of requirements that name none"))
    add("--yes", action="store_true", help=_("write without asking"))
    add("--dry-run", action="store_true", help=_("show what would be written"))


def run(given: argparse.Namespace) -> int:
    from ..read.declarations import read_declarations
    from ..read.values import Vocabulary

    root = project.root(given)
    if not files.portable(given.package) or "/" in given.package:
        raise UsageError(_("«{package}» cannot be the name of a package.").format(package=given.package))
    mapping = dict(_pair(one) for one in given.map)
    words = Vocabulary.of(read_declarations(root)[0])
    worst = 0
    for path in given.files:
        worst = max(worst, _one(given, root, path, mapping, words))
    return worst


def _one(given: argparse.Namespace, root: Path, path: Path, mapping: dict[str, str], words: "Vocabulary") -> int:
    from ..model.problem import Severity
    from ..read.foreign import import_within_limits

    found, problems = import_within_limits(
        project.contents(path, _MOST_BYTES),
        path.as_posix(),
        words=words,
        package=given.package,
        mapping=mapping,
        area=given.area,
        type_=given.type,
    )
    folder = root / "sources" / "packages" / given.package
    taken = [folder / name for name in found.files if name != "package.yaml" and files.exists(folder / name)]
    if taken:
        problems = (*problems, _exists(taken[0]))
    _show(given, path, found, problems)
    if any(p.severity is Severity.ERROR for p in problems) or not found.files:
        return 1 if any(p.severity is Severity.ERROR for p in problems) else 0
    if given.dry_run:
        _say(given, _("Nothing was written (--dry-run)."))
        return 0
    if found.guessed and not given.yes and not _agreed():
        _say(given, _("Nothing was written."))
        return 0
    return _write(given, folder, found)


def _write(given: argparse.Namespace, folder: Path, found: "Import") -> int:
    from ..bundle import cannot_save
    from ..report import text

    try:
        for name, content in found.files.items():
            if name == "package.yaml" and files.exists(folder / name):
                continue
            files.write(folder / name, content.encode("utf-8", "surrogatepass"))
            _say(given, _("Written: {path}").format(path=(folder / name).as_posix()))
    except OSError as failure:
        streams.out(text.text((cannot_save(folder, failure),)))
        return 1
    return 0


def _pair(argument: str) -> tuple[str, str]:
    header, equals, name = argument.rpartition("=")
    if not equals or not header.strip():
        message = _('--map takes "HEADER=field", for instance --map "Krav-ID=id", not «{argument}».')
        raise UsageError(message.format(argument=argument))
    return header.strip(), name.strip()


def _exists(path: Path) -> "Problem":
    from ..model.place import Place
    from ..model.problem import error

    message = _("The file is there already and is not overwritten: people may have worked on it.")
    fix = _("Move it away or delete it, or rename the file to import; then import again.")
    return error("import-exists", Place(path.as_posix()), message, fix)


def _show(given: argparse.Namespace, path: Path, found: "Import", problems: "tuple[Problem, ...]") -> None:
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
            if found.columns and not given.quiet:
                streams.out(_columns(found))
            if not given.quiet:
                count = ngettext("{n} requirement in {path}", "{n} requirements in {path}", found.count)
                streams.out(count.format(n=found.count, path=path) + "\n")


def _columns(found: "Import") -> str:
    """The map, as it can be given with --map."""
    from ..report.text import harmless

    how = {"given": _("given"), "guessed": _("guessed"), "kept": _("kept as a note"), "left out": _("left out")}
    width = max(len(harmless(c.header)) for c in found.columns)
    lines = [f"  {harmless(c.header):<{width}} = {c.field:<16} ({how.get(c.how, c.how)})" for c in found.columns]
    return _("Columns") + "\n" + "\n".join(lines) + "\n"


def _say(given: argparse.Namespace, line: str) -> None:
    if given.format == "text" and not given.quiet:
        streams.out(line + "\n")


def _agreed() -> bool:
    """Asks on a terminal; elsewhere the map has been shown, and writing new files destroys nothing."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    streams.out(_("Is that right? Write the files? [y/N] "))
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")
