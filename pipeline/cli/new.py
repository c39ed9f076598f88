"""`udbud new DIR`: a new tender project, small and complete enough to build."""

import argparse
import shlex
from collections.abc import Iterator
from pathlib import Path

from ..base import files
from ..base.i18n import _
from . import streams
from .usage import UsageError

NAME = "new"
_PACKAGE = Path(__file__).resolve().parent.parent
# What every tender starts with: in the wheel under starter/common, in a checkout the example's own files.
_COMMON = ("templates", "sources/fields.yaml", "sources/standards.yaml", "sources/wording.yaml")


def about() -> str:
    return _("make a new tender project with templates and a first work package")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", metavar=_("DIR"), type=Path, help=_("a folder that does not exist or is empty"))


def run(given: argparse.Namespace) -> int:
    from ..bundle import cannot_save
    from ..report import text

    target: Path = given.directory
    if files.exists(target) and (not files.is_folder(target) or files.within(target)):
        raise UsageError(_("«{path}» exists and is not an empty folder.").format(path=target))
    try:
        for name, source in sorted(_files()):
            files.write(target / name, files.read(source))
    except OSError as failure:
        streams.out(text.text((cannot_save(target, failure),)))
        return 1
    if not given.quiet:
        streams.out(_("The project is in {path}. Start with sources/tender.yaml, then:").format(path=target) + "\n")
        streams.out(f"  udbud -C {shlex.quote(str(target))} build\n")
    return 0


def _files() -> Iterator[tuple[str, Path]]:
    """(path in the new project, where it is copied from)"""
    own = _PACKAGE / "starter" / "tender"
    common = _PACKAGE / "starter" / "common"
    if not files.is_folder(common):
        common = _PACKAGE.parent
    for base, within in ((own, ("",)), (common, _COMMON)):
        for part in within:
            top = base / part
            for path in [top] if files.is_file(top) else files.below(top):
                if not path.name.startswith(("~$", ".DS")):
                    yield path.relative_to(base).as_posix(), path
