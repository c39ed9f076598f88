"""What a complete bid consists of: every document the bidder fills in, what there is to fill in, and a box to tick."""

import re
from collections import Counter
from collections.abc import Iterator

from ....model import settings
from ....model.answering import described
from ....model.prices import groups
from ....model.prose import Blocks, Div, Quote, Table, plain, plain_inlines, walk
from ....model.tender import Document, Part
from ..blank import tick
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing
from .documents import files, published

_BLANK = re.compile(r"\[udfyldes: ([^\]\n]{1,200})\]")


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    rows = [head(_("Done"), _("Document"), _("To be filled in"))]
    edition = context.specification.edition
    for document in published(context):
        if document.filled_by != "bidder" or document.withdrawn or document.key == context.document.key:
            continue
        label = f"{document.number} {document.title}".strip()
        file = files(document, "tender" if edition == "internal" else edition)
        for number, thing in enumerate(_things(document, context) or [_("The whole document")]):
            box = tick(context, f"{document.key}-{number + 1}", f"{label}: {thing}")
            rows.append([box, run(f"{label} ({file})", BOLD), run(thing)])
    intro = _("The bid is complete when every line below is done.")
    yield listing(context, rows, (0.1, 0.43), description=_("Checklist"), intro=intro, aligns=("center",))


def _things(document: Document, context: Context) -> list[str]:
    """What there is to fill in, in the order of the document."""
    _ = context.translate
    specification = context.specification
    found: list[str] = []
    for part in document.parts:
        match part.name:
            case "chapters":
                found += _in_chapters(document, context)
            case "solution":
                found.append(_("{n} requirements to describe").format(n=len(described(specification))))
            case "reservations":
                found.append(_("Reservations, if there are any"))
    if settings.items(document.settings, "columns"):
        found.append(_matrix(document, context))
    if prices := sum(len(group.lines) for group in groups(specification, document)):
        found.append(_("{n} prices").format(n=prices))
    return found


def _in_chapters(document: Document, context: Context) -> Iterator[str]:
    """Blanks by their label, those of a table by its caption; blocks for the bidder that have none are counted."""
    _ = context.translate
    bare = 0
    for chapter in context.specification.chapters.get(document.key, ()):
        yield from dict.fromkeys(_blanks(chapter.blocks, context))
        for node in walk(chapter.blocks):
            bare += type(node) is Div and node.kind == "tilbudsgiver" and not _BLANK.search(plain(node.blocks))
    if bare:
        yield _("Texts of the bidder's: {n}").format(n=bare)


def _blanks(blocks: Blocks, context: Context) -> Iterator[str]:
    _ = context.translate
    for block in blocks:
        labels = _BLANK.findall(plain((block,), context.lookup))
        match block:
            case Div(_, inner) | Quote(inner):
                yield from _blanks(inner, context)
            case Table(caption=caption) if caption and len(labels) > 1:
                title = plain_inlines(caption, context.lookup)
                yield _("{caption}: {n} blanks").format(caption=title, n=len(labels))
            case _plain:
                yield from labels


def _matrix(document: Document, context: Context) -> str:
    """How many requirements are answered, in all and of each type."""
    _ = context.translate
    specification = context.specification
    exempt = settings.texts(document.settings, "no_answer")
    counts = Counter(r.key_of("type") for r in specification.live() if r.key_of("type") not in exempt)
    labels = {t.key: t.label for t in specification.tender.types}
    order = [*labels, *sorted(set(counts) - set(labels))]
    none = _("No type")
    each = ", ".join(f"{labels.get(k) or k or none}: {counts[k]}" for k in order if counts[k])
    return _("{n} requirements to answer ({each})").format(n=counts.total(), each=each)
