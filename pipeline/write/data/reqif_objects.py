"""Requirements and headings -> the objects and the tree of a ReqIF file, one line for each attribute and each node.

They are nearly all of the file. The reqif library writes an attribute on five indented lines, so that blanks would be
half of it.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from ...base.kept import kept
from ...base.text import legal
from ...base.xml import attribute, escape
from ...model.bookmark import bookmark
from ...model.field import Field
from ...model.records import Record
from .reqif_names import HEADING, OF_ALL, REQUIREMENT, definition, of, value

Line = Callable[[Record], str]  # '' where the requirement has no such attribute
_OWN: Mapping[str, Callable[[Record], str | list[str]]] = {  # fields that a record has apart from the others
    "title": lambda record: record.title,
    "text": lambda record: record.text,
    "section": lambda record: record.requirement.text("section"),
}


class Objects:
    """`time` is the date of every element. What is alike in the attributes of one definition is made once."""

    def __init__(self, fields: tuple[Field, ...], time: str) -> None:
        self._time = time
        self._heading = _string("heading")
        self._of_all = [_string(name) for name, _label in OF_ALL]
        self._lines: list[Line] = [_choice(field) if field.kind == "choice" else _text(field) for field in fields]

    def heading(self, identifier: str, title: str) -> str:
        return self._object(identifier, HEADING, self._heading % _one_line(title))

    def requirement(self, record: Record) -> str:
        """A record that is the same as before is of the same edition and declarations, so its object is too."""
        return kept("reqif", (record,), partial(self._requirement, record))

    def _requirement(self, record: Record) -> str:
        requirement = record.requirement
        given = (requirement.label, requirement.number, requirement.status, record.sha256)
        common = [line % _one_line(text) for line, text in zip(self._of_all, given, strict=True)]
        return self._object(of(requirement), REQUIREMENT, "".join((*common, *[line(record) for line in self._lines])))

    def _object(self, identifier: str, kind: str, attributes: str) -> str:
        return (
            f'<SPEC-OBJECT IDENTIFIER="{identifier}" LAST-CHANGE="{self._time}"><VALUES>\n{attributes}</VALUES>'
            f"<TYPE><SPEC-OBJECT-TYPE-REF>{kind}</SPEC-OBJECT-TYPE-REF></TYPE></SPEC-OBJECT>\n"
        )


def node(target: str, time: str, below: Collection[str] = ()) -> str:
    """Where an object hangs in the tree, with the nodes that hang below it."""
    children = f"<CHILDREN>\n{''.join(below)}</CHILDREN>" if below else ""
    return (
        f'<SPEC-HIERARCHY IDENTIFIER="{bookmark("node", target)}" LAST-CHANGE="{time}">'
        f"<OBJECT><SPEC-OBJECT-REF>{target}</SPEC-OBJECT-REF></OBJECT>{children}</SPEC-HIERARCHY>\n"
    )


def _string(name: str) -> str:
    return f'<ATTRIBUTE-VALUE-STRING THE-VALUE="%s">{_of("STRING", name)}</ATTRIBUTE-VALUE-STRING>\n'


def _choice(field: Field) -> Line:
    end = f"</VALUES>{_of('ENUMERATION', field.name)}</ATTRIBUTE-VALUE-ENUMERATION>\n"
    known: dict[tuple[str, ...], str] = {}  # a few, chosen again and again

    def line(record: Record) -> str:
        if field.name not in record.requirement.values:
            return ""
        keys = record.requirement.keys_of(field.name)
        if keys not in known:
            values = "".join(f"<ENUM-VALUE-REF>{value(field, key)}</ENUM-VALUE-REF>" for key in keys)
            known[keys] = f"<ATTRIBUTE-VALUE-ENUMERATION><VALUES>{values}{end}"
        return known[keys]

    return line


def _text(field: Field) -> Line:
    name = field.name
    begin = f"<ATTRIBUTE-VALUE-XHTML>{_of('XHTML', name)}<THE-VALUE><xhtml:div>"
    end = "</xhtml:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>\n"

    said = _OWN.get(name) or partial(_other, name)

    def line(record: Record) -> str:
        if name not in record.requirement.values:
            return ""
        text = said(record)
        return f"{begin}{_paragraphs(text if isinstance(text, str) else ', '.join(text))}{end}"

    return line


def _other(name: str, record: Record) -> str | list[str]:
    return record.fields.get(name, "")


def _of(kind: str, name: str) -> str:
    reference = f"ATTRIBUTE-DEFINITION-{kind}-REF"
    return f"<DEFINITION><{reference}>{definition(name)}</{reference}></DEFINITION>"


def _one_line(text: str) -> str:
    """An attribute cannot hold more."""
    return attribute(" ".join(legal(text).split("\n")))


def _paragraphs(text: str) -> str:
    """A paragraph per line."""
    lines = escape(text).replace("\n", "</xhtml:p><xhtml:p>")
    return f"<xhtml:p>{lines}</xhtml:p>".replace("<xhtml:p></xhtml:p>", "<xhtml:p/>")
