"""Office packages as bytes -> the same parts in one canonical zip: fixed times, attributes, order and level.

Equal parts give equal bytes on one machine image. Across images only the uncompressed parts are equal: zlib builds
differ in how they deflate.
"""

import io
import zipfile
from collections.abc import Mapping

_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_LEVEL = 6


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


def read_zip(data: bytes) -> dict[str, bytes]:
    """The parts of a package we made ourselves, in their order. Foreign packages go through preflight instead."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}


def rezip(data: bytes) -> bytes:
    """A package some library made, without its times and attributes. Order of parts is kept."""
    return write_zip(read_zip(data))
