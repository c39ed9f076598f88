"""An Office or OpenDocument file -> its parts: bytes by name, relationships, XML trees that reach nothing outside.

Expects bytes that passed the preflight (size, ratio, doubles); refuses what is not a zip, what does not unpack and
every part with a DOCTYPE. `Damaged` is raised for those and is turned into a Problem by whoever knows the user's file.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from .archive import FAULTS


class Damaged(Exception):  # noqa: N818
    """The file cannot be read as what it claims to be. The text is for people who report bugs, not for users."""


class Relationship(Struct, frozen=True):
    """`kind` is the last word of the type (`worksheet`, `comments`): the same in Transitional and Strict files."""

    id: str
    kind: str
    target: str
    external: bool


class Parts:
    """The parts of one package. Names are looked up without regard to case, as the packaging standard says."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except FAULTS as wrong:
            raise Damaged(str(wrong)) from wrong
        self._infos = {_key(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._infos

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(info.filename for info in self._infos.values())

    def read(self, name: str) -> bytes:
        info = self._infos.get(_key(name))
        if info is None:
            raise Damaged(f"no part {name}")
        try:
            return self._zip.read(info)
        except FAULTS as wrong:
            raise Damaged(f"{name}: {wrong}") from wrong

    def tree(self, name: str) -> "etree._Element":
        return tree(self.read(name))

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """Of one part, or of the package. A part without relationships has none."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return ()
        found = []
        for node in self.tree(rels):
            if not isinstance(node.tag, str):
                continue
            target = (node.get("Target") or "").replace("\\", "/")
            external = (node.get("TargetMode") or "") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            kind = (node.get("Type") or "").rpartition("/")[2]
            found.append(Relationship(node.get("Id") or "", kind, target, external))
        return tuple(found)


def tree(xml: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as wrong:
        raise Damaged(str(wrong)) from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise Damaged("DOCTYPE")
    return root


def stream(xml: bytes, *names: str) -> "Iterator[etree._Element]":
    """The elements with these local names, in any namespace, as they end; what went before is let go of."""
    if b"<!DOCTYPE" in xml[:4096]:
        raise Damaged("DOCTYPE")
    try:
        for _event, element in etree.iterparse(
            BytesIO(xml),
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None:
                while element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as wrong:
        raise Damaged(str(wrong)) from wrong


def local(element: "etree._Element") -> str:
    """The tag without its namespace, '' for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: "etree._Element", name: str) -> str:
    """An attribute by local name, whatever its namespace (`r:id` differs between Transitional and Strict)."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
