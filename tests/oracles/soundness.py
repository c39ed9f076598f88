"""A .docx -> what is unsound in it that the Open XML SDK does not see. () when a reader will not stumble.

Stands apart from the program: its own zip, lxml, and the rules as Word and EN 301 549 clause 10 have them.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
_REF = re.compile(r"\b(?:REF|PAGEREF|NOTEREF)\s+(\S+)")
_STYLES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}

Element = etree._Element


def unsound(data: bytes, path: str = "", folder: Collection[str] = ()) -> tuple[str, ...]:
    """One line per finding. `path` is the file's own in its bundle, `folder` the paths of all files of the bundle."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    trees = {n: etree.fromstring(b) for n, b in parts.items() if n.endswith((".xml", ".rels"))}
    found = [f"{n}: twice in the package" for n, count in Counter(names).items() if count > 1]
    document = trees["word/document.xml"]
    stories = {n: t for n, t in trees.items() if re.fullmatch(r"word/(document|footnotes|header\d+|footer\d+)\.xml", n)}
    beside = {posixpath.relpath(other, posixpath.dirname(path) or ".") for other in folder}
    found += [*_content_types(parts, trees), *_relationships(parts, trees, beside)]
    for name, tree in stories.items():
        for check in (_used_relationships, _styles, _anchors, _tables, _pictures, _runs):
            found += [f"{name}: {line}" for line in check(tree, name, trees)]
    found += _bookmarks(stories)
    found += _lists(document, trees)
    found += _footnotes(document, trees)
    found += _language_and_title(trees)
    return tuple(found)


# --- the package -----------------------------------------------------------------------------------------------------


