"""What hangs on an .xlsx sheet beside its cells -> marks: comments of both kinds, text boxes, pictures.

Excel 365 keeps a conversation in threadedComments and leaves a boilerplate note beside it for older programs; the
boilerplate is passed over, and so are the comments of a reply of ours that comes back corrected. Names of the people
who commented are left where they are: what we print is read by many.
"""

from lxml import etree

from ...base.office import Parts, Relationship, local
from ...model import reply
from .grid import Mark


def marks_of(parts: Parts, relationships: tuple[Relationship, ...]) -> tuple[Mark, ...]:
    by_kind: dict[str, list[str]] = {}
    for relationship in relationships:
        if not relationship.external and relationship.target in parts:
            by_kind.setdefault(relationship.kind.casefold(), []).append(relationship.target)
    threaded = [mark for name in by_kind.get("threadedcomment", ()) for mark in _threaded(parts, name)]
    answered = {mark.ref for mark in threaded}
    legacy = [mark for name in by_kind.get("comments", ()) for mark in _legacy(parts, name) if mark.ref not in answered]
    drawn = [mark for name in by_kind.get("drawing", ()) for mark in _drawing(parts, name)]
    return (*threaded, *legacy, *drawn)


def _threaded(parts: Parts, name: str) -> list[Mark]:
    texts: dict[str, list[str]] = {}
    for node in parts.tree(name).iter():
        if local(node) == "threadedComment":
            text = "".join(part.text or "" for part in node if local(part) == "text")
            if text.strip():
                texts.setdefault(node.get("ref") or "", []).append(text.strip())
    return [Mark("comment", ref, "\n".join(found)) for ref, found in texts.items()]


def _legacy(parts: Parts, name: str) -> list[Mark]:
    found = []
    for node in parts.tree(name).iter():
        if local(node) == "comment":
            runs = [run for run in node.iter() if local(run) == "r"]
            # Excel begins a note with the author's name in bold and a colon.
            if len(runs) > 1 and _text(runs[0]).rstrip().endswith(":"):
                runs = runs[1:]
            text = "".join(_text(run) for run in runs) if runs else _text(node)
            if text.strip() and not text.lstrip().startswith(reply.MARK):
                found.append(Mark("comment", node.get("ref") or "", text.strip()))
    return found


def _text(node: "etree._Element") -> str:
    return "".join(part.text or "" for part in node.iter() if local(part) == "t")


def _drawing(parts: Parts, name: str) -> list[Mark]:
    """Text boxes and shapes say something; pictures are only counted."""
    found, pictures = [], 0
    for node in parts.tree(name).iter():
        match local(node):
            case "sp":
                lines = [
                    "".join(t.text or "" for t in p.iter() if local(t) == "t") for p in node.iter() if local(p) == "p"
                ]
                text = "\n".join(line for line in lines if line.strip())
                if text:
                    found.append(Mark("drawing", "", text))
            case "pic":
                pictures += 1
    return [*found, *([Mark("picture", "", str(pictures))] if pictures else [])]
