"""A zip archive's bytes -> its names and the small parts that tell its kind, or the reason not to open it.

Honest Office files peak at ratio 43 per member, 15 MB in all and 188 members; a 174 KB bomb takes a reader to 557 MB.
The limits lie far above the one and far below the other. Declared sizes are not believed: every member is inflated
once, in pieces, and counted; its check sum tells a damaged file before a library trips over it.
"""

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct, field

MAX_TOTAL = 100_000_000
MAX_MEMBERS = 2_000
MAX_RATIO = 100
RATIO_FROM = 1_000_000
# Excel repeats nearly equal cell formats by the ten thousand; this part alone may be long and monotonous.
MONOTONOUS = {"xl/styles.xml": 10_000_000}
_PROLOG = 65_536
_PIECE = 262_144


class Reason(StrEnum):
    """Why a file must not be opened. NONE = it may."""

    NONE = ""
    LOCK = "lock"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    PASSWORD = "password"
    DAMAGED = "damaged"
    MISSING_PART = "missing-part"
    RATIO = "ratio"
    TOTAL = "total"
    MEMBERS = "members"
    UNSAFE_NAME = "unsafe-name"
    DUPLICATE = "duplicate"
    DOCTYPE = "doctype"


class Archive(Struct, frozen=True):
    names: tuple[str, ...] = ()
    reason: Reason = Reason.NONE
    member: str = ""
    value: int = 0
    limit: int = 0
    content_types: bytes = b""
    mimetype: bytes = b""
    manifest: bytes = b""
    folded: frozenset[str] = field(default_factory=frozenset)


_KEPT = {"[Content_Types].xml": "content_types", "mimetype": "mimetype", "META-INF/manifest.xml": "manifest"}
_UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
# What zipfile and zlib raise on a damaged or odd archive, as fuzzing showed: a compression method or an encryption they
# do not know (RuntimeError and its NotImplementedError), headers cut short, sizes and offsets that cannot be.
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    ValueError,
    OverflowError,
    EOFError,
    OSError,
)


def walk(data: bytes) -> Archive:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except FAULTS:
        return Archive(reason=Reason.DAMAGED)
    names = tuple(info.filename for info in infos)
    folded = frozenset(name.casefold() for name in names)
    # The kind is wanted in the message even where the archive is refused; these parts are small.
    parts = {_KEPT[i.filename]: _small(data, i) for i in infos if i.filename in _KEPT and not i.flag_bits & 1}

    def found(reason: Reason = Reason.NONE, member: str = "", value: int = 0, limit: int = 0) -> Archive:
        return Archive(names, reason, member, value, limit, folded=folded, **parts)

    for info in infos:
        if info.flag_bits & 1:
            return found(Reason.PASSWORD, info.filename)
        if _UNSAFE.search(info.orig_filename):
            return found(Reason.UNSAFE_NAME, info.filename)
    if len(infos) > MAX_MEMBERS:
        return found(Reason.MEMBERS, "", len(infos), MAX_MEMBERS)
    if len(folded) < len(names):
        times = Counter(name.casefold() for name in names)
        return found(Reason.DUPLICATE, next(name for name in names if times[name.casefold()] > 1))
    total = 0
    for info in infos:
        size, check, prolog = 0, 0, _Prolog()
        try:
            for piece in _inflated(data, info, MAX_TOTAL - total):
                size += len(piece)
                check = zlib.crc32(piece, check)
                if prolog.undecided:
                    prolog.feed(piece)
                if prolog.doctype:
                    return found(Reason.DOCTYPE, info.filename)
                if total + size > MAX_TOTAL:
                    return found(Reason.TOTAL, info.filename, total + size, MAX_TOTAL)
                ratio = size // max(info.compress_size, 1)
                if ratio > MAX_RATIO and size > MONOTONOUS.get(info.filename, RATIO_FROM):
                    return found(Reason.RATIO, info.filename, ratio, MAX_RATIO)
        except FAULTS:
            return found(Reason.DAMAGED, info.filename)
        if size != info.file_size or check != info.CRC:
            return found(Reason.DAMAGED, info.filename)
        if prolog.undecided and prolog.is_xml:
            return found(Reason.DAMAGED, info.filename)
        total += size
    return found()


def _small(data: bytes, info: zipfile.ZipInfo) -> bytes:
    try:
        return b"".join(_inflated(data, info, 1_000_000))[:1_000_000]
    except FAULTS:
        return b""


def _inflated(data: bytes, info: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """The member's bytes whatever sizes are declared, in pieces; a little more than `most` at the worst."""
    start = info.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(info.filename)
    name, extra = struct.unpack_from("<HH", data, start + 26)
    begin = start + 30 + name + extra
    raw = memoryview(data)[begin : begin + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        yield bytes(raw)
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:  # Office knows no other
        raise zipfile.BadZipFile(info.filename)
    inflate = zlib.decompressobj(-15)
    done = 0
    pending: bytes | memoryview = raw
    while not inflate.eof and done <= most:
        piece = inflate.decompress(pending, _PIECE)
        pending = inflate.unconsumed_tail
        if not piece and not pending:
            break
        done += len(piece)
        yield piece


_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_KNOWN = frozenset({"utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.S)


class _Prolog:
    """Looks for a document type declaration, which must stand before the root element: only the head is kept."""

    __slots__ = ("_head", "doctype", "is_xml", "undecided")

    def __init__(self) -> None:
        self._head = b""
        self.undecided = True
        self.doctype = False
        self.is_xml = False

    def feed(self, piece: bytes) -> None:
        self._head += piece[: _PROLOG - len(self._head)]
        if len(self._head) < 4:
            return
        text = _decoded(self._head)
        self.is_xml = text.lstrip()[:1] == "<"
        if not self.is_xml:
            self.undecided = not text.strip() and len(self._head) < _PROLOG
            return
        encoding = _ENCODING.match(text)
        rest = text[_BEFORE_ROOT.match(text).end() :]  # type: ignore[union-attr]
        # An exotic encoding could hide a declaration from us that the parser would see.
        declares = len(rest) > 3 and rest[:2] == "<!" and rest[:4] != "<!--"
        endless = len(self._head) >= _PROLOG and rest[:2] in ("", "<", "<!", "<?")  # a prolog this long hides something
        self.doctype = declares or endless or bool(encoding and encoding[1].lower() not in _KNOWN)
        self.undecided = not self.doctype and (len(rest) < 2 or rest[:2] in ("<!", "<?"))


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\0\0\0<", b"<\0\0\0", b"\x4c\x6f\xa7\x94")):
        return '<?xml encoding="utf-32"?>'
    if head.startswith((b"\xff\xfe", b"<\0")):
        return head.decode("utf-16-le", "replace").lstrip("\ufeff")
    if head.startswith((b"\xfe\xff", b"\0<")):
        return head.decode("utf-16-be", "replace").lstrip("\ufeff")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
