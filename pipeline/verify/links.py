"""Links in finished Word documents: each leads to a file and a bookmark that are there, and says what it leads to."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape

from msgspec import Struct

from ..base.cache import Cache
from ..base.kept import kept
from ..base.text import normal
from ..base.zip import packed, read_zip
from ..model.artifact import Artifact
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Specification
from .pieces import PART, body
from .word_lines import fault

_LINK = re.compile(r"<w:hyperlink ([^>]*)>(.*?)</w:hyperlink>", re.DOTALL)
_ID = re.compile(r'\br:id="([^"]*)"')
_ANCHOR = re.compile(r'\bw:anchor="([^"]*)"')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_MARK = re.compile(r'<w:bookmarkStart [^>]*?w:name="([^"]*)"')
_RELATION = re.compile(r'<Relationship (?=[^>]*\bId="([^"]*)")(?=[^>]*\bTarget="([^"]*)")')
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_NOTES = "word/footnotes.xml"
_RELATIONS = "word/_rels/document.xml.rels"


class _Ends(Struct, frozen=True):
    """What links of one document can lead to and lead to: its bookmarks, and (file, bookmark, text) of every link."""

    marks: frozenset[str]
    links: tuple[tuple[str, str, str], ...]


def verify_links(specification: Specification, artifacts: tuple[Artifact, ...], cache: Cache) -> Iterator[Problem]:
    """A file that was not built now (`--only`) is known by the specification alone."""
    known = _known(specification)
    ends = {artifact.path: _ends(artifact, cache) for artifact in artifacts}
    for path, found in ends.items():
        for file, mark, shown in found.links:
            wanted = known.get((file, mark))
            if (file in ends and mark and mark not in ends[file].marks) or (file != path and wanted is None):
                yield fault("verify-missing", Place(path), f"{file}#{mark}", shown)
            elif file != path and wanted is not None and normal(shown).casefold() not in wanted:
                yield fault("verify-difference", Place(path), " / ".join(sorted(wanted)), shown)


def _ends(artifact: Artifact, cache: Cache) -> _Ends:
    if not artifact.path.endswith(".docx"):
        return _Ends(frozenset(), ())
    names = (PART, _NOTES, _RELATIONS)

    def read() -> tuple[frozenset[str], tuple[tuple[str, str, str], ...]]:
        parts = read_zip(artifact.data, (_NOTES, _RELATIONS))
        notes = (parts[_NOTES].decode(),) if _NOTES in parts else ()
        targets = dict(_RELATION.findall(parts[_RELATIONS].decode()))
        found = [kept("ends", (), partial(_raw, piece), piece) for piece in (*body(artifact.data), *notes)]
        marks = frozenset(mark for marks, _links in found for mark in marks)
        return marks, tuple(link for _marks, raw in found for link in _links(artifact.path, raw, targets))

    return _Ends(*cache.remember(("links", artifact.path, *packed(artifact.data, names).values()), read))


def _raw(xml: str) -> tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """The bookmarks of a piece, and of every link in it the relation, the bookmark and the text."""
    links = []
    for attributes, inner in _LINK.findall(xml):
        id_, anchor = _ID.search(attributes), _ANCHOR.search(attributes)
        links.append((id_[1] if id_ else "", anchor[1] if anchor else "", unescape("".join(_TEXT.findall(inner)))))
    return tuple(_MARK.findall(xml)), tuple(links)


def _links(path: str, raw: Iterable[tuple[str, str, str]], targets: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(file, bookmark, text) of every link that stays in the bundle; files are relative to the edition's folder."""
    for relation, anchor, shown in raw:
        target = unescape(targets.get(relation, "")) if relation else ""
        if not _WEB.match(target):
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if relation else path
            yield file, anchor, shown


def _known(specification: Specification) -> dict[tuple[str, str], set[str]]:
    """(file, bookmark) -> what a link to it may say: the name a reference prints, or a form of the defined term."""
    known: dict[tuple[str, str], set[str]] = {}
    lookup = specification.lookup
    for name, target in lookup.targets.items():
        if target.file:
            printed = lookup.reference(name) or ""
            known.setdefault((target.file, target.bookmark), set()).add(normal(printed).casefold())
    for term in specification.tender.terms:
        defined = lookup.targets.get(f"begreb:{term.key}")
        if defined and defined.file:
            known[defined.file, defined.bookmark] |= {form.casefold() for form in (term.term, *term.forms)}
    return known
