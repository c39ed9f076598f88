"""sources/releases/*.json -> the releases that were published, oldest first."""

from pathlib import Path

from ..base import files
from ..base.i18n import _
from ..base.reasons import why_not_read
from ..model.place import Place
from ..model.problem import Problem, warning
from ..model.release import Release, parse
from .declarations.files import unreadable

FOLDER = "sources/releases"


def releases_in(root: Path) -> tuple[tuple[Release, ...], tuple[Problem, ...]]:
    """A record that cannot be read is named; changes since then cannot be told."""
    found: list[Release] = []
    problems: list[Problem] = []
    folder = root / FOLDER
    for file in files.within(folder, ".json"):
        path = file.relative_to(root).as_posix()
        try:
            release = parse(files.read(file))
        except OSError as failure:
            problems.append(unreadable(path, why_not_read(failure)))
            continue
        if release is None:
            problems.append(_damaged(path))
        else:
            found.append(release)
    return tuple(sorted(found, key=lambda r: (r.date, r.version))), tuple(problems)


def _damaged(path: str) -> Problem:
    return warning(
        "bad-release",
        Place(path),
        _("The record of what was published cannot be read, so what has changed since cannot be told."),
        _("Take the file from the last committed version; only «udbud release --publish» writes it."),
    )
