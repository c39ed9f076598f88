"""A specification -> the tables of the traceability matrix: requirements and where they come from, seen from each side.

Writer and verifier both ask here what the tables shall say. Only live requirements are counted; withdrawn ones are
listed in the first table, with their places, so that a number never vanishes.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from ..base.text import legal
from . import settings
from .contribution import Comment, Local
from .matrix import cells, columns
from .place import Place
from .specification import Origin, Requirement, Specification
from .struct import Struct
from .tender import Document

Row = tuple[str | int, ...]


class View(Struct, frozen=True):
    """One sheet. `name` is its key in workbook.yaml; each heading a label, a width and whether figures stand below."""

    name: str
    headings: tuple[tuple[str, float, bool], ...]
    rows: tuple[Row, ...]


def views(specification: Specification, document: Document) -> tuple[View, ...]:
    return (
        _requirements(specification, document),
        _goals(specification, document),
        _standards(specification, document),
        _contributors(specification, document),
        _sources(specification, document),
    )


def _requirements(specification: Specification, document: Document) -> View:
    """One row per requirement and origin."""
    shown = columns(specification, document, "trace")
    texts = cells(specification, document, shown)
    whole = [words or _whole(specification, document, c.role) for words, c in zip(texts, shown, strict=True)]
    parts = [(n, part) for n, c in enumerate(shown) if (part := _part(specification, document, c.role))]

    def rows() -> Iterator[Row]:
        for requirement in specification.requirements:
            line: list[str | int] = [words(requirement) for words in whole]
            for origin in requirement.origins:
                for n, part in parts:
                    line[n] = part(origin)
                yield tuple(line)

    return View("requirements", tuple((c.label, c.width, False) for c in shown), tuple(rows()))


def _whole(specification: Specification, document: Document, role: str) -> Callable[[Requirement], str]:
    """What a column says of a requirement, '' where it speaks of each origin."""
    if role == "status":
        words = {status: settings.text(document.settings, "words", status) for status in ("live", "withdrawn")}
        return lambda requirement: words.get(requirement.status, requirement.status)
    if role == "conflicts":
        labels = {f.name: f.label for f in specification.tender.fields}
        return lambda requirement: ", ".join(dict.fromkeys(labels.get(c.field, c.field) for c in requirement.conflicts))
    return lambda requirement: ""


def _part(specification: Specification, document: Document, role: str) -> Callable[[Origin], str] | None:
    match role:
        case "package":
            return lambda origin: legal(origin.package)
        case "contributor":
            names = _names(specification, document)
            return lambda origin: names(origin.contributor)
        case "path":
            return lambda origin: legal(origin.place.path)
        case "sheet":
            return lambda origin: legal(origin.place.sheet)
        case "spot":
            return lambda origin: _spot(origin.place)
    return None


def _goals(specification: Specification, document: Document) -> View:
    """Per goal the live requirements that serve it: in all, per area, per type."""
    label = _label(document, "goals")
    tender, live = specification.tender, specification.live()
    areas = [a for a in tender.areas if any(r.key_of("area") == a.key for r in live)]
    types = [t for t in tender.types if any(r.key_of("type") == t.key for r in live)]
    goals = [(g.key, g.title) for g in tender.goals]
    known = {key for key, _ in goals}
    goals += [(key, "") for key in sorted({k for r in live for k in r.keys_of("goals")} - known)]
    count: Counter[tuple[str, str, str]] = Counter()
    for requirement in live:
        for goal in requirement.keys_of("goals") or ("",):
            for kind, key in (("", ""), ("area", requirement.key_of("area")), ("type", requirement.key_of("type"))):
                count[goal, kind, key] += 1
    width = settings.number(document.settings, "views", "goals", "columns", "count", "width", default=14)
    headings = (
        (*label("key"), False),
        (*label("title"), False),
        (*label("total"), True),
        *((a.title, width, True) for a in areas),
        *((t.key, width / 1.6, True) for t in types),
    )
    keys = [("", ""), *(("area", a.key) for a in areas), *(("type", t.key) for t in types)]
    without = ("", settings.text(document.settings, "words", "no_goal"))
    rows: list[Row] = []
    for goal, title in (*goals, without):
        rows.append((legal(goal), legal(title), *[count[goal, kind, key] for kind, key in keys]))
    return View("goals", headings, tuple(rows))


def _standards(specification: Specification, document: Document) -> View:
    """One row per standard and live requirement that names it; a standard nobody names has one row that says so."""
    label = _label(document, "standards")
    tender = specification.tender
    areas = {a.key: a.title for a in tender.areas}
    using: dict[str, list[Requirement]] = {s.code: [] for s in tender.standards}
    for requirement in specification.live():
        for code in requirement.keys_of("standards"):
            using.setdefault(code, []).append(requirement)
    known = {s.code: (s.code, s.name, s.title, s.version) for s in tender.standards}
    unknown = settings.text(document.settings, "words", "unknown_standard")
    none = settings.text(document.settings, "words", "no_requirement")

    def rows() -> Iterator[Row]:
        for code, requirements in using.items():
            about = tuple(legal(text) for text in known.get(code, (code, "", unknown, "")))
            for r in requirements:
                area = r.key_of("area")
                yield (*about, legal(r.label), legal(r.text("title")), legal(r.key_of("type")), areas.get(area, area))
            if not requirements:
                yield (*about, none, "", "", "")

    names = ("code", "name", "title", "version", "id", "requirement", "type", "area")
    return View("standards", tuple((*label(name), False) for name in names), tuple(rows()))


def _contributors(specification: Specification, document: Document) -> View:
    """What each package and contributor brought."""
    label = _label(document, "contributors")
    names = _names(specification, document)
    titles = {p.key: p.title for p in specification.tender.packages}
    figures: dict[tuple[str, str], list[int]] = {}

    def add(package: str, contributor: str, *places: int) -> None:
        row = figures.setdefault((package, contributor), [0] * 6)
        for place in places:
            row[place] += 1

    for requirement in specification.live():
        sides = dict.fromkeys((o.package, o.contributor) for o in requirement.origins)
        for origin in requirement.origins:
            add(origin.package, origin.contributor, 0)
        for side in sides:
            alone, disputed = (2,) if len(sides) == 1 else (), (3,) if requirement.conflicts else ()
            add(*side, 1, *alone, *disputed)
    for local in _locals(specification):
        add(_package(local.place, titles), local.municipality, 4)
    for comment in _comments(specification):
        add(_package(comment.place, titles), comment.municipality, 5)
    fields = ("package", "title", "contributor", "places", "requirements", "alone", "conflicts", "locals", "comments")
    headings = tuple((*label(name), n > 2) for n, name in enumerate(fields))
    rows: list[Row] = []
    for package, contributor in sorted(figures, key=lambda side: (side[0] == "", side)):
        about = (legal(package), legal(titles.get(package, "")), names(contributor))
        rows.append((*about, *figures[package, contributor]))
    return View("contributors", headings, tuple(rows))


def _sources(specification: Specification, document: Document) -> View:
    """Every place in the sources, by file, sheet and cell."""
    label = _label(document, "sources")
    names = _names(specification, document)
    word = {k: settings.text(document.settings, "words", k) for k in ("requirement", "addition", "optout", "comment")}
    titles = {r.key: (r.label, r.text("title")) for r in specification.requirements}
    found: list[tuple[Place, str, str, str, str]] = [
        (o.place, "requirement", o.package, o.contributor, r.key) for r in specification.requirements for o in r.origins
    ]
    packages = {p.key: p.title for p in specification.tender.packages}
    found += [
        (w.place, w.kind, _package(w.place, packages), w.municipality, w.requirement) for w in _locals(specification)
    ]
    found += [
        (c.place, "comment", _package(c.place, packages), c.municipality, c.requirement)
        for c in _comments(specification)
    ]

    def rows() -> Iterator[Row]:
        for place, kind, package, contributor, key in sorted(found, key=lambda row: (_reading_order(row[0]), row[1:])):
            what = (word.get(kind, kind), legal(package), names(contributor))
            printed, title = titles.get(key, (key, ""))
            yield (legal(place.path), legal(place.sheet), _spot(place), *what, legal(printed), legal(title))

    fields = ("path", "sheet", "spot", "kind", "package", "contributor", "id", "requirement")
    return View("sources", tuple((*label(name), False) for name in fields), tuple(rows()))


def _locals(specification: Specification) -> Iterator[Local]:
    for requirement in specification.requirements:
        yield from requirement.locals
    yield from specification.orphan_locals


def _comments(specification: Specification) -> Iterator[Comment]:
    for requirement in specification.requirements:
        yield from requirement.comments
    yield from specification.orphan_comments


def _package(place: Place, known: Mapping[str, str]) -> str:
    """The package whose folder a place lies in: local wishes and comments do not name theirs."""
    return next((part for part in place.path.split("/") if part in known), "")


def _label(document: Document, view: str) -> Callable[[str], tuple[str, float]]:
    def label(name: str) -> tuple[str, float]:
        entry = settings.table(document.settings, "views", view, "columns", name)
        return settings.text(entry, "label", default=name), settings.number(entry, "width", default=18)

    return label


def _names(specification: Specification, document: Document) -> Callable[[str], str]:
    known = {m.key: legal(m.name) for m in specification.tender.municipalities}
    known["consultant"] = settings.text(document.settings, "words", "consultant", default="consultant")
    return lambda contributor: known.get(contributor) or legal(contributor)


def _spot(place: Place) -> str:
    return place.cell or (str(place.line) if place.line else "")


def _reading_order(place: Place) -> tuple[str, str, int, int, str]:
    """Cells row by row and not as text, where B10 would come before B9."""
    letters = place.cell.rstrip("0123456789")
    digits = place.cell[len(letters) :]
    return place.path, place.sheet, place.line, int(digits) if digits else 0, letters
