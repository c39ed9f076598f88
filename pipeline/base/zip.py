"""Office packages as bytes -> the same parts in one canonical zip: fixed times, attributes, order and level.

Equal parts give equal bytes on one machine image. Across images only the uncompressed parts are equal: zlib builds
differ in how they deflate.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from .archive import FAULTS

_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_LEVEL = 6
# Where a record of APPNOTE.TXT 6.3.10 holds checksum, compressed and whole size: 4.3.7 in front of the part, 4.3.12 in
# the directory, which holds the place of the former too; 4.3.16 at the end says where the directory stands.
_LOCAL, _LOCAL_SUMS, _LOCAL_NAME = 30, 14, 26
_LISTED, _LISTED_SUMS, _LISTED_PLACE = struct.Struct("<L4xHH4x3L3H8xL"), 16, 42
_END, _END_DIRECTORY = 22, 12
_KIND, _UTF8, _METHODS = 0x02014B50, 0x800, (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def write_zip(parts: Mapping[str, bytes]) -> bytes:
    """The parts in the order given; put `[Content_Types].xml` first in an Office package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            package.writestr(entry, data, compresslevel=_LEVEL)
    return buffer.getvalue()


def read_zip(data: bytes, names: Collection[str] | None = None, but: str = "") -> dict[str, bytes]:
    """The parts of a package we made ourselves, in their order, or those of these names that are there; all `but` one.

    Foreign packages go through preflight instead. BadZipFile for what is none or is damaged.
    """
    listed = _listed(data)
    if listed is not None:
        return {m.name: _inflated(data, m) for m in listed if m.name != but and (names is None or m.name in names)}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            wanted = [e for e in package.infolist() if not e.is_dir() and (names is None or e.filename in names)]
            return {entry.filename: package.read(entry) for entry in wanted if entry.filename != but}
    except FAULTS as damage:
        raise zipfile.BadZipFile(str(damage)) from damage


def with_parts(data: bytes, names: Collection[str], change: Callable[[bytes], bytes]) -> bytes:
    """A package of `write_zip` with these parts changed: the same bytes as writing all of it anew.

    What stays the same is not compressed again. BadZipFile for another package.
    """
    made, directory = bytearray(), bytearray()
    listed = _listed(data)
    if listed is None:
        raise zipfile.BadZipFile
    for member in listed:
        here = len(made)
        body = _body(data, member)
        raw = data[body : body + member.packed]
        sums = struct.pack("<3L", member.check, member.packed, member.size)
        if member.name in names:
            part = change(_inflated(data, member))
            press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            raw = press.compress(part) + press.flush()
            sums = struct.pack("<3L", zlib.crc32(part), len(raw), len(part))
        made += data[member.place : body] + raw
        made[here + _LOCAL_SUMS : here + _LOCAL_SUMS + len(sums)] = sums
        line = bytearray(data[member.listed : member.listed + _LISTED.size + member.naming])
        line[_LISTED_SUMS : _LISTED_SUMS + len(sums)] = sums
        struct.pack_into("<L", line, _LISTED_PLACE, here)
        directory += line
    end = bytearray(data[-_END:])
    struct.pack_into("<2L", end, _END_DIRECTORY, len(directory), len(made))
    return bytes(made + directory + end)


def packed(data: bytes, names: Collection[str]) -> dict[str, bytes]:
    """The parts of these names as they lie in the package, compressed: equal ones are equal parts. {} for a package
    that is not of `write_zip`."""
    listed = _listed(data) or ()
    return {m.name: data[(at := _body(data, m)) : at + m.packed] for m in listed if m.name in names}


class _Member(NamedTuple):
    """`place` is where its record begins, `listed` its line in the directory; `naming` bytes of name follow there."""

    name: str
    place: int
    listed: int
    naming: int
    method: int
    check: int
    packed: int
    size: int


def _listed(data: bytes) -> list[_Member] | None:
    """The directory of a plain package, such as `write_zip` makes. None for any other: comments, extra fields,
    encryption, more than 4 GB. zipfile knows those too, and takes twice as long: opening
    packages was a tenth of a rebuild after one edit."""
    end = len(data) - _END
    if end < 0 or data[end : end + 4] != b"PK\5\6":
        return None
    count, _length, at = struct.unpack_from("<HLL", data, end + _END_DIRECTORY - 2)
    found = []
    for _n in range(count):
        if at + _LISTED.size > end:
            return None
        kind, flags, method, check, size, whole, naming, more, comment, place = _LISTED.unpack_from(data, at)
        if kind != _KIND or flags & ~_UTF8 or method not in _METHODS or more or comment:
            return None
        raw = data[at + _LISTED.size : at + _LISTED.size + naming]
        if raw.endswith(b"/") or not (flags or raw.isascii()):
            return None
        found.append(_Member(raw.decode("utf-8", "replace"), place, at, naming, method, check, size, whole))
        at += _LISTED.size + naming
    return found if at == end else None


def _inflated(data: bytes, member: _Member) -> bytes:
    at = _body(data, member)
    part = data[at : at + member.packed]
    if member.method == zipfile.ZIP_DEFLATED:
        try:
            part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(part, member.size + 1)
        except zlib.error as damage:
            raise zipfile.BadZipFile(member.name) from damage
    if len(part) != member.size or zlib.crc32(part) != member.check:
        raise zipfile.BadZipFile(member.name)
    return part


def _body(data: bytes, member: _Member) -> int:
    """Where what is compressed begins: behind the name and what else stands in front of it."""
    if data[member.place : member.place + 4] != b"PK\3\4" or member.place + _LOCAL > len(data):
        raise zipfile.BadZipFile(member.name)
    lengths = struct.unpack_from("<2H", data, member.place + _LOCAL_NAME)
    return member.place + _LOCAL + int(sum(lengths))


def rezip(data: bytes) -> bytes:
    """A package some library made, without its times and attributes. Order of parts is kept."""
    return write_zip(read_zip(data))
