"""The bytes of a PNG file -> its width and height in pixels; None for what is no whole PNG."""

import struct

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size(data: bytes) -> tuple[int, int] | None:
    """Walks from part to part to the end mark, as writers do that believe what they are given."""
    if not data.startswith(_SIGNATURE):
        return None
    found: tuple[int, int] | None = None
    offset = len(_SIGNATURE)
    while offset + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, offset)
        if kind == b"IEND":
            return found
        if kind == b"IHDR" and length >= 13 and offset + 16 <= len(data):
            width, height = struct.unpack_from(">II", data, offset + 8)
            found = (width, height) if width and height else None
        if kind == b"pHYs" and length < 9:
            return None
        offset += length + 12
    return None
