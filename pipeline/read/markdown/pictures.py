"""A picture in Markdown -> its bytes without metadata, if it may be used: own folder only, known type, sane size."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from markdown_it.token import Token

from ...base import files
from ...base.i18n import _
from ...base.pictures import LARGEST_SIDE, PictureError, bare, measured
from ...base.text import legal
from ...model.place import Place
from ...model.problem import Problem, error, warning
from ...model.prose import Inline, Picture, Text

LARGEST = 10_000_000  # bytes


def picture_reader(file: Path, root: Path) -> Callable[[Token, Place], tuple[Inline, Problem | None]]:
    """Reads pictures for one Markdown file. A picture that may not be used leaves its alt text behind."""
    folder = files.real(file.parent)

    def read(token: Token, place: Place) -> tuple[Inline, Problem | None]:
        source = unquote(str(token.attrGet("src") or ""))
        alt = legal(token.content or str(token.attrGet("title") or ""))
        instead = Text(f"[billede: {alt}]")
        if "://" in source or source.startswith(("//", "data:")):
            return instead, error(
                "remote-picture",
                place,
                _("Pictures are not fetched from the network."),
                _("Save the picture beside the text and refer to the file."),
                excerpt=source,
            )
        path = files.real(folder / source)
        if not path.is_relative_to(folder):
            return instead, error(
                "picture-outside",
                place,
                _("The picture lies outside the folder of the text."),
                _("Copy it into {folder}.").format(folder=folder.name),
                excerpt=source,
            )
        try:
            if not files.is_file(path):
                raise OSError  # a pipe would be waited for without end
            data = files.read(path) if files.stat(path).st_size <= LARGEST else b""
        except OSError:
            return instead, error(
                "missing-picture",
                place,
                _("The picture is not there."),
                _("Check the file name, also capital letters."),
                excerpt=source,
            )
        try:
            data = bare(data)
            if max(measured(data)[1:]) > LARGEST_SIDE:
                raise PictureError
        except PictureError:
            return instead, error(
                "bad-picture",
                place,
                _("The picture is not a whole PNG, JPEG or GIF file of at most 10 MB and 30,000 pixels a side."),
                _("Save it as PNG and refer to that file."),
                excerpt=source,
            )
        picture = Picture(path.relative_to(files.real(root)).as_posix(), alt, data)
        if not alt.strip():
            return picture, warning(
                "picture-without-alt",
                place,
                _("The picture has no text for those who cannot see it."),
                _("Write what it shows: ![text](file)."),
                excerpt=source,
            )
        return picture, None

    return read
