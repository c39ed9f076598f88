"""Word documents -> the same with page numbers in their tables of contents, as LibreOffice has set the pages.

Every entry links to a bookmark; LibreOffice's PDF says on which page each bookmark is. The numbers are live fields
(PAGEREF) that already show them. Pages depend on fonts and program, so the manifest says who counted.
"""

import io
import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from . import libreoffice
from .base.i18n import _
from .base.zip import read_zip, write_zip
from .model.artifact import Artifact
from .model.bookmark import BEGIN
from .model.problem import Problem

_BODY = "word/document.xml"
_ENTRY = re.compile(r'(<w:hyperlink w:anchor="([^"]+)" w:history="1">)(.*?)(</w:hyperlink>)', re.DOTALL)


class Paged(Struct, frozen=True):
    """`by`: the program that counted, '' when nobody has."""

    artifacts: tuple[Artifact, ...]
    by: str = ""
    problems: tuple[Problem, ...] = ()


def paged(artifacts: Iterable[Artifact]) -> Paged:
    """Without LibreOffice the documents stay as they are, and that is said."""
    given = tuple(artifacts)
    if not libreoffice.program():
        return Paged(given, problems=(libreoffice.absent(_("page numbers in tables of contents")),))
    documents = {a.path: a.data for a in given if a.path.endswith(".docx")}
    made, problems = libreoffice.convert(documents, libreoffice.PDF)
    numbered = tuple(
        replace(a, data=with_pages(a.data, pages_of(made[a.path]))) if a.path in made else a for a in given
    )
    return Paged(numbered, libreoffice.version(), problems)


def pages_of(pdf: bytes) -> Mapping[str, int]:
    """Destination -> page, as LibreOffice spells it: `kap_indledning` is `kap5Findledning`."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    found: dict[str, int] = {}
    for name, destination in reader.named_destinations.items():
        page = reader.get_destination_page_number(destination)
        if page is not None:
            found[name.removeprefix("/")] = page + 1
    return found


def with_pages(document: bytes, pages: Mapping[str, int]) -> bytes:
    """Only the entries before our own text begins are those of tables of contents."""
    parts = read_zip(document)
    before, begin, after = parts[_BODY].decode().partition(f'w:name="{BEGIN}"')

    def numbered(entry: re.Match[str]) -> str:
        page = pages.get(_spelled(entry[2]))
        if page is None:
            return entry[0]
        field = (
            f'<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGEREF {entry[2]} \\h ">'
            f"<w:r><w:t>{page}</w:t></w:r></w:fldSimple>"
        )
        return f"{entry[1]}{entry[3]}{field}{entry[4]}"

    parts[_BODY] = (_ENTRY.sub(numbered, before) + begin + after).encode()
    return write_zip(parts)


def _spelled(bookmark: str) -> str:
    return bookmark.replace("_", "5F")
