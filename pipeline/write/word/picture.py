"""A picture -> an inline drawing with its text for those who cannot see it, no larger than a page takes."""

from ...base.pictures import measured
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
