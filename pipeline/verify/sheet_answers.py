"""The bidders' matrix, read back -> what differs from the specification."""

import re
from collections.abc import Iterator, Mapping

from ..base.i18n import _
from ..base.text import legal
from ..model import settings
from ..model.matrix import cells, columns
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Requirement, Specification
from ..model.tender import Document
from .sheet_problems import at, compare, difference, extra, letters_of, missing, no_formulas
from .sheets import Row, Sheets

_BAND, _HEADER = 1, 2


def verify_answers(
    specification: Specification, sheets: Sheets, document: Document, places: Mapping[str, Place]
) -> Iterator[Problem]:
    if "requirements" in places:
        yield from _requirements(specification, sheets, document, places["requirements"])
    for name, place in places.items():
        if name != "requirements":
            yield from _other(specification, sheets, document, name, place)


def _requirements(specification: Specification, sheets: Sheets, document: Document, place: Place) -> Iterator[Problem]:
    """Every requirement once, in order, every locked cell to the letter; the bidder's cells empty."""
    shown = columns(specification, document, "matrix")
    letters = {c.name: letters_of(n) for n, c in enumerate(shown)}
    filled = zip(shown, cells(specification, document, shown), strict=True)
    texts = [(letters[c.name], words) for c, words in filled if words]
    identity = next((letters[c.name] for c in shown if c.role == "id"), "A")
    state = next((letters[c.name] for c in shown if c.role == "state"), "")
    waiting: dict[str, list[Requirement]] = {}
    for requirement in reversed(specification.requirements):
        waiting.setdefault(legal(requirement.label), []).append(requirement)
    order = iter(specification.requirements)
    for row in sheets.rows(place.sheet):
        if row.number <= _BAND:
            yield from no_formulas(row, place)
            continue
        if row.number == _HEADER:
            yield from compare(row, {letters[c.name]: c.label for c in shown}, place, "")
            continue
        label = row.texts.get(identity, "")
        found = waiting.get(label)
        if not found:
            yield extra(
                at(place, identity, row.number), _("This row is not a requirement of the specification."), label
            )
            continue
        requirement = found.pop()
        if requirement is not next(order, requirement):
            order = iter(())  # one message is enough
            yield difference(at(place, identity, row.number), _("The requirement is out of order."), label, label)
        if state:
            yield from _state(row, state, requirement, document, place)
        wanted = {column: text for column, words in texts if (text := words(requirement))}
        if row.texts != wanted or row.formulas:
            yield from compare(row, wanted, place, label)
    for requirement in specification.requirements:
        if any(left is requirement for left in waiting[legal(requirement.label)]):
            yield missing(place, _("The requirement is not in the workbook."), requirement.label)


def _state(row: Row, letters: str, requirement: Requirement, document: Document, place: Place) -> Iterator[Problem]:
    """The state word as it stands before anyone answers, and a formula where an answer is wanted. Taken off the row."""
    word = _state_word(requirement, settings.texts(document.settings, "no_answer"))
    wanted = settings.text(document.settings, "words", word)
    found, formula = row.texts.pop(letters, ""), row.formulas.pop(letters, None)
    if found != wanted or (formula is not None) != (word == "missing"):
        message = _("The state of the answer should be «{wanted}».").format(wanted=wanted)
        yield difference(at(place, letters, row.number), message, found, requirement.label)


def _state_word(requirement: Requirement, exempt: tuple[str, ...]) -> str:
    if requirement.status == "withdrawn":
        return "withdrawn"
    return "none" if requirement.key_of("type") in exempt else "missing"


def _other(
    specification: Specification, sheets: Sheets, document: Document, name: str, place: Place
) -> Iterator[Problem]:
    """Counts and digest; formulas only in the overview."""
    exempt = settings.texts(document.settings, "no_answer")
    asked = sum(_state_word(r, exempt) == "missing" for r in specification.requirements)
    total = settings.text(document.settings, "overview", "total")
    texts: set[str] = set()
    for row in sheets.rows(place.sheet):
        texts.update(row.texts.values())
        if name != "overview":
            yield from no_formulas(row, place)
        elif row.texts.get("A") == total and row.texts.get("B") != str(asked):
            message = _("The total should be {count}.").format(count=asked)
            yield difference(at(place, "B", row.number), message, row.texts.get("B", ""), "")
    if name == "metadata":
        rows = settings.items(document.settings, "metadata", "rows")
        asked_for = " ".join(settings.text(row, "value") for row in rows)  # somebody may have taken them out
        for fact, wanted in (("kildeaftryk", specification.digest), ("antal.krav", str(len(specification.live())))):
            if re.search(rf"{{{{ *{re.escape(fact)} *}}}}", asked_for) and wanted and wanted not in texts:
                yield missing(place, _("«{value}» is not among the values.").format(value=wanted), "")
