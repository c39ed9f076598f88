"""A picture -> an inline drawing with its text for those who cannot see it, no larger than a page takes."""

import struct

from ...base.xml import attribute
from ...model.prose import Picture
from .context import Context

_EMU_PER_TWIP = 635
_EMU_PER_PIXEL = 9525  # 96 dpi
_HIGHEST = 18 * 360_000  # 18 cm: heading, picture and caption fit one page
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(picture: Picture, context: Context) -> str:
    kind, width, height = measured(picture.data)
    relationship = context.picture(picture.data, kind)
    context.drawings += 1
    number = context.drawings
    cx, cy = width * _EMU_PER_PIXEL, height * _EMU_PER_PIXEL
    widest = (context.width - (1000 if context.in_box else 0)) * _EMU_PER_TWIP
    if cx > widest:
        cx, cy = widest, cy * widest // cx
    if cy > _HIGHEST:
        cx, cy = cx * _HIGHEST // cy, _HIGHEST
    name = f'id="{number}" name="Billede {number}" descr="{attribute(picture.alt)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr {name}/>'
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def measured(data: bytes) -> tuple[str, int, int]:
    """(file name ending, width, height) in pixels from the head of a PNG, GIF or JPEG; a small square if unreadable."""
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return "png", max(1, width), max(1, height)
    if data.startswith(b"GIF8") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return "gif", max(1, width), max(1, height)
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return "jpeg", max(1, width), max(1, height)
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return "jpeg", 200, 200
