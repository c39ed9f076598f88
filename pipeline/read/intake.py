"""A returned file -> a Submission: whose it is, from the workbook itself and never from its name, and what it says.

A form is recognised by its sheet Om or, where that is gone, by the hidden keys of its rows. What is not a form that can
be answered gives the problem that says so, and no Submission.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from ..base.confined import Confined, StoppedError
from ..base.i18n import _, speaking, spoken
from ..base.preflight import Finding, Kind, inspect
from ..base.text import did_you_mean, folded, slug
from ..model.issued import Issued, release_order
from ..model.place import Place
from ..model.problem import Problem, error, note, ordered, warning
from ..model.submission import Submission
from ..model.tender import Municipality, Package
from .excel import form_of
from .excel.about import OLD_VERSION, VERSION
from .excel.bulk import load
from .excel.grid import Cell, Sheet
from .excel.numbers import DANISH
from .excel.sent import consent, sent_sheets
from .outside import stopped
from .refusal import kind_name, refusal
from .values import Vocabulary

_ABOUT = ("om", "about")
_LABELS = {
    "package": ("arbejdspakke", "work package", "package"),
    "municipality": ("kommune", "municipality"),
    "key": ("kommunens nøgle", "municipality key"),
    "version": VERSION,
    "old-version": OLD_VERSION,
    "reference": ("reference",),
}
_ROLES = {word: role for role, words in _LABELS.items() for word in words}
_DEPTH = 40
# What every form of ours has above its tables, or what only tells that our own sheet has another name now.
_EXPECTED = frozenset(("text-above-table", "form-without-table"))

Said = Mapping[str, tuple[Place, Cell]]
Received = tuple[Submission | None, tuple[Problem, ...]]


def receive(data: bytes, path: str, words: Vocabulary, issued: Iterable[Issued] = ()) -> Received:
    """`path` names the file in every message. Problems of a Submission stand in it; the others are those of a file
    that was refused. Never raises for what is in the file."""
    place = Place(path)
    finding = inspect(data, path)
    refused = refusal(finding, place)
    if refused is not None:
        return None, (refused,)
    if not finding.kind.is_workbook:
        return None, (_not_a_workbook(finding, place),)
    loaded = load(data, path, DANISH, finding.kind)
    sheets, problems = loaded
    if not sheets and problems:
        return None, problems
    said = _said(path, sheets)
    known = tuple(issued)
    package, municipality, wrong = _sender(place, said, sheets, words, known)
    if package is None or municipality is None:
        return None, ordered((*problems, *wrong))
    sent = tuple(i for i in known if i.package == package.key)
    contribution, unread = form_of(loaded, path, package, municipality.key, words, sent)
    about = {where.sheet for where, _cell in said.values()}
    kept = [
        p for p in unread if p.code not in _EXPECTED and not (p.code == "sheet-not-read" and p.place.sheet in about)
    ]
    version = said["version"][1].text.strip() if "version" in said else ""
    kept += [*wrong, *_standing(place, said, package, municipality, words, known)]
    submission = Submission(
        path=path,
        kind=finding.kind.value,
        sha256=hashlib.sha256(data).hexdigest(),
        package=package,
        municipality=municipality,
        version=version,
        contribution=contribution,
        problems=ordered(kept),
        sheets=sent_sheets(sheets, words),
        consent=consent(sheets),
    )
    return submission, ()


class Receiver:
    """`receive` in a process with limits; a file that stops it gives the problem that says so. Close it at the end.

    `issued`: what was sent, by package ('' for all packages).
    """

    def __init__(self, words: Vocabulary, issued: Callable[[str], Iterable[Issued]]) -> None:
        def one(language: str, data: bytes, path: str, package: str) -> Received:
            with speaking(language):
                return receive(data, path, words, issued(package))

        self._confined = Confined(one)

    def __call__(self, data: bytes, path: str, package: str = "") -> Received:
        try:
            return self._confined(spoken(), data, path, package)
        except StoppedError as why:
            return None, (stopped(path, str(why)),)

    def close(self) -> None:
        self._confined.close()


# --- who -------------------------------------------------------------------------------------------------------------


def _said(path: str, sheets: tuple[Sheet, ...]) -> Said:
    """What the workbook says of itself in rows of label and value: the sheet Om first, whatever it is called now."""
    found: dict[str, tuple[Place, Cell]] = {}
    for sheet in sorted(sheets, key=lambda s: folded(s.name) not in _ABOUT):
        here: dict[str, tuple[Place, Cell]] = {}
        for row in sheet.rows[:_DEPTH]:
            if len(row.cells) > 1 and (role := _ROLES.get(folded(row.cells[0].text))) and row.cells[1].text.strip():
                here.setdefault(role, (Place(path, 0, sheet.name, row.cells[1].ref), row.cells[1]))
        if len(here) > 1:
            found = here | found
    return found


def _sender(
    place: Place, said: Said, sheets: tuple[Sheet, ...], words: Vocabulary, issued: tuple[Issued, ...]
) -> tuple[Package | None, Municipality | None, tuple[Problem, ...]]:
    tender = words.tender
    if "reference" in said and tender.reference and slug(said["reference"][1].text) != slug(tender.reference):
        return None, None, (_other_tender(*said["reference"], words),)
    packages = {p.key: p for p in tender.packages}
    municipalities = {m.key: m for m in tender.municipalities}
    package = _package(said, packages)
    municipality = _municipality(said, municipalities)
    if package is None or municipality is None:
        by_key = _by_keys(sheets, issued)
        package = package or packages.get(by_key[0])
        municipality = municipality or municipalities.get(by_key[1])
    named = {role for role in ("package", "municipality", "key") if role in said}
    if package is None and municipality is None:
        return None, None, (_other_tender(*said["package"], words) if "package" in named else _not_ours(place),)
    if package is None:
        wrong = _unknown_package(said, packages) if "package" in said else _not_ours(place)
        return None, None, (wrong,)
    if municipality is None:
        return None, None, (_unknown_municipality(place, said, municipalities),)
    return package, municipality, ()


def _package(said: Said, packages: Mapping[str, Package]) -> Package | None:
    """`AP2`, `AP2 Integrationer`, or the title alone."""
    if "package" not in said:
        return None
    words = f"-{slug(said['package'][1].text)}-"
    by_key = [p for key, p in packages.items() if words.startswith(f"-{slug(key)}-")]
    by_title = [p for p in packages.values() if slug(p.title) and f"-{slug(p.title)}-" in words]
    found = by_key or by_title
    return max(found, key=lambda p: len(p.key)) if found else None


def _municipality(said: Said, municipalities: Mapping[str, Municipality]) -> Municipality | None:
    """By its key, which people leave alone; else by its name with or without the word Kommune."""
    if "key" in said and (found := municipalities.get(said["key"][1].text.strip().casefold())):
        return found
    if "municipality" not in said:
        return None
    written = _bare(said["municipality"][1].text)
    return next((m for m in municipalities.values() if written and written in (m.key, _bare(m.name))), None)


def _bare(name: str) -> str:
    return slug(name).removesuffix("-kommune").removesuffix("s-kommune").removeprefix("kommune-")


def _by_keys(sheets: tuple[Sheet, ...], issued: tuple[Issued, ...]) -> tuple[str, str]:
    """Package and municipality that most of the hidden row keys were sent to; '' where none is known."""
    if not issued:
        return "", ""
    counts: dict[tuple[str, str], int] = {}
    for sheet in sheets:
        for row in sheet.rows:
            for cell in row.cells:
                if len(cell.text) == 10 and cell.text.startswith("R-"):
                    for sent in issued:
                        if (known := sent.rows.get(cell.text)) is not None:
                            whose = (sent.package, known.municipality)
                            counts[whose] = counts.get(whose, 0) + 1
    return max(sorted(counts), key=lambda whose: counts[whose], default=("", ""))


def _standing(
    place: Place, said: Said, package: Package, sender: Municipality, words: Vocabulary, issued: tuple[Issued, ...]
) -> Iterable[Problem]:
    """What is odd about a form that is ours: an older one, or from somebody who was not asked."""
    if package.participants and sender.key not in package.participants:
        yield warning(
            "not-a-participant",
            place,
            _("{municipality} does not take part in work package {package}.").format(
                municipality=sender.name, package=package.key
            ),
            _("Name it under «participants:» in package.yaml, or ask why the form was filled in."),
        )
    newest = newest_version(issued, package.key, words.tender.version)
    if "version" in said and said["version"][1].text.strip() != newest:
        where, cell = said["version"]
        yield note(
            "older-form",
            where,
            _("The form is version {written}; the newest is {newest}. It was read all the same.").format(
                written=cell.text.strip(), newest=newest
            ),
            _("Nothing to do. Next time, use the newest form."),
            excerpt=cell.text,
        )


def newest_version(issued: Iterable[Issued], package: str, otherwise: str) -> str:
    """Of the forms that were sent; `otherwise` where none is recorded."""
    return max((i.version for i in issued if i.package == package), key=release_order, default=otherwise)


# --- answers ---------------------------------------------------------------------------------------------------------


def _not_a_workbook(finding: Finding, place: Place) -> Problem:
    return error(
        "wrong-file-type",
        place,
        _("The file is {kind}, not {wanted}.").format(kind=kind_name(finding.kind), wanted=kind_name(Kind.XLSX)),
        _("Write the answers in the form that was sent out, save it as .xlsx and send that file."),
    )


def _not_ours(place: Place) -> Problem:
    return error(
        "not-our-form",
        place,
        _("The workbook is not one of the forms that were sent out: it names no work package and no municipality."),
        _("Use the form that was sent out. A list of requirements of another kind is taken in with: {command}").format(
            command=f'udbud import "{place.path.rsplit("/", 1)[-1]}" --package …'
        ),
    )


def _other_tender(place: Place, cell: Cell, words: Vocabulary) -> Problem:
    return error(
        "other-tender",
        place,
        _("The form belongs to another tender («{written}»). This one is {reference}, {title}.").format(
            written=cell.text.strip(), reference=words.tender.reference, title=words.tender.title
        ),
        _("Send it to those who asked for it, and use the form of this tender."),
        excerpt=cell.text,
    )


def _unknown_package(said: Said, packages: Mapping[str, Package]) -> Problem:
    place, cell = said["package"]
    near = did_you_mean(cell.text.split(" ")[0], list(packages))
    return error(
        "unknown-package",
        place,
        _("The form is for the work package «{written}», which this tender does not have.").format(written=cell.text),
        _("Did you mean «{near}»?").format(near=near) if near else _("Use the form that was sent out."),
        excerpt=cell.text,
    )


def _unknown_municipality(place: Place, said: Said, municipalities: Mapping[str, Municipality]) -> Problem:
    where, cell = said.get("municipality") or said.get("key") or (place, None)
    if cell is None:
        return error(
            "unknown-sender",
            place,
            _("The form does not say which municipality it is from."),
            _("Write the municipality's name beside «Kommune» on the sheet Om."),
        )
    near = did_you_mean(cell.text, [m.name for m in municipalities.values()])
    return error(
        "unknown-sender",
        where,
        _("«{written}» is not a municipality of this tender.").format(written=cell.text),
        _("Did you mean «{near}»?").format(near=near) if near else _("Write its name as it stood in the form."),
        excerpt=cell.text,
    )
