"""A long Word document -> pieces that LibreOffice can set: it takes half a minute for a thousand requirements.

A piece begins at a chapter, or inside a long chapter at a section. Look, header and footer are those of the whole;
headings and footnotes number on from where the last piece ended. A live reference to another piece becomes its text.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from .base.zip import read_zip, write_zip
from .model.bookmark import BEGIN, END

LONGEST = 1_000  # requirements in one piece
_BODY, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_REQUIREMENT = 'w:name="krav_'
_NOTE = "<w:footnoteReference "
_NAME = re.compile(r'<w:bookmarkStart [^>]*w:name="([^"]+)"')
_LINKS = (
    re.compile(r'<w:fldSimple w:instr=" (?:REF|PAGEREF) (\S+)[^"]*">(.*?)</w:fldSimple>', re.DOTALL),
    re.compile(r'<w:hyperlink w:anchor="([^"]+)"[^>]*>(.*?)</w:hyperlink>', re.DOTALL),
)
_PARTS_OF_SECTION = re.compile(r"<w:sectPr\b[^>]*>(?:<w:(?:header|footer)Reference [^>]*/>)*")


class _Piece(Struct, frozen=True):
    """`numbers`: what the first heading of level 1 and 2 in it must say."""

    xml: str
    numbers: tuple[int, int] = (1, 1)


def split(document: bytes, longest: int = LONGEST) -> tuple[bytes, ...]:
    """One piece, the document itself, where it has no more than `longest` requirements or nowhere to part it."""
    parts = read_zip(document)
    xml = parts[_BODY].decode()
    styles = parts[_STYLES].decode()
    chapter, section = (_style(styles, f"heading {level}") for level in (1, 2))
    if xml.count(_REQUIREMENT) <= longest or chapter is None or section is None:
        return (document,)
    head, body, tail = _three(xml, _opening(chapter[0]))
    pieces = _gathered(tuple(_parted(body, _opening(chapter[0]), _opening(section[0]), longest)), longest)
    if len(pieces) < 2:
        return (document,)
    start = head[: head.index("<w:body>") + len("<w:body>")]
    last = tail[tail.rindex("<w:sectPr") :]
    made = []
    notes = 1
    for n, piece in enumerate(pieces):
        whole = (head if n == 0 else start) + piece.xml + (tail if n == len(pieces) - 1 else last)
        numbering = _numbered(parts[_NUMBERING].decode(), chapter[1], piece.numbers)
        whole = _near_only(_footnotes_from(whole, notes))
        made.append(write_zip({**parts, _NUMBERING: numbering.encode(), _BODY: whole.encode()}))
        notes += piece.xml.count(_NOTE)
    return tuple(made)


def _style(styles: str, name: str) -> tuple[str, str] | None:
    """The id of the style and the list it is numbered by."""
    for found in re.findall(r"<w:style\b.*?</w:style>", styles, re.DOTALL):
        if f'<w:name w:val="{name}"' in found and (id_ := re.search(r'w:styleId="([^"]+)"', found)):
            number = re.search(r'<w:numId w:val="(\d+)"', found)
            return id_[1], number[1] if number else ""
    return None


def _opening(style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'


def _three(xml: str, heading: str) -> tuple[str, str, str]:
    """What stands before the first chapter, the chapters, and what stands after our own text."""
    first = xml.index(heading, xml.index(f'w:name="{BEGIN}"'))
    end = xml.rindex("<w:bookmarkStart", 0, xml.index(f'w:name="{END}"'))
    return xml[:first], xml[first:end], xml[end:]


def _parted(body: str, chapter: str, section: str, longest: int) -> Iterator[_Piece]:
    """Chapter by chapter; one that is too long, section by section."""
    for number, text in enumerate(_cut(body, chapter), 1):
        if text.count(_REQUIREMENT) <= longest:
            yield _Piece(text, (number, 1))
            continue
        opening, *sections = _cut(text, section)
        for n, one in enumerate(sections or [""], 1):
            yield _Piece(opening + one if n == 1 else one, (number, n))


def _cut(text: str, before: str) -> list[str]:
    first, *rest = text.split(before)
    return ([first] if first else []) + [before + piece for piece in rest]


def _gathered(pieces: tuple[_Piece, ...], longest: int) -> tuple[_Piece, ...]:
    """Neighbours together while they are short enough. What begins inside a chapter takes no other chapter in."""
    out: list[_Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        together = last is not None and (last.xml + piece.xml).count(_REQUIREMENT) <= longest
        if last is not None and together and (last.numbers[1] == 1 or last.numbers[0] == piece.numbers[0]):
            out[-1] = _Piece(last.xml + piece.xml, last.numbers)
        else:
            out.append(piece)
    return tuple(out)


# --- numbers and links ------------------------------------------------------------------------------------------------


def _numbered(numbering: str, list_: str, numbers: tuple[int, int]) -> str:
    """The headings' list starts at these numbers."""
    num = re.search(rf'<w:num\b[^>]*w:numId="{list_}"[^>]*>\s*<w:abstractNumId w:val="(\d+)"/>', numbering)
    if num is None:
        return numbering

    def started(found: re.Match[str]) -> str:
        out = found[0]
        for level, start in enumerate(numbers):
            out = re.sub(
                rf'(<w:lvl\b[^>]*w:ilvl="{level}"[^>]*>\s*<w:start w:val=)"\d+"', rf'\g<1>"{start}"', out, count=1
            )
        return out

    abstract = rf'<w:abstractNum\b[^>]*w:abstractNumId="{num[1]}".*?</w:abstractNum>'
    return re.sub(abstract, started, numbering, count=1, flags=re.DOTALL)


def _footnotes_from(xml: str, first: int) -> str:
    if first == 1 or _NOTE not in xml:
        return xml
    begin = f'<w:footnotePr><w:numStart w:val="{first}"/></w:footnotePr>'
    return _PARTS_OF_SECTION.sub(lambda found: found[0] + begin, xml)


def _near_only(xml: str) -> str:
    """A field or link whose target is in another piece would say that it is missing."""
    names = set(_NAME.findall(xml))
    for link in _LINKS:
        xml = link.sub(lambda found: found[0] if found[1] in names else found[2], xml)
    return xml
