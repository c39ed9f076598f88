"""The folders under templates/ and sources/packages/ -> the Documents of the bundle and the work Packages."""

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.place import Place
from ...model.problem import error, note
from ...model.tender import Document, Package
from . import documents, packages
from .files import missing
from .loader import Loader
from .node import Record
from .tender import Listed


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
        _document(loader, document, folders[document.key])
        for document in listed
        if document.key in folders or _no_folder(loader, document, tuple(folders))
    )
    wanted = {document.key for document in listed}
    for key, name in folders.items():
        path = f"{documents.FOLDER}/{name}/{documents.FILE}"
        if key not in wanted and key not in documents.UNLISTED and loader.exists(path):
            message = _("The document «{key}» is not in this bundle: tender.yaml does not list it.").format(key=key)
            fix = _("List it under «documents:» if it is wanted; otherwise do nothing.")
            loader.problems.append(note("unlisted-document", Place(path), message, fix))
    return found


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
    else:
        record = Record({}, Place(path))
        loader.problems.append(missing(path, _("Write the kind, editions and parts of the document there.")))
    key = record.text("key")
    if key and key != listed.key:
        message = _("The key «{key}» differs from the folder's name «{folder}».").format(key=key, folder=listed.key)
        loader.problems.append(error("key-and-folder", record.at("key"), message, _("Write the folder's name.")))
    template = f"{folder}/{documents.TEMPLATE}"
    workbook = f"{folder}/{documents.WORKBOOK}"
    data = b""
    if record.text("kind").casefold() == "word":
        if loader.exists(template):
            data = loader.data(template)
            if not data and not loader.said(template):
                message = _("The Word template is empty.")
                fix = _("Save the Word template there; it is an ordinary document.")
                loader.problems.append(error("broken-template", Place(template), message, fix))
        else:
            loader.problems.append(missing(template, _("Save the Word template there; it is an ordinary document.")))
    settings = loader.record(workbook, documents.WORKBOOK_SHAPE) if loader.exists(workbook) else None
    return documents.document_of(listed, record, data, template if data else "", settings)
