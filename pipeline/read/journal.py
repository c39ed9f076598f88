"""sources/packages/<package>/journal.csv -> receipts, and where they and the files beside them disagree."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..base import files
from ..base.i18n import _
from ..base.reasons import why_not_read
from ..model.place import Place
from ..model.problem import Problem, error, note, warning
from ..model.receipt import HEADER, JOURNAL, Receipt
from ..model.tender import Package
from .declarations.files import unreadable

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?")


def receipts_of(root: Path, packages: Iterable[Package]) -> tuple[tuple[Receipt, ...], tuple[Problem, ...]]:
    """Lines that are not understood are named and left out. A package without a journal has no receipts to miss."""
    found: list[Receipt] = []
    problems: list[Problem] = []
    for package in packages:
        folder = root / "sources" / "packages" / package.key
        journal = folder / JOURNAL
        towns = files.within(folder / "received")
        kept = [f for town in towns for f in files.within(town) if f.stem.isdecimal() and files.is_file(f)]
        receipts: list[Receipt] = []
        if files.is_file(journal):
            path = f"sources/packages/{package.key}/{JOURNAL}"
            receipts, wrong = _lines(journal, path, package.key)
            problems += [*wrong, *_differences(folder, receipts, kept, path)]
        problems += _early(package, receipts, {f.parent.name for f in kept})
        found += receipts
    return tuple(found), tuple(problems)


def _lines(journal: Path, path: str, package: str) -> tuple[list[Receipt], list[Problem]]:
    try:
        text = files.read(journal).decode("utf-8-sig")
    except OSError as failure:
        return [], [unreadable(path, why_not_read(failure))]
    except UnicodeDecodeError:
        return [], [_malformed(Place(path), _("The file cannot be read as UTF-8."), "")]
    rows = csv.reader(io.StringIO(text, newline=""))
    receipts: list[Receipt] = []
    problems: list[Problem] = []
    try:
        header = next(rows, [])
        if tuple(header) != HEADER:
            return [], [_malformed(Place(path, 1), _("The first line is not the journal's header."), ",".join(header))]
        for row in rows:
            place = Place(path, rows.line_num)
            if len(row) != len(HEADER) or not _TIME.fullmatch(row[0]):
                if row:
                    problems.append(_malformed(place, _("The line is no receipt."), ",".join(row)))
                continue
            line = dict(zip(HEADER, row, strict=True))
            names = ("municipality", "time", "file", "sha256", "version")
            receipts.append(Receipt(package, **{name: line[name] for name in names}, place=place))
    except csv.Error as failure:
        problems.append(_malformed(Place(path, rows.line_num), str(failure), ""))
    return receipts, problems


def _differences(folder: Path, receipts: list[Receipt], kept: list[Path], path: str) -> Iterator[Problem]:
    known = {f.relative_to(folder).as_posix(): f for f in kept}
    for receipt in receipts:
        file = known.get(receipt.file)
        if file is None:
            message = _("The journal has a receipt for {file}, but the file is not there.").format(file=receipt.file)
            fix = _("Take the file from the last committed version, or delete the line if it was never received.")
            yield warning("journal-differs", receipt.place, message, fix, excerpt=receipt.file)
        elif (digest := _digest(file)) is None:
            yield unreadable(f"{path.removesuffix(JOURNAL)}{receipt.file}", _("its receipt cannot be compared with it"))
        elif digest != receipt.sha256:
            message = _("{file} is not the file that was accepted: its SHA-256 is another.").format(file=receipt.file)
            fix = _("Take the accepted file from the last committed version; hand a new one in with «udbud intake».")
            yield warning("journal-differs", receipt.place, message, fix, excerpt=receipt.sha256[:16])
    noted = {receipt.file for receipt in receipts}
    for name in known:
        if name not in noted:
            message = _("The file has no receipt in {journal}, so nobody knows when it came.").format(journal=JOURNAL)
            fix = _("Let it be accepted with «udbud intake … --accept»; it is read all the same.")
            yield note("journal-differs", Place(f"{path.removesuffix(JOURNAL)}{name}"), message, fix)


def _digest(file: Path) -> str | None:
    try:
        return hashlib.sha256(files.read(file)).hexdigest()
    except OSError:
        return None


def _early(package: Package, receipts: list[Receipt], folders: set[str]) -> Iterator[Problem]:
    """A form is accepted after it came, and not before."""
    forms = {one.key for one in package.deliverables if one.form}
    for delivery in package.deliveries:
        if delivery.deliverable not in forms or not delivery.accepted or not delivery.municipality:
            continue
        first = min((r.date for r in receipts if r.municipality == delivery.municipality), default="")
        if delivery.municipality not in folders:
            message = _("The form is accepted, but {municipality} has not returned one.")
            shown = message.format(municipality=delivery.municipality)
            yield error("bad-delivery", delivery.place, shown, _("Remove the date, or hand the form in."))
        elif first and delivery.accepted < first:
            message = _("It was accepted on {accepted}, before it was delivered on {delivered}.")
            shown = message.format(accepted=delivery.accepted, delivered=first)
            yield error("bad-delivery", delivery.place, shown, _("Correct one of the dates."))


def _malformed(place: Place, message: str, excerpt: str) -> Problem:
    fix = _("Take the line from the last committed version; only «udbud intake --accept» writes the journal.")
    return error("bad-journal", place, message, fix, excerpt=excerpt[:120])
