"""A picture file -> the same picture and nothing else: no camera, place, person, comment, preview or words behind it.

What draws the pixels is copied byte for byte; everything else is left out, known or not. Only a photograph that says it
lies on its side is turned, which makes new pixels. PNG: ISO/IEC 15948; JPEG: ITU-T T.81 and JFIF 1.02; GIF89a.
"""

import struct
from collections.abc import Iterator

PNG, GIFS, JPEG = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a"), b"\xff\xd8\xff"
LARGEST_SIDE = 30_000  # pixels; a reader's Word would need gigabytes
_QUALITY = 95
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT".split()  # the last three: a film
)
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_JFIF, _ADOBE, _EXIF = 0xE0, 0xEE, 0xE1
_RESTARTS = range(0xD0, 0xD8)
_ORIENTATION = 0x0112


class PictureError(ValueError):
    """The file breaks off, or is no PNG, JPEG or GIF."""


def bare(data: bytes) -> bytes:
    """PictureError where it cannot be read to its end."""
    try:
        if data.startswith(PNG):
            return PNG + b"".join(_png(data))
        if data.startswith(JPEG):
            upright = _upright(data)
            return b"".join(_jpeg(upright))
        if data.startswith(GIFS):
            return b"".join(_gif(data))
    except (IndexError, struct.error) as broken:
        raise PictureError("breaks off") from broken
    raise PictureError("no PNG, JPEG or GIF")


def bare_part(name: str, data: bytes) -> bytes:
    """A picture in an Office file, by what its name ends in; any other part as it is. ValueError as `bare`."""
    if name.endswith(".svg"):
        from .svg import drawn

        return drawn(data)
    return bare(data) if name.endswith((".png", ".jpg", ".jpeg", ".gif")) else data


def measured(data: bytes) -> tuple[str, int, int]:
    """(file name ending, width, height) in pixels of a picture. PictureError where it does not say."""
    try:
        if data.startswith(PNG):
            return "png", *struct.unpack_from(">II", data, 16)
        if data.startswith(GIFS):
            width, height = struct.unpack_from("<HH", data, 6)
            return "gif", max(1, width), max(1, height)
        for marker, at, _end in _segments(data):
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack_from(">HH", data, at + 5)
                return "jpeg", max(1, width), max(1, height)
    except (IndexError, struct.error) as broken:
        raise PictureError("breaks off") from broken
    raise PictureError("has no size")


def _png(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise IndexError
        if (kind == b"IHDR" and (length < 13 or not all(struct.unpack_from(">II", data, at + 8)))) or (
            kind == b"pHYs" and length < 9
        ):
            raise IndexError
        if kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    for marker, at, end in _segments(data):
        if marker == _JFIF and data[at + 4 : at + 9] == b"JFIF\0":
            yield b"\xff\xe0\x00\x10" + data[at + 4 : at + 16] + b"\0\0"  # without its preview
        elif marker == _ADOBE or not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            yield data[at:end]


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each segment behind the first two bytes, to the end; a scan's with its pixels."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise IndexError
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == _END:
            yield marker, at, at + 2
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise IndexError
        if marker == _SCAN:
            end = _after_pixels(data, end)
        yield marker, at, end
        at = end


def _after_pixels(data: bytes, at: int) -> int:
    """The next marker: 255 followed by anything but 0 or a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise IndexError
        if data[at + 1] not in (0, 0xFF, *_RESTARTS):
            return at
        at += 2 if data[at + 1] != 0xFF else 1


def _upright(data: bytes) -> bytes:
    """A photograph that says it lies on its side, turned: what says so is left out."""
    if not any(marker == _EXIF for marker, _at, _end in _segments(data)):
        return data
    import io
    import warnings

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as opened:
            if opened.getexif().get(_ORIENTATION, 1) == 1 or max(opened.size) > LARGEST_SIDE:
                return data
            turned, made = ImageOps.exif_transpose(opened), io.BytesIO()
            turned.save(made, "JPEG", quality=_QUALITY, subsampling=0)
            return made.getvalue()
    except Exception as broken:  # Pillow raises whatever its parts raise
        raise PictureError(str(broken)) from broken


def _gif(data: bytes) -> Iterator[bytes]:
    packed = data[10]
    at = 13 + (3 << (packed & 7) + 1 if packed & 0x80 else 0)
    yield data[:at]
    control = b""
    while True:
        kind = data[at]
        if kind == 0x3B:
            yield data[at : at + 1]
            return
        if kind == 0x2C:
            flags = data[at + 9]
            start, end = at, _after_blocks(data, at + 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0))
            yield control + data[start:end]
            control = b""
        elif kind == 0x21:
            label, end = data[at + 1], _after_blocks(data, at + 2)
            if label == 0xF9:  # time and transparency of the next frame
                control = data[at:end]
            elif label == 0xFF and data[at + 3 : at + 14] == b"NETSCAPE2.0":  # how often a film runs
                yield data[at : at + 14] + b"\x03\x01" + data[at + 16 : at + 18] + b"\0"
        else:
            raise IndexError
        at = end


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1
