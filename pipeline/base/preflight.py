"""The bytes of a file -> what it really is, and why it must not be opened, if so. The name only tells lock files.

Office files are zip archives of XML; the limits and where they come from are in `archive.py`. Nothing here raises for
bad input and nothing here words a message: callers know whose file it is.
"""

import re
from enum import StrEnum

from msgspec import Struct

from .archive import Archive, Reason, walk

MAX_FILE = 100_000_000


class Kind(StrEnum):
    XLSX = "xlsx"  # .xlsx and .xltx
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"  # .docx and .dotx
    DOCM = "docm"
    DOC = "doc"
    ODT = "odt"
    PPTX = "pptx"
    OLE2 = "ole2"  # the old Office container, content not recognised
    ZIP = "zip"
    HTML = "html"
    XML = "xml"
    RTF = "rtf"
    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    BINARY = "binary"
    EMPTY = "empty"
    LOCK = "lock"

    @property
    def is_workbook(self) -> bool:
        return self in (Kind.XLSX, Kind.XLSM, Kind.XLSB, Kind.XLS, Kind.ODS)


class Finding(Struct, frozen=True):
    """`reason` is '' when the file may be opened as what `kind` says. `member` is the part of the archive concerned,
    `value` and `limit` the numbers (bytes, members or ratio) behind a refusal."""

    kind: Kind
    reason: Reason = Reason.NONE
    member: str = ""
    value: int = 0
    limit: int = 0

    @property
    def refused(self) -> bool:
        return self.reason is not Reason.NONE


_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"\x1f\x8b", Kind.BINARY),
    (b"7z\xbc\xaf\x27\x1c", Kind.BINARY),
    (b"Rar!", Kind.BINARY),
)
_HTML = re.compile(rb"\s*(<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S)
_LOCK_NAME = re.compile(r"(?:^|[/\\])(?:~\$|\.~lock\.)[^/\\]*$")
# Content types of the main part; Strict and Transitional files use the same ones.
_OOXML = (
    (b"ms-excel.sheet.binary.macroEnabled.main", Kind.XLSB),
    (b"ms-excel.sheet.macroEnabled.main+xml", Kind.XLSM),
    (b"ms-excel.template.macroEnabled.main+xml", Kind.XLSM),
    (b"spreadsheetml.sheet.main+xml", Kind.XLSX),
    (b"spreadsheetml.template.main+xml", Kind.XLSX),
    (b"ms-word.document.macroEnabled.main+xml", Kind.DOCM),
    (b"ms-word.template.macroEnabledTemplate.main+xml", Kind.DOCM),
    (b"wordprocessingml.document.main+xml", Kind.DOCX),
    (b"wordprocessingml.template.main+xml", Kind.DOCX),
    (b"presentationml", Kind.PPTX),
)
_ODF = (
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind.ODS),
    (b"application/vnd.oasis.opendocument.text", Kind.ODT),
)
_SHEET = re.compile(rb'PartName="/?([^"]+)"[^>]*spreadsheetml\.(?:worksheet|chartsheet)\+xml')


def inspect(data: bytes, name: str) -> Finding:
    """1-3 ms for an ordinary workbook; every member of an archive is inflated once, in pieces, within the limits."""
    if _LOCK_NAME.search(name) or _owner_lock(data):
        return Finding(Kind.LOCK, Reason.LOCK)
    if not data:
        return Finding(Kind.EMPTY, Reason.EMPTY)
    if len(data) > MAX_FILE:
        return Finding(_bare(data), Reason.TOO_LARGE, "", len(data), MAX_FILE)
    if data.startswith(_OLE2):
        return _ole2(data)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip(walk(data))
    return Finding(_bare(data))


def _owner_lock(data: bytes) -> bool:
    """The file Excel and Word put beside an open document: the user's name, padded with blanks, 165 or 162 bytes."""
    return len(data) in (162, 165) and 0 < data[0] < 55 and not data[50:54].strip(b" \0")


def _ole2(data: bytes) -> Finding:
    """The directory names streams in UTF-16. A workbook or document with a password is wrapped in this container."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return Finding(Kind.OLE2, Reason.PASSWORD)
    if has("Workbook") or has("Book"):
        return Finding(Kind.XLS)
    return Finding(Kind.DOC if has("WordDocument") else Kind.OLE2)


def _zip(archive: Archive) -> Finding:
    kind = _zip_kind(archive)
    if archive.reason is not Reason.NONE:
        return Finding(kind, archive.reason, archive.member, archive.value, archive.limit)
    if not archive.names:
        return Finding(Kind.ZIP, Reason.EMPTY)
    if kind is Kind.ZIP and any(n.startswith(("xl/", "word/")) for n in archive.names):
        kind = Kind.XLSX if any(n.startswith("xl/") for n in archive.names) else Kind.DOCX
        return Finding(kind, Reason.MISSING_PART, "[Content_Types].xml")
    # A list of content types may name a sheet that has gone; a workbook without any sheet holds nothing to read.
    sheets = [part.decode("utf-8", "replace") for part in _SHEET.findall(archive.content_types)]
    if sheets and not any(part.casefold() in archive.folded for part in sheets):
        return Finding(kind, Reason.MISSING_PART, sheets[0])
    if kind in (Kind.ODS, Kind.ODT) and b"manifest:encryption-data" in archive.manifest:
        return Finding(kind, Reason.PASSWORD)
    return Finding(kind)


def _zip_kind(archive: Archive) -> Kind:
    for mark, kind in _OOXML:
        if mark in archive.content_types:
            return kind
    for mark, kind in _ODF:
        if archive.mimetype.startswith(mark) or mark in archive.manifest:
            return kind
    return Kind.ZIP


def _bare(data: bytes) -> Kind:
    head = data[:4096]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(bare):
        return Kind.HTML
    if bare.lstrip().startswith(b"<?xml"):
        return Kind.XML
    # UTF-16 without its mark has a NUL in every second byte; other files with many control bytes are no text.
    odd = sum(b < 32 and b not in b"\t\n\v\f\r\x1a\x1b" for b in head) - max(head[::2].count(0), head[1::2].count(0))
    return Kind.BINARY if odd * 20 > len(head) else Kind.TEXT
