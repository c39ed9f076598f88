"""sources/packages/<package>/issued/*.json -> the texts its forms were sent with, every version of them."""

from functools import lru_cache
from pathlib import Path

from ..base import files
from ..base.i18n import _
from ..base.reasons import why_not_read
from ..model.issued import Issued, parse
from ..model.place import Place
from ..model.problem import Problem, warning
from .declarations.files import unreadable

_parsed = lru_cache(maxsize=64)(parse)  # asked for once per returned form


def issued_in(root: Path, package: str) -> tuple[tuple[Issued, ...], tuple[Problem, ...]]:
    """A record that cannot be read is named; the forms' rows then count as they stand."""
    folder = root / "sources" / "packages" / package / "issued"
    found: list[Issued] = []
    problems: list[Problem] = []
    for file in files.within(folder, ".json"):
        path = file.relative_to(root).as_posix()
        try:
            issued = _parsed(files.read(file))
        except OSError as failure:
            problems.append(unreadable(path, why_not_read(failure)))
            continue
        if issued is None:
            problems.append(_damaged(path))
        else:
            found.append(issued)
    return tuple(found), tuple(problems)


def _damaged(path: str) -> Problem:
    return warning(
        "bad-issued",
        Place(path),
        _("The record of what was sent cannot be read, so unchanged rows of forms count as proposals."),
        _("Take the file from the last committed version; only «udbud forms --issue» writes it."),
    )
