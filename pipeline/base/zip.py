"""Office packages as bytes -> the same parts in one canonical zip: fixed times, attributes, order and level.

Equal parts give equal bytes on one machine image. Across images only the uncompressed parts are equal: zlib builds
differ in how they deflate.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping

_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_LEVEL = 6
# Where a record of APPNOTE.TXT 6.3.10 holds checksum, compressed and whole size: 4.3.7 in front of the part, 4.3.12 in
# the directory, which holds the place of the former too; 4.3.16 at the end says where the directory stands.
_LOCAL, _LOCAL_SUMS, _LOCAL_NAME = 30, 14, 26
_LISTED, _LISTED_SUMS, _LISTED_NAME, _LISTED_PLACE = 46, 16, 28, 42
_END, _END_DIRECTORY = 22, 12


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

    Foreign packages go through preflight instead.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        wanted = [e for e in package.infolist() if not e.is_dir() and (names is None or e.filename in names)]
        return {entry.filename: package.read(entry) for entry in wanted if entry.filename != but}


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package of `write_zip` with other content in these parts: the same bytes as writing all of it anew.

    What stays the same is not compressed again.
    """
    made, directory = bytearray(), bytearray()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        listed = package.start_dir
        for entry in package.infolist():
            here = len(made)
            body = _body(data, entry)
            sums = struct.pack("<3L", entry.CRC, entry.compress_size, entry.file_size)
            raw = data[body : body + entry.compress_size]
            if (part := parts.get(entry.filename)) is not None:
                press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
                raw = press.compress(part) + press.flush()
                sums = struct.pack("<3L", zlib.crc32(part), len(raw), len(part))
            made += data[entry.header_offset : body] + raw
            made[here + _LOCAL_SUMS : here + _LOCAL_SUMS + len(sums)] = sums
            length = _LISTED + sum(struct.unpack_from("<3H", data, listed + _LISTED_NAME))
            line = bytearray(data[listed : listed + length])
            line[_LISTED_SUMS : _LISTED_SUMS + len(sums)] = sums
            struct.pack_into("<L", line, _LISTED_PLACE, here)
            directory += line
            listed += length
    end = bytearray(data[listed : listed + _END])
    struct.pack_into("<2L", end, _END_DIRECTORY, len(directory), len(made))
    return bytes(made + directory + end)


def packed(data: bytes, names: Collection[str]) -> dict[str, bytes]:
    """The parts of these names as they lie in the package, compressed: equal ones are equal parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        wanted = [entry for entry in package.infolist() if entry.filename in names]
    return {e.filename: data[(at := _body(data, e)) : at + e.compress_size] for e in wanted}


def _body(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where what is compressed begins: behind the name and what else stands in front of it."""
    lengths = struct.unpack_from("<2H", data, entry.header_offset + _LOCAL_NAME)
    return entry.header_offset + _LOCAL + int(sum(lengths))


def rezip(data: bytes) -> bytes:
    """A package some library made, without its times and attributes. Order of parts is kept."""
    return write_zip(read_zip(data))
