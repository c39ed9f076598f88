"""Specification -> Word documents: a template rendered by docxtpl, and a body written as WordprocessingML by us."""

from ...base.cache import Cache
from ...base.i18n import _, translator
from ...base.text import did_you_mean
from ...model.copies import Copy
from ...model.problem import Problem, error
from ...model.specification import Specification
from ...model.tender import Document, Part
from ...model.viewpoint import seen_as
from .contents import lists_of_captions, table_of_contents
from .context import Context
from .footnotes import footnotes
from .landscape import last_section
from .package import assemble, first_free_number
from .parts import PARTS
from .styles import Styles
from .template import nest, render, text_width
from .terms import DefinedTerms


def write_document(
    specification: Specification, document: Document, problems: tuple[Problem, ...], cache: Cache | None = None
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """One Word document; None when its template cannot be used. `problems` are for the part that lists them;
    `cache` remembers templates and
    drawings."""
    if specification.copy is None:
        specification = seen_as(specification, Copy(document.key, document.key))
    if unknown := [part for part in document.parts if part.name not in PARTS]:
        return None, tuple(_unknown_part(part) for part in unknown)
    parts, found = render(document, _words(specification, document), cache)
    if parts is None:
        return None, found
    context = Context(
        specification=specification,
        document=document,
        styles=Styles.of(parts["word/styles.xml"].decode()),
        translate=translator(specification.tender.language),
        width=text_width(parts["word/document.xml"].decode()),
        section=last_section(parts["word/document.xml"].decode()),
        first_number=first_free_number(parts),
        headings=iter(specification.outlines.get(document.key, ())),
        problems=problems,
        cache=cache or Cache(),
        terms=DefinedTerms(specification.tender.terms, specification.lookup),
    )
    # Piece by piece to bytes: one string of a large body would be held several times over, at two bytes a character.
    parts_of_body = (PARTS[part.name](part, context) for part in document.parts)
    body = [piece.encode() for pieces in parts_of_body for piece in pieces]
    notes = footnotes(context)
    contents = table_of_contents(context) + lists_of_captions(context)
    return assemble(parts, body, contents, notes, context), found


def _unknown_part(part: Part) -> Problem:
    near = did_you_mean(part.name, tuple(PARTS))
    message = _("The program knows no part called «{word}» that a document can be made of.").format(word=part.name)
    fix = _("Did you mean «{near}»?").format(near=near) if near else ""
    fix = fix or _("Use one of: {words}.").format(words=", ".join(sorted(PARTS)))
    return error("unknown-part", part.place, message, fix, excerpt=part.name)


def _words(specification: Specification, document: Document) -> dict[str, object]:
    """What a template may say: the head of tender.yaml, this document, and every fact under its own name."""
    _ = translator(specification.tender.language)  # not the language of messages: a document's own
    tender = specification.tender
    editions = {
        "internal": _("Internal working edition"),
        "consultation": _("Consultation edition"),
        "tender": _("Tender edition"),
        "contract": _("Contract edition"),
    }
    annex = _("Annex")  # not inside an f-string: messages are not collected from there
    number = f"{annex} {document.number} " if document.number else ""
    whose = specification.copy.label if specification.copy else ""
    edition = editions.get(specification.edition, specification.edition)
    if town := specification.of_municipality():
        edition += " · " + _("Edition for {municipality}").format(municipality=town)
    words: dict[str, object] = {}
    for name, text in specification.lookup.facts.items():
        nest(words, name.split("."), text)
    words |= {
        "titel": tender.title,
        "reference": tender.reference,
        "version": tender.version,
        "dato": specification.lookup.facts.get("dato", tender.date),
        "ordregiver": tender.authority,
        "dokument": f"{number}{document.title}" + (f" – {whose}" if whose else ""),
        "dokument_kort": f"{number}{document.title}",
        "bilagsnummer": document.number,
        "udgave": edition,
        "kildeaftryk": specification.digest,
        "kildeaftryk_kort": specification.digest[:12],
    }
    return words
