"""base/pictures.py: the pixels stay, everything else goes; Pillow is the judge."""

import io
import random
import zlib

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from pipeline.base.pictures import PictureError, bare, measured

SECRET = "HEMMELIG-4711"


def drawn(width: int = 40, height: int = 24) -> Image.Image:
    chance = random.Random(3)
    image = Image.new("RGB", (width, height))
    image.putdata([tuple(chance.randbytes(3)) for _n in range(width * height)])
    return image


def png() -> bytes:
    words, out = PngInfo(), io.BytesIO()
    words.add_text("Author", SECRET)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>", zip=False)
    exif = Image.Exif()
    exif[0x013B] = SECRET  # artist
    drawn().save(out, "PNG", pnginfo=words, exif=exif, icc_profile=SECRET.encode() * 9, dpi=(144, 144))
    return out.getvalue() + SECRET.encode()


def jpeg(orientation: int = 1, progressive: bool = False) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x013B], exif[0x0112] = SECRET, orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[29] = "N", (55.0, 40.0, 34.0), SECRET
    drawn().save(
        out, "JPEG", exif=exif, comment=SECRET.encode(), icc_profile=SECRET.encode() * 9, progressive=progressive,
        xmp=f"<x>{SECRET}</x>".encode(), quality=90,
    )  # fmt: skip
    return out.getvalue() + SECRET.encode()


def gif() -> bytes:
    out = io.BytesIO()
    frames = [drawn(), drawn().rotate(180), drawn().transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=SECRET.encode(), loop=3, duration=70)
    return out.getvalue() + SECRET.encode()


MADE = {"png": png(), "jpeg": jpeg(), "progressive": jpeg(progressive=True), "gif": gif()}


def frames(data: bytes) -> list[bytes]:
    found = []
    with Image.open(io.BytesIO(data)) as image:
        for n in range(getattr(image, "n_frames", 1)):
            image.seek(n)
            found.append(image.convert("RGB").tobytes())
    return found


@pytest.mark.parametrize("kind", MADE)
def test_the_pixels_stay_and_the_rest_goes(kind: str) -> None:
    data = MADE[kind]
    assert SECRET.encode() in data
    kept = bare(data)
    assert SECRET.encode() not in kept
    assert not [part for part in (b"Exif", b"xmp", b"ICC_PROFILE", b"iCCP", b"tEXt", b"iTXt") if part in kept]
    assert frames(kept) == frames(data)
    assert bare(kept) == kept
    with Image.open(io.BytesIO(data)) as image:
        assert measured(kept)[1:] == image.size


def test_what_tells_how_large_and_how_often_stays() -> None:
    with Image.open(io.BytesIO(bare(MADE["png"]))) as image:
        assert round(image.info["dpi"][0]) == 144
    with Image.open(io.BytesIO(bare(MADE["gif"]))) as image:
        assert (image.info["loop"], image.info["duration"], image.n_frames) == (3, 70, 3)


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_photograph_on_its_side_is_turned(orientation: int) -> None:
    """As Pillow turns it; saving it anew may move a pixel's colour a little."""
    from PIL import ImageOps

    data = jpeg(orientation)
    with Image.open(io.BytesIO(data)) as image, Image.open(io.BytesIO(bare(data))) as turned:
        wanted = ImageOps.exif_transpose(image).convert("RGB")
        assert turned.size == wanted.size
        assert not turned.getexif()
        differences = ImageChops.difference(turned.convert("RGB"), wanted).getextrema()
        assert max(high for _low, high in differences) < 40


@pytest.mark.parametrize("kind", MADE)
def test_a_file_that_breaks_off_is_told(kind: str) -> None:
    data = bare(MADE[kind])
    for length in range(0, len(data), max(1, len(data) // 60)):
        with pytest.raises(PictureError):
            bare(data[:length])


@pytest.mark.parametrize("kind", MADE)
def test_damage_ends_in_a_picture_or_an_error(kind: str) -> None:
    """Nothing else is raised, and nothing runs on for ever."""
    chance, data = random.Random(zlib.crc32(kind.encode())), MADE[kind]
    for _n in range(300):
        broken = bytearray(data)
        for _m in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            measured(bare(bytes(broken)))
        except PictureError:
            continue
