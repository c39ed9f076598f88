"""A folder with a manifest -> the differences between the two."""

from pathlib import Path

from ..base.files import portable
from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, error, ordered, warning
from . import manifest


def inspect(folder: Path) -> tuple[int, tuple[Problem, ...]]:
    """How many files the manifest lists, and what differs. build.json is the internal edition's own and not listed."""
    place = Place((folder / manifest.MANIFEST).as_posix())
    try:
        content = (folder / manifest.MANIFEST).read_bytes()
        listed = manifest.entries(content)
    except (OSError, ValueError):
        message = _("This is not a manifest made by this program.")
        return 0, (error("broken-manifest", place, message, _("Get the folder again from whoever made it.")),)
    problems = [p for e in listed if (p := _difference(folder, e))]
    problems += [_older(folder / e.path) for e in listed if e.source_digest != manifest.source_digest(content)]
    expected = {e.path for e in listed} | {manifest.MANIFEST, manifest.SUMS, "build.json"}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in expected:
            message = _("The manifest does not list this file.")
            fix = _("Take the file away; it is not part of the bundle.")
            problems.append(error("file-not-listed", Place(path.as_posix()), message, fix))
    return len(listed), ordered(problems)


def _older(path: Path) -> Problem:
    message = _("This document was made from other sources than the folder's newest documents.")
    fix = _("Ask whoever made the folder to build it again without --only.")
    return warning("kept-older", Place(path.as_posix()), message, fix)


def _difference(folder: Path, entry: manifest.Entry) -> Problem | None:
    path = folder / entry.path
    fix = _("Get the folder again from whoever made it.")
    if not portable(entry.path) or not path.is_file():
        return error(
            "file-missing", Place(path.as_posix()), _("The manifest lists this file, but it is not there."), fix
        )
    found = manifest.entry(entry.path, entry.document, path.read_bytes(), entry.source_digest)
    if found.sha256 == entry.sha256:
        return None
    if found.parts_sha256 == entry.parts_sha256:
        message = _("The file was packed anew; its content is the same, its bytes are not.")
    else:
        message = _("The file is not the one the manifest describes: its content was changed.")
    return error("file-changed", Place(path.as_posix()), message, fix)
