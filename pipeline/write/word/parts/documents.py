"""The documents of the bundle in this edition: number, title, what bidders fill in, what becomes contract, file."""

from collections.abc import Iterator

from ....model.tender import DATA_FILES, Document, Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing

MARK = "*"


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    rows = [head(_("Annex"), _("Document"), _("Part of the contract"), _("File"))]
    documents = published(context)
    for document in documents:
        signed = _("Yes") if "contract" in document.editions else _("No")
        rows.append([*named(document), run("" if document.withdrawn else signed), run(_file(document, context))])
    intro = _("The tender documents are the documents below.")
    yield listing(
        context,
        rows,
        (0.11, 0.41, 0.18),
        description=_("The tender documents"),
        intro=intro,
        after=notes(documents, context),
    )


def published(context: Context) -> list[Document]:
    """What this edition shows the outside; the working edition shows what the tender edition will."""
    edition = "tender" if context.specification.edition == "internal" else context.specification.edition
    return [d for d in context.specification.tender.documents if edition in d.editions]


def named(document: Document) -> list[str]:
    """Number and title, marked when the bidder fills it in."""
    filled = document.filled_by == "bidder" and not document.withdrawn
    return [run(document.number or "–"), run(f"{document.title} {MARK}" if filled else document.title, BOLD)]


def notes(documents: list[Document], context: Context) -> list[str]:
    _ = context.translate
    if any(d.filled_by == "bidder" and not d.withdrawn for d in documents):
        return [
            _("Documents marked with {mark} are filled in by the bidder and are part of the bid.").format(mark=MARK)
        ]
    return []


def files(document: Document, edition: str) -> str:
    """The file names; of a document with a copy for each municipality the folder, where no blank one stands for all."""
    if document.per != "tender" and edition not in document.blank:
        return f"{document.key}/"
    ending = {"word": "docx", "workbook": "xlsx"}
    own = [f"{document.key}.{ending[kind]}" for kind in document.kinds if kind in ending]
    return ", ".join((*own, *(DATA_FILES[name] for name in document.formats)))


def _file(document: Document, context: Context) -> str:
    _ = context.translate
    edition = context.specification.edition
    return _("WITHDRAWN") if document.withdrawn else files(document, "tender" if edition == "internal" else edition)
