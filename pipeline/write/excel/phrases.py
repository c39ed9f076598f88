"""A specification and its document -> the words a workbook's texts may use as {{ name }}. Plain look-up."""

import re
from collections.abc import Callable, Mapping

from ... import __version__
from ...base.i18n import translator
from ...base.text import legal
from ...model import settings
from ...model.specification import Requirement, Specification
from ...model.tender import Document

_NAME = re.compile(r"\{\{\s*([A-Za-zæøåÆØÅ][\wæøåÆØÅ.]*)\s*\}\}")


class Phrases:
    """Fills names into texts. A name nobody knows stays as written, so that a slip shows instead of vanishing."""

    def __init__(self, specification: Specification, document: Document) -> None:
        self._words = {**specification.lookup.facts, **_words(specification, document)}

    def __call__(self, text: str) -> str:
        return legal(_NAME.sub(lambda found: self._words.get(found[1], found[0]), text))


def answerable(document: Document) -> Callable[[Requirement], bool]:
    """Withdrawn requirements and those for information only are not counted as unanswered."""
    exempt = settings.texts(document.settings, "no_answer")
    return lambda requirement: requirement.status != "withdrawn" and requirement.key_of("type") not in exempt


def _words(specification: Specification, document: Document) -> Mapping[str, str]:
    tender = specification.tender
    minimum = {t.key for t in tender.types if t.minimum}
    live, asked = specification.live(), answerable(document)
    edition = specification.edition or "internal"
    shown = settings.text(document.settings, "editions", edition, default=edition)
    if town := specification.of_municipality():
        _ = translator(tender.language)
        shown += " · " + _("Edition for {municipality}").format(municipality=town)
    annex = settings.text(document.settings, "annex", default="")
    return {
        "titel": tender.title,
        "reference": tender.reference,
        "version": tender.version,
        "dato": specification.lookup.facts.get("dato", tender.date),
        "ordregiver": tender.authority,
        "dokument": f"{annex} {document.number} {document.title}" if document.number else document.title,
        "bilagsnummer": document.number,
        "udgave": shown,
        "kildeaftryk": specification.digest,
        "kildeaftryk_kort": specification.digest[:12],
        "program": __version__,
        "antal.krav": str(len(live)),
        "antal.udgaaede": str(len(specification.requirements) - len(live)),
        "antal.besvares": str(sum(asked(r) for r in live)),
        "antal.mindstekrav": str(sum(r.key_of("type") in minimum for r in live)),
    }
