"""The folders under templates/ and sources/packages/ -> the Documents of the bundle and the work Packages."""

import re

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.place import Place
from ...model.problem import Problem, error, note
from ...model.tender import Document, Package
from . import documents, packages
from .files import missing
from .loader import Loader
from .node import Record
from .tender import Listed

_BORROWS = re.compile(r"^(?:template|formats):", re.MULTILINE)


def packages_in(loader: Loader) -> tuple[Package, ...]:
    found: list[Package] = []
    for key, name in loader.folders(packages.FOLDER):
        path = f"{packages.FOLDER}/{name}/{packages.FILE}"
        if not loader.exists(path):
            loader.problems.append(
                missing(path, _("Write its title and areas there, or move the folder out of packages/."))
            )
            continue
        found.append(packages.package_of(key, loader.record(path, packages.SHAPE)))
    return tuple(found)


def documents_in(loader: Loader, listed: tuple[Listed, ...]) -> tuple[Document, ...]:
    """A listed document without its folder is left out; a folder that is not listed is simply not in the bundle."""
    folders = dict(loader.folders(documents.FOLDER))
    found = tuple(
        documents.tombstone(document) if document.withdrawn else _document(loader, document, folders[document.key])
        for document in listed
        if document.withdrawn or document.key in folders or _no_folder(loader, document, tuple(folders))
    )
    _unlisted(loader, folders, {document.key for document in listed} | set(documents.UNLISTED))
    return found


def _unlisted(loader: Loader, folders: dict[str, str], wanted: set[str]) -> None:
    """Folders with a look of their own that tender.yaml does not list. templates/ is a library: a document that borrows
    its template, or has no look, is there to be listed when it is wanted, and leaving it out needs no word."""
    for key, name in folders.items():
        path = f"{documents.FOLDER}/{name}/{documents.FILE}"
        if key not in wanted and loader.exists(path) and not _BORROWS.search(loader.text(path)):
            message = _("The document «{key}» is not in this bundle: tender.yaml does not list it.").format(key=key)
            fix = _("List it under «documents:» if it is wanted; otherwise do nothing.")
            loader.problems.append(note("unlisted-document", Place(path), message, fix))


def _no_folder(loader: Loader, listed: Listed, folders: tuple[str, ...]) -> bool:
    message = _("There is no folder templates/{key} for this document.").format(key=listed.key)
    near = did_you_mean(listed.key, folders)
    fix = _("Make the folder with a document.yaml and its template, or remove the line.")
    if near:
        fix = _("Did you mean «{near}»?").format(near=near) + " " + fix
    loader.problems.append(error("missing-template", listed.place, message, fix, excerpt=listed.key))
    return False


def _document(loader: Loader, listed: Listed, name: str) -> Document:
    folder = f"{documents.FOLDER}/{name}"
    path = f"{folder}/{documents.FILE}"
    if loader.exists(path):
        record = loader.record(path, documents.SHAPE)
        loader.problems += documents.wrong_parts(record)
    else:
        record = Record({}, Place(path))
        loader.problems.append(missing(path, _("Write the kind, editions and parts of the document there.")))
    key = record.text("key")
    if key and key != listed.key:
        message = _("The key «{key}» differs from the folder's name «{folder}».").format(key=key, folder=listed.key)
        loader.problems.append(error("key-and-folder", record.at("key"), message, _("Write the folder's name.")))
    workbook = f"{folder}/{documents.WORKBOOK}"
    template, data = "", b""
    if "word" in documents.kinds_of(record) and "kind" in record.nodes:
        template, data = _template(loader, folder, record)
    settings = loader.record(workbook, documents.WORKBOOK_SHAPE) if loader.exists(workbook) else None
    names = {part.text("name") for part in record.records("parts")}
    for word in listed.without:
        if word not in names:
            loader.problems.append(_no_part(word, listed, tuple(sorted(names))))
    return documents.document_of(listed, record, data, template if data else "", settings)


def _template(loader: Loader, folder: str, record: Record) -> tuple[str, bytes]:
    """Where the Word template lies, and its bytes: the document's own wins over the one it borrows."""
    own = template = f"{folder}/{documents.TEMPLATE}"
    save = _("Save the Word template there; it is an ordinary document.")
    if not loader.exists(own) and (lender := record.text("template")):
        template = f"{documents.FOLDER}/{lender}/{documents.TEMPLATE}"
        if not loader.exists(template):
            near = did_you_mean(lender, [key for key, _name in loader.folders(documents.FOLDER)])
            if near:
                save = _("Did you mean «{near}»?").format(near=near) + " " + save
            message = _("«template: {folder}» names a folder without a Word template, and {own} is not there either.")
            shown = message.format(folder=lender, own=own)
            loader.problems.append(error("missing-file", record.at("template"), shown, save, excerpt=lender))
            return "", b""
    if not loader.exists(template):
        loader.problems.append(missing(template, save))
        return "", b""
    data = loader.data(template)
    if not data and not loader.said(template):
        loader.problems.append(error("broken-template", Place(template), _("The Word template is empty."), save))
    return template, data


def _no_part(word: str, listed: Listed, names: tuple[str, ...]) -> Problem:
    message = _("The document «{key}» has no part called «{word}».").format(key=listed.key, word=word)
    near = did_you_mean(word, names)
    known = _("Use one of: {words}.").format(words=", ".join(names))
    fix = _("Did you mean «{near}»?").format(near=near) if near else known
    return error("unknown-part", listed.place, message, fix, excerpt=word)
