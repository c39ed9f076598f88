"""Links in finished Word documents: each leads to a file and a bookmark that are there, and says what it leads to."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ..base.cache import Cache
from ..base.text import normal
from ..base.zip import packed, read_zip
from ..model.artifact import Artifact
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Specification
from .word_lines import fault

_LINK = re.compile(r"<w:hyperlink ([^>]*)>(.*?)</w:hyperlink>", re.DOTALL)
_ID = re.compile(r'\br:id="([^"]*)"')
_ANCHOR = re.compile(r'\bw:anchor="([^"]*)"')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_MARK = re.compile(r'<w:bookmarkStart [^>]*?w:name="([^"]*)"')
_RELATION = re.compile(r'<Relationship (?=[^>]*\bId="([^"]*)")(?=[^>]*\bTarget="([^"]*)")')
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_PARTS = ("word/document.xml", "word/footnotes.xml")
_RELATIONS = "word/_rels/document.xml.rels"


@dataclass(frozen=True, slots=True)
class _Ends:
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
    names = (*_PARTS, _RELATIONS)

    def read() -> tuple[frozenset[str], tuple[tuple[str, str, str], ...]]:
        parts = read_zip(artifact.data, names)
        bodies = [parts[name].decode() for name in _PARTS if name in parts]
        targets = dict(_RELATION.findall(parts[_RELATIONS].decode()))
        marks = frozenset(mark for body in bodies for mark in _MARK.findall(body))
        return marks, tuple(link for body in bodies for link in _links(artifact.path, body, targets))

    return _Ends(*cache.remember(("links", artifact.path, *packed(artifact.data, names).values()), read))


def _links(path: str, body: str, targets: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(file, bookmark, text) of every link that stays in the bundle; files are relative to the edition's folder."""
    for attributes, inner in _LINK.findall(body):
        id_, anchor = _ID.search(attributes), _ANCHOR.search(attributes)
        target = unescape(targets.get(id_[1], "")) if id_ else ""
        if _WEB.match(target):
            continue
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if id_ else path
        yield file, anchor[1] if anchor else "", unescape("".join(_TEXT.findall(inner)))


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
