"""Links in finished Word documents: each leads to a file and a bookmark that are there, and says what it leads to."""

import posixpath
import re
from collections.abc import Iterator
from html import unescape

from ..base.text import normal
from ..base.zip import read_zip
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


def verify_links(specification: Specification, artifacts: tuple[Artifact, ...]) -> Iterator[Problem]:
    """A file that was not built now (`--only`) is known by the specification alone."""
    known = _known(specification)
    marks: dict[str, frozenset[str]] = {}
    links: list[tuple[Artifact, str, str, str]] = []
    for artifact in artifacts:
        marks[artifact.path] = frozenset()
        if artifact.path.endswith(".docx"):
            parts = read_zip(artifact.data, (*_PARTS, _RELATIONS))
            bodies = [parts[name].decode() for name in _PARTS if name in parts]
            marks[artifact.path] = frozenset(mark for body in bodies for mark in _MARK.findall(body))
            targets = dict(_RELATION.findall(parts[_RELATIONS].decode()))
            links += [(artifact, *link) for body in bodies for link in _links(artifact.path, body, targets)]
    for artifact, file, mark, shown in links:
        wanted = known.get((file, mark))
        if (file in marks and mark and mark not in marks[file]) or (file != artifact.path and wanted is None):
            yield fault("verify-missing", Place(artifact.path), f"{file}#{mark}", shown)
        elif file != artifact.path and wanted is not None and normal(shown).casefold() not in wanted:
            yield fault("verify-difference", Place(artifact.path), " / ".join(sorted(wanted)), shown)


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
