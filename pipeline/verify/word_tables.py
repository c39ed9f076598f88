"""What the program counts and looks up itself, counted and looked up again: the rows of a document's own tables."""

from collections import Counter

from ..base.i18n import translator
from ..base.text import normal
from ..model.specification import Specification
from ..model.tender import Document, Standard
from .word_bundle import criteria_rows, reservation_rows, timetable_rows
from .word_changes import expected_changes
from .word_dates import day_of
from .word_documents import annex_rows, checklist_rows, document_rows
from .word_network import (
    local_rows,
    municipality_rows,
    package_list_rows,
    package_rows,
    price_rows,
    signature_rows,
)

Rows = list[str]


def expected_rows(part: str, specification: Specification, document: Document) -> Rows | None:
    """The lines of the table in this part, header row first and cells parted by ` | `; None where there is no table."""
    of_tender = {
        "summary": _summary,
        "goals": _goals,
        "standards": _standards,
        "terms": _terms,
        "criteria": criteria_rows,
        "reservations": reservation_rows,
        "changes": expected_changes,
    }
    of_document = {
        "timetable": timetable_rows,
        "documents": document_rows,
        "annexes": annex_rows,
        "checklist": checklist_rows,
        "packages": package_list_rows,
        "package": package_rows,
        "municipalities": municipality_rows,
        "price": price_rows,
        "local": local_rows,
        "signature": signature_rows,
    }
    rows: list[list[str]] | None
    if part in of_tender:
        rows = of_tender[part](specification)
    elif part in of_document:
        rows = of_document[part](specification, document)
    else:
        return None
    return None if rows is None else [normal(" | ".join(row)) for row in rows]


def _summary(specification: Specification) -> list[list[str]]:
    _ = translator(specification.tender.language)
    tender = specification.tender
    counts = Counter((r.key_of("area"), r.key_of("type")) for r in specification.live())
    areas = _in_order([a.key for a in tender.areas], {area for area, _type in counts})
    types = _in_order([t.key for t in tender.types], {type_ for _area, type_ in counts})
    titles = {a.key: a.title for a in tender.areas}
    rows = [[_("Area"), *(t or _("No type") for t in types), _("Total")]]
    for area in areas:
        row = [counts[area, t] for t in types]
        rows.append([titles.get(area, area) or _("No area"), *map(str, row), str(sum(row))])
    rows.append([_("Total"), *(str(sum(counts[a, t] for a in areas)) for t in types), str(counts.total())])
    return rows


def _in_order(declared: list[str], found: set[str]) -> list[str]:
    return [key for key in declared if key in found] + sorted(found - set(declared))


def _goals(specification: Specification) -> list[list[str]]:
    _ = translator(specification.tender.language)
    rows = [[_("Goal"), _("Area"), _("Requirements"), _("Number")]]
    titles = {a.key: a.title for a in specification.tender.areas}
    for goal in specification.tender.goals:
        by_area: dict[str, list[str]] = {}
        for r in specification.live():
            if goal.key in r.keys_of("goals"):
                by_area.setdefault(r.key_of("area"), []).append(r.label)
        count = sum(map(len, by_area.values()))
        rows.append([f"{goal.key} {goal.title}", _("Total"), "" if count else _("none"), str(count)])
        for area, labels in by_area.items():
            title = titles.get(area) or _("Without area")
            rows.append([goal.key, title, _printed(labels, specification), str(len(labels))])
    return rows


def _standards(specification: Specification) -> list[list[str]]:
    _ = translator(specification.tender.language)
    used: dict[str, list[str]] = {}
    for requirement in specification.live():
        for code in requirement.keys_of("standards"):
            used.setdefault(code, []).append(requirement.label)
    word = _("version")
    rows = [[_("Standard"), _("Title and version"), _("Valid"), _("Used in")]]
    for standard in specification.tender.standards:
        title = f"{standard.title}, {word} {standard.version}" if standard.version else standard.title
        labels = used.get(standard.code, [])
        rows.append(
            [
                standard.name,
                title,
                _validity(standard, specification.tender.language),
                _printed(labels, specification) or "–",
            ]
        )
    return rows


def _validity(standard: Standard, language: str) -> str:
    _ = translator(language)
    given = (
        (_("from {date}"), day_of(standard.valid_from, language)),
        (_("until {date}"), day_of(standard.valid_to, language)),
        (_("replaced by {code}"), standard.successor),
    )
    return ", ".join(words.format(date=what, code=what) for words, what in given if what) or _("in force")


def _terms(specification: Specification) -> list[list[str]]:
    _ = translator(specification.tender.language)
    return [[_("Term"), _("Meaning")], *([t.term, t.definition] for t in specification.tender.terms)]


def _printed(labels: list[str], specification: Specification) -> str:
    return ", ".join(specification.lookup.reference(label) or f"[@{label}]" for label in labels)
