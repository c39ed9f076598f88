"""The tables that tell which documents there are and what bidders hand in, worked out again."""

import re
from collections.abc import Iterator

from ..base.i18n import translator
from ..model import settings
from ..model.contribution import Chapter
from ..model.prose import Blocks, Div, List, Quote, plain, plain_inlines
from ..model.prose import Table as TableBlock
from ..model.specification import Specification
from ..model.tender import DATA_FILES, Document

Table = list[list[str]]


def document_rows(specification: Specification, _document: Document) -> Table:
    _ = translator(specification.tender.language)
    rows = [[_("Annex"), _("Document"), _("Part of the contract"), _("File")]]
    for d in _published(specification):
        signed = _("Yes") if {"contract"} & set(d.editions) else _("No")
        said = ["", _("WITHDRAWN")] if d.withdrawn else [signed, _files(specification, d)]
        rows.append([d.number or "–", _marked(d), *said])
    return rows


def annex_rows(specification: Specification, _document: Document) -> Table:
    _ = translator(specification.tender.language)
    annexes = [d for d in specification.tender.documents if d.number != "" and "contract" in d.editions]
    columns = 3 if any(d.withdrawn for d in annexes) else 2
    rows = [[_("Annex"), _("Title"), _("Note")]]
    rows += [[d.number, _marked(d), _("WITHDRAWN") if d.withdrawn else ""] for d in annexes]
    return [row[:columns] for row in rows]


def _published(specification: Specification) -> Iterator[Document]:
    wanted = {"internal": "tender"}.get(specification.edition, specification.edition)
    return (d for d in specification.tender.documents if wanted in d.editions)


def _marked(document: Document) -> str:
    return document.title + (" *" if document.filled_by == "bidder" and not document.withdrawn else "")


def _files(specification: Specification, document: Document) -> str:
    wanted = {"internal": "tender"}.get(specification.edition, specification.edition)
    if document.per != "tender" and wanted not in document.blank:
        return f"{document.key}/"
    names = [DATA_FILES[name] for name in document.formats]
    if "workbook" in document.kinds:
        names.insert(0, document.key + ".xlsx")
    if "word" in document.kinds:
        names.insert(0, document.key + ".docx")
    return ", ".join(names)


# --- the checklist ---------------------------------------------------------------------------------------------------


def checklist_rows(specification: Specification, document: Document) -> Table:
    _ = translator(specification.tender.language)
    rows = [[_("Done"), _("Document"), _("To be filled in")]]
    for d in _published(specification):
        if d.filled_by == "bidder" and not d.withdrawn and d.key != document.key:
            name = (f"{d.number} " if d.number else "") + f"{d.title} ({_files(specification, d)})"
            things = list(_things(specification, d)) or [_("The whole document")]
            rows += [["☐", name, thing] for thing in things]
    return rows


def _things(specification: Specification, document: Document) -> Iterator[str]:
    _ = translator(specification.tender.language)
    tender = specification.tender
    for name in [part.name for part in document.parts]:
        if name == "chapters":
            yield from _blanks(specification, specification.chapters.get(document.key, ()))
        if name == "solution":
            silent = {t.key for t in tender.types if not t.modals}
            asked = [r for r in specification.live() if r.key_of("type") not in silent]
            asked = [r for r in asked if r.key_of("answer") not in ("yes-no", "degree", "value")]
            yield _("{n} requirements to describe").format(n=len(asked))
        if name == "reservations":
            yield _("Reservations, if there are any")
    if document.settings and document.settings.get("columns"):
        exempt = document.settings.get("no_answer", ())
        kinds = [r.key_of("type") for r in specification.live() if r.key_of("type") not in exempt]
        known = {t.key: t.label for t in tender.types}
        others = sorted(set(kinds) - set(known))
        said = [(known.get(k, k) or _("No type"), kinds.count(k)) for k in (*known, *others)]
        each = ", ".join(f"{label}: {n}" for label, n in said if n)
        yield _("{n} requirements to answer ({each})").format(n=len(kinds), each=each)
    if prices := sum(_prices(specification, entry) for entry in settings.items(document.settings, "prices")):
        yield _("{n} prices").format(n=prices)


def _prices(specification: Specification, entry: settings.Node) -> int:
    if settings.text(entry, "each") == "option":
        return sum(r.key_of("type") == settings.text(entry, "type", default="O") for r in specification.live())
    if settings.text(entry, "each") == "municipality":
        return sum(settings.text(entry, "network") in ("", *m.networks) for m in specification.tender.municipalities)
    return len(settings.items(entry, "rows"))


def _blanks(specification: Specification, chapters: tuple[Chapter, ...]) -> Iterator[str]:
    _ = translator(specification.tender.language)
    bare = 0
    for chapter in chapters:
        yield from dict.fromkeys(_lines(specification, chapter.blocks))
        bare += sum("[udfyldes: " not in plain(div.blocks) for div in _divs(chapter.blocks))
    if bare:
        yield _("Texts of the bidder's: {n}").format(n=bare)


def _lines(specification: Specification, blocks: Blocks) -> Iterator[str]:
    """A captioned table with several blanks is one line."""
    _ = translator(specification.tender.language)
    for block in blocks:
        if isinstance(block, Div | Quote):
            yield from _lines(specification, block.blocks)
            continue
        found = re.findall(r"\[udfyldes: ([^\]\n]{1,200})\]", plain((block,), specification.lookup))
        if isinstance(block, TableBlock) and block.caption and len(found) > 1:
            caption = plain_inlines(block.caption, specification.lookup)
            yield _("{caption}: {n} blanks").format(caption=caption, n=len(found))
        else:
            yield from found


def _divs(blocks: Blocks) -> Iterator[Div]:
    for block in blocks:
        match block:
            case Div(kind, inner):
                if kind == "tilbudsgiver":
                    yield block
                yield from _divs(inner)
            case Quote(inner):
                yield from _divs(inner)
            case List(_ordered, items):
                for item in items:
                    yield from _divs(item)