def _content_types(parts: dict[str, bytes], trees: dict[str, Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    endings = {e.get("Extension", "").lower() for e in types if e.tag.endswith("Default")}
    named = [e.get("PartName", "").lstrip("/") for e in types if e.tag.endswith("Override")]
    for name in parts:
        if name != "[Content_Types].xml" and name not in named and name.rpartition(".")[2].lower() not in endings:
            yield f"{name}: no content type"
        if name.startswith("word/") and name.endswith(".xml") and name not in named:
            yield f"{name}: plain XML to a reader"
    for name in named:
        if name not in parts:
            yield f"{name}: content type without a part"


def _targets(name: str, tree: Element) -> dict[str, tuple[str, str]]:
    """Relationship id -> (target part or '' where it is outside, target as written)."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found = {}
    for e in tree.iter(RELATIONSHIP):
        written = e.get("Target", "")
        inside = e.get("TargetMode") != "External"
        path = (
            posixpath.normpath(posixpath.join(folder, unquote(written))) if not written.startswith("/") else written[1:]
        )
        found[e.get("Id", "")] = (path if inside else "", written)
    return found


def _relationships(parts: dict[str, bytes], trees: dict[str, Element], beside: Collection[str]) -> Iterator[str]:
    """Links lead to the web or to a file of the bundle."""
    reached = {"[Content_Types].xml"}
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        owner = posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name)[: -len(".rels")])
        if owner.strip("/") and owner not in parts:
            yield f"{name}: relationships of a part that is not there"
        ids = [e.get("Id", "") for e in tree.iter(RELATIONSHIP)]
        yield from (f"{name}: {i} twice" for i, count in Counter(ids).items() if count > 1)
        for id_, (path, written) in _targets(name, tree).items():
            if not path:
                if not re.match(r"(https?|mailto):", written, re.IGNORECASE) and written not in beside:
                    yield f"{name}: {id_} leads to {written}"
            elif path not in parts:
                yield f"{name}: {id_} leads to {path}, which is not there"
            reached.add(path)
    for name in parts:
        if name not in reached:
            yield f"{name}: nothing leads to it"


def _used_relationships(tree: Element, name: str, trees: dict[str, Element]) -> Iterator[str]:
    rels = trees.get(f"word/_rels/{posixpath.basename(name)}.rels")
    known = _targets(f"word/_rels/{posixpath.basename(name)}.rels", rels) if rels is not None else {}
    for e in tree.iter():
        for key, id_ in e.attrib.items():
            if str(key).startswith(R) and id_ not in known:
                yield f"{_short(e)} uses {id_}, which is no relationship"


# --- text ------------------------------------------------------------------------------------------------------------


def _styles(tree: Element, name: str, trees: dict[str, Element]) -> Iterator[str]:
    defined = {(s.get(f"{W}type"), s.get(f"{W}styleId")) for s in trees["word/styles.xml"].iter(f"{W}style")}
    for tag, kind in _STYLES.items():
        used = {e.get(f"{W}val") for e in tree.iter(W + tag)}
        for style in sorted(str(u) for u in used if (kind, u) not in defined):
            yield f"{kind} style «{style}» is not defined"


def _bookmarks(stories: dict[str, Element]) -> Iterator[str]:
    names: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for tree in stories.values():
        names.update(e.get(f"{W}name", "") for e in tree.iter(f"{W}bookmarkStart"))
        ids.update(e.get(f"{W}id", "") for e in tree.iter(f"{W}bookmarkStart"))
        ends.update(e.get(f"{W}id", "") for e in tree.iter(f"{W}bookmarkEnd"))
    for name, count in names.items():
        if count > 1:
            yield f"bookmark {name} stands {count} times"
        if len(name) > 40 or not re.fullmatch(r"[A-Za-zÆØÅæøå_]\w*", name):
            yield f"bookmark {name} is no name Word takes"
    yield from (f"bookmark id {i} stands {count} times" for i, count in ids.items() if count > 1)
    yield from (f"bookmark id {i} begins or ends without the other" for i in sorted(set(ids) ^ set(ends)))


def _anchors(tree: Element, name: str, trees: dict[str, Element]) -> Iterator[str]:
    known = {e.get(f"{W}name") for e in trees["word/document.xml"].iter(f"{W}bookmarkStart")}
    instructions = [e.get(f"{W}instr", "") for e in tree.iter(f"{W}fldSimple")]
    instructions += ["".join(e.itertext()) for e in tree.iter(f"{W}instrText")]
    wanted = [m for text in instructions for m in _REF.findall(text)]
    inside = [e for e in tree.iter(f"{W}hyperlink") if not e.get(f"{R}id")]
    wanted += [e.get(f"{W}anchor", "") for e in inside if e.get(f"{W}anchor")]
    for anchor in dict.fromkeys(wanted):
        if anchor not in known:
            yield f"refers to {anchor}, which is no bookmark"
    marks = Counter(e.get(f"{W}fldCharType", "") for e in tree.iter(f"{W}fldChar"))
    if marks["begin"] != marks["end"]:
        yield "a field begins or ends without the other"


def _tables(tree: Element, name: str, trees: dict[str, Element]) -> Iterator[str]:
    for number, table in enumerate(tree.iter(f"{W}tbl"), 1):
        after = table.getnext()
        if after is not None and after.tag == f"{W}tbl":
            yield f"table {number} touches the next one"
        rows = table.findall(f"{W}tr")
        style = table.find(f"{W}tblPr/{W}tblLook")
        has_head = rows and rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        # A table that says it has no first row (tblLook) is laid out, not headed.
        if not has_head and not (style is not None and style.get(f"{W}firstRow") == "0"):
            yield f"table {number} has no header row"
        widths = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in rows:
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in row.findall(f"{W}tc")]
            if sum(int(s.get(f"{W}val", "1")) if s is not None else 1 for s in spans) != widths:
                yield f"table {number} has a row of another width than its grid"
                break
        if any(len(cell) == 0 or cell[-1].tag != f"{W}p" for cell in table.iter(f"{W}tc")):
            yield f"table {number} has a cell that does not end in a paragraph"


def _pictures(tree: Element, name: str, trees: dict[str, Element]) -> Iterator[str]:
    ids = Counter(e.get("id", "") for e in tree.iter(f"{WP}docPr"))
    yield from (f"docPr id {i} stands {count} times" for i, count in ids.items() if count > 1)
    for e in tree.iter(f"{WP}docPr"):
        if not e.get("descr", "").strip():
            yield f"picture {e.get('name')} has no alternative text"


def _runs(tree: Element, name: str, trees: dict[str, Element]) -> Iterator[str]:
    for e in tree.iter(f"{W}t"):
        text = e.text or ""
        if text != text.strip() and e.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            yield f"blanks at the ends of «{text[:20]}» are lost"


def _lists(document: Element, trees: dict[str, Element]) -> Iterator[str]:
    """An ordered list must not go on counting where another list of the same kind ended."""
    numbering = trees.get("word/numbering.xml")
    if numbering is None:
        yield from ("a list without numbering.xml" for _e in list(document.iter(f"{W}numId"))[:1])
        return
    formats = {
        (a.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): level.find(f"{W}numFmt").get(f"{W}val")  # type: ignore[union-attr]
        for a in numbering.iter(f"{W}abstractNum")
        for level in a.iter(f"{W}lvl")
    }
    abstract = {n.get(f"{W}numId"): n.find(f"{W}abstractNumId").get(f"{W}val") for n in numbering.iter(f"{W}num")}  # type: ignore[union-attr]
    restarts = {
        (n.get(f"{W}numId"), o.get(f"{W}ilvl"))
        for n in numbering.iter(f"{W}num")
        for o in n.iter(f"{W}lvlOverride")
        if o.find(f"{W}startOverride") is not None
    }
    ids = [n.get(f"{W}numId") for n in numbering.iter(f"{W}num")]
    yield from (f"numId {i} stands twice" for i, count in Counter(ids).items() if count > 1)
    order = [e.tag for e in numbering if e.tag in (f"{W}abstractNum", f"{W}num")]
    if order != sorted(order):
        yield "numbering.xml: w:num before w:abstractNum"
    seen: set[tuple[str | None, str | None]] = set()
    for properties in document.iter(f"{W}numPr"):
        number = properties.find(f"{W}numId")
        level = properties.find(f"{W}ilvl")
        key = (
            number.get(f"{W}val") if number is not None else None,
            level.get(f"{W}val") if level is not None else "0",
        )
        if key[0] not in abstract:
            yield f"list number {key[0]} is not defined"
            continue
        form = formats.get((abstract[key[0]], key[1]))
        if form is None:
            yield f"list number {key[0]} has no level {key[1]}"
        elif form != "bullet" and key not in seen and key not in restarts:
            yield f"ordered list {key[0]} goes on from another"
        seen.add(key)


def _footnotes(document: Element, trees: dict[str, Element]) -> Iterator[str]:
    notes = trees.get("word/footnotes.xml")
    ids = [e.get(f"{W}id") for e in notes.iter(f"{W}footnote")] if notes is not None else []
    used = [e.get(f"{W}id") for e in document.iter(f"{W}footnoteReference")]
    yield from (f"footnote {i} is not there" for i in used if i not in ids)
    yield from (f"footnote {i} is never referred to" for i in ids if i not in used and int(str(i)) > 0)
    if notes is not None:
        if next(notes.iter(f"{W}footnoteReference"), None) is not None:
            yield "a footnote refers to a footnote"
        for note in notes.iter(f"{W}footnote"):
            if len(note) == 0 or note[-1].tag != f"{W}p":
                yield f"footnote {note.get(f'{W}id')} does not end in a paragraph"


def _language_and_title(trees: dict[str, Element]) -> Iterator[str]:
    languages = [e.get(f"{W}val") for e in trees["word/styles.xml"].iter(f"{W}lang")]
    if "da-DK" not in languages:
        yield f"language is {languages}, not da-DK"
    core = trees.get("docProps/core.xml")
    title = core.find(TITLE) if core is not None else None
    if title is None or not (title.text or "").strip():
        yield "the title property is empty"


def _short(e: Element) -> str:
    return etree.QName(e).localname
