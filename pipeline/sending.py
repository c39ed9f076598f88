"""Forms and the record of what is sent -> output/forms/<package> and sources/packages/<package>/issued/<version>.json.

A form that somebody has worked in is never replaced, and a record never loses what was sent before.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from .base import files
from .base.i18n import _
from .base.locking import LockedError, lock
from .base.swapping import recover, replace_folder
from .bundle import cannot_save, locked
from .model.artifact import Artifact
from .model.issued import Issued, dump, parse
from .model.place import Place
from .model.problem import Problem, error

FOLDER = "forms"
SUMS = "SHA256SUMS"


def save(
    root: Path, output: Path, package: str, artifacts: Iterable[Artifact], issued: Issued | None, keep: bool
) -> tuple[Path | None, Path | None, tuple[Problem, ...]]:
    """The folder of the forms and the record of what is sent, where they were written. `keep`: other forms stay.

    The record comes first: a form without its record could not be compared when it comes back.
    """
    target, recorded = output / FOLDER / package, None
    record = root / "sources" / "packages" / package / "issued"
    try:
        if issued is not None:
            record = record / f"{issued.version}.json"
            merged, problems = _recorded(record, record.relative_to(root).as_posix(), issued)
            if merged is None:
                return None, recorded, problems
            data = dump(merged)
            if not files.is_file(record) or files.read(record) != data:
                files.write(record, data)
            recorded = record
        with lock(output, "forms"):
            files.make_folder(output / FOLDER)
            recover(output / FOLDER)
            stood, problems = _standing(target)
            if stood is None:
                return None, recorded, problems
            content = dict(stood) if keep else {}
            content |= {a.path: a.data for a in artifacts}
            content[SUMS] = "".join(f"{_sum(content[name])}  {name}\n" for name in sorted(content)).encode()
            replace_folder(output / FOLDER, package, content)
    except LockedError as held:
        return None, recorded, (locked(output, str(held)),)
    except OSError as failure:
        return None, recorded, (cannot_save(target, failure),)
    return target, recorded, ()


def _standing(target: Path) -> tuple[dict[str, bytes] | None, tuple[Problem, ...]]:
    """The forms of an earlier run. None if somebody has worked in one of them, or has put other files there."""
    if not files.is_folder(target):
        return {}, ()
    try:
        lines = files.read(target / SUMS).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        lines = []
    sums = {name: digest for digest, _gap, name in (line.partition("  ") for line in lines)}
    found: dict[str, bytes] = {}
    for entry in files.within(target):
        if entry.name == SUMS or entry.name.startswith((".", "~$")):
            continue
        data = files.read(entry) if files.is_file(entry) else b""
        if sums.get(entry.name) != _sum(data):
            message = _("The file was not made by this program, or somebody has written in it, so it is not replaced.")
            fix = _("Move it out of output/; then make the forms again.")
            return None, (error("form-changed", Place(entry.as_posix()), message, fix),)
        found[entry.name] = data
    return found, ()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _recorded(record: Path, path: str, issued: Issued) -> tuple[Issued | None, tuple[Problem, ...]]:
    """With what this version has sent before. Other texts under the same version would make old forms unreadable."""
    if "/" in issued.version or not files.portable(f"{issued.version}.json"):
        message = _("The version «{version}» cannot be the name of a file.").format(version=issued.version)
        fix = _("Use letters, digits, full stops and hyphens in «version:».")
        return None, (error("version-as-name", Place("sources/tender.yaml"), message, fix, excerpt=issued.version),)
    if not files.exists(record):
        return issued, ()
    before = parse(files.read(record))
    if before is None:
        return None, (_bad_issued(path),)
    differ = sorted(k for k in issued.texts.keys() & before.texts.keys() if issued.texts[k] != before.texts[k])
    if differ:
        message = _("Forms of version {version} have been sent with other texts of {ids}.")
        fix = _("Give the tender a new version in sources/tender.yaml; then issue the forms again.")
        shown = ", ".join(differ[:5]) + (" …" if len(differ) > 5 else "")
        return None, (error("issued-differs", Place(path), message.format(version=issued.version, ids=shown), fix),)
    return replace(issued, texts={**before.texts, **issued.texts}, rows={**before.rows, **issued.rows}), ()


def _bad_issued(path: str) -> Problem:
    message = _("The record of what was sent cannot be read.")
    fix = _("Take the file from the last committed version; only «udbud forms --issue» writes it.")
    return error("bad-issued", Place(path), message, fix)
