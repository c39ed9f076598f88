"""Every finished document can be read by everyone: EN 301 549, clause 10, as far as a program can see.

Title and language, headings in order, tables with a header row, pictures with alt text, links that say where they lead,
colours that can be told from their ground. What the look of a template brings along is the user's to mend.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby

from msgspec import Struct

from ..base.cache import Cache
from ..base.i18n import _, spoken
from ..base.kept import kept
from ..base.zip import read_zip
from ..model.artifact import Artifact
from ..model.place import Place
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .pieces import PART, body

_LANGUAGES = {"da": "da-DK", "en": "en-GB"}
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_PARAGRAPH = re.compile(r'<w:pStyle w:val="([^"]+)"/>')
_HEADER_ROW = re.compile(r"<w:tr\b[^>]*><w:trPr>(?:<w:[^>]*/>)*?<w:tblHeader/>.*?</w:tr>", re.DOTALL)
_HEADED = ("<w:tblHeader", 'w:firstColumn="1"')  # a header row, or a first column of headings
_PICTURE = re.compile(r"<(?:wp:docPr|xdr:cNvPr)\b[^>]*>")
_LINK = re.compile(r"<w:hyperlink r:id=.*?</w:hyperlink>", re.DOTALL)
_TEXT = re.compile(r"<w:t\b[^>]*>([^<]*)</w:t>")
# Words that do not say where a link leads.
_EMPTY = frozenset(("", "her", "klik her", "link", "læs mere", "se mere", "here", "click here", "read more", "more"))

Found = tuple[str, str]  # what is wrong, where in the file


def inaccessible(
    specification: Specification, artifacts: Iterable[Artifact], cache: Cache | None = None
) -> Iterator[Problem]:
    """One message per document, with everything that was found in it. `cache` remembers how templates look."""
    language = _LANGUAGES.get(specification.tender.language, specification.tender.language)
    for artifact in artifacts:
        if artifact.path.endswith(".docx"):
            found = tuple(_word(artifact.data, language, cache or Cache()))
        elif artifact.path.endswith(".xlsx"):
            found = tuple(_excel(artifact.data, language))
        else:
            continue
        if found:
            message = _("Not everyone can read the document: {what}.").format(what=found[0][0])
            fix = _("Mend the template in templates/{key} or the text; udbud explain not-accessible says how.")
            lines = "\n".join(f"{what} ({where})" if where else what for what, where in dict.fromkeys(found))
            shown = fix.format(key=artifact.document)
            yield warning("not-accessible", Place(artifact.path), message, shown, excerpt=lines)


class _Seen(Struct, frozen=True):
    """What was found in a piece of a document. `styles`: of its paragraphs, in order, one that follows itself once;
    `outside`: those used where no header row gives them another ground."""

    styles: tuple[str, ...] = ()
    outside: frozenset[str] = frozenset()
    tables: tuple[Found, ...] = ()
    pictures: tuple[Found, ...] = ()
    links: tuple[Found, ...] = ()


def _word(data: bytes, language: str, cache: Cache) -> Iterator[Found]:
    parts = {name: part for name, part in read_zip(data, but=PART).items() if name.endswith(".xml")}
    yield from _head(parts["docProps/core.xml"], language)
    styles = parts["word/styles.xml"]
    if f'w:val="{language}"'.encode() not in styles:
        yield _("the styles do not say that the language is {language}").format(language=language), "styles"
    seen = [kept("accessible", (), partial(_seen, piece, PART), (spoken(), piece)) for piece in body(data)]
    levels, faint = cache.remember(("look", styles), lambda: _look(styles, spoken()))
    yield from _headings((style for one in seen for style in one.styles), dict(levels))
    more = [
        _seen(xml.decode(), name)
        for name, xml in parts.items()
        if re.fullmatch(r"word/(?:header\d*|footer\d*|footnotes)\.xml", name)
    ]
    for one in (*seen, *more):
        yield from one.tables
        yield from one.pictures
    yield from (found for one in seen for found in one.links)
    outside = {style for one in seen for style in one.outside}
    yield from ((what, name) for style, name, what, fits in faint if not fits or style in outside)


def _seen(xml: str, part: str) -> _Seen:
    styles = tuple(style for style, _same in groupby(_PARAGRAPH.findall(xml)))
    outside = frozenset(_PARAGRAPH.findall(_HEADER_ROW.sub("", xml)))
    return _Seen(styles, outside, tuple(_tables(xml)), tuple(_pictures(xml, part)), tuple(_links(xml)))


def _excel(data: bytes, language: str) -> Iterator[Found]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    yield from _head(parts["docProps/core.xml"], language)
    for name, xml in parts.items():
        if name.startswith("xl/drawings/"):
            yield from _pictures(xml.decode(), name)
        elif name.startswith("xl/worksheets/") and b"<mergeCell " in xml:
            yield _("cells are merged"), name
    from . import sheet_colours

    yield from sheet_colours.unreadable(parts["xl/styles.xml"])


def _head(core: bytes, language: str) -> Iterator[Found]:
    from xml.etree import ElementTree  # of a file we wrote; sooner loaded than lxml

    said = {e.tag: "".join(e.itertext()).strip() for e in ElementTree.fromstring(core)}
    if not said.get(_TITLE):
        yield _("the file has no title"), ""
    if said.get(_LANGUAGE) != language:
        yield _("the file does not say that its language is {language}").format(language=language), ""


def _headings(styles: Iterable[str], levels: dict[str, int]) -> Iterator[Found]:
    """No level is jumped over on the way down."""
    before = 0
    for style in styles:
        level = levels.get(style)
        if level is None:
            continue
        if level > before + 1:
            yield (
                _("a heading of level {level} follows one of level {before}").format(level=level, before=before),
                style,
            )
        before = level


def _tables(xml: str) -> Iterator[Found]:
    """A table of one row has nothing to head. One that holds another is looked at up to it."""
    for piece in xml.split("<w:tbl>")[1:]:
        table = piece.partition("</w:tbl>")[0]
        if table.count("<w:tr>") + table.count("<w:tr ") > 1 and not any(h in table for h in _HEADED):
            words = " ".join(_TEXT.findall(table))[:40]
            yield _("a table has no header row"), words


def _pictures(xml: str, part: str) -> Iterator[Found]:
    for picture in _PICTURE.findall(xml):
        if not re.search(r'descr="[^"]*\S', picture):
            yield _("a picture has no alternative text"), part


def _links(body: str) -> Iterator[Found]:
    for link in _LINK.findall(body):
        words = "".join(_TEXT.findall(link)).strip()
        if words.casefold() in _EMPTY:
            yield _("a link does not say where it leads"), words


_Look = tuple[tuple[tuple[str, int], ...], tuple[tuple[str, str, str, bool], ...]]


@lru_cache(maxsize=16)
def _look(styles: bytes, _language: str) -> _Look:
    """The levels of headings, and the styles that are too faint (`word_colours.Faint`). Documents share a template; it
    is looked at once."""
    from . import word_colours  # and with it lxml

    faint = word_colours.unreadable(styles)
    return tuple(word_colours.heading_levels(styles)), tuple((f.style, f.name, f.what, f.fits) for f in faint)
