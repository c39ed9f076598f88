"""Specification -> requirements.reqif (ReqIF 1.2): areas and sections as a tree, one object per requirement.

Choices are enumerations, `replaces` a relation. Texts are XHTML, a paragraph per line of its plain form: an XML
attribute, which is where ReqIF has its plain strings, cannot hold a line break. The library writes; what it does not
escape is escaped here.
"""

import io
from collections.abc import Iterator
from functools import partial

from reqif.models.reqif_core_content import ReqIFCoreContent
from reqif.models.reqif_data_type import (
    ReqIFDataTypeDefinitionEnumeration,
    ReqIFDataTypeDefinitionString,
    ReqIFDataTypeDefinitionXHTML,
    ReqIFEnumValue,
)
from reqif.models.reqif_namespace_info import ReqIFNamespaceInfo
from reqif.models.reqif_req_if_content import ReqIFReqIFContent
from reqif.models.reqif_reqif_header import ReqIFReqIFHeader
from reqif.models.reqif_spec_hierarchy import ReqIFSpecHierarchy
from reqif.models.reqif_spec_object import ReqIFSpecObject, SpecObjectAttribute
from reqif.models.reqif_spec_object_type import ReqIFSpecObjectType, SpecAttributeDefinition
from reqif.models.reqif_spec_relation import ReqIFSpecRelation
from reqif.models.reqif_spec_relation_type import ReqIFSpecRelationType
from reqif.models.reqif_specification import ReqIFSpecification
from reqif.models.reqif_specification_type import ReqIFSpecificationType
from reqif.models.reqif_types import SpecObjectAttributeType
from reqif.object_lookup import ReqIFObjectLookup
from reqif.parsers.spec_object_parser import SpecObjectParser
from reqif.reqif_bundle import ReqIFBundle
from reqif.unparser import ReqIFUnparser

from ... import __version__
from ...base.i18n import translator
from ...base.kept import kept
from ...base.text import legal
from ...base.xml import escape
from ...model.bookmark import bookmark
from ...model.field import Field
from ...model.outline import area_title
from ...model.records import Record, records, shown_fields
from ...model.specification import Requirement, Specification

_STRING, _XHTML = "type-string", "type-xhtml"
_REQUIREMENT, _HEADING, _TREE, _REPLACES = "object-requirement", "object-heading", "specification", "relation-replaces"
_OBJECTS = "      <SPEC-OBJECTS>\n"
_OF_ALL = (("id", "Krav-ID"), ("number", "Kravnr."), ("status", "Status"), ("text_sha256", "SHA-256"))


def requirements(specification: Specification) -> bytes:
    """The objects go in one by one: as one string, and as the library's own, they would be in memory twice more."""
    content = _Content(specification)
    begin, mark, end = str(ReqIFUnparser.unparse(_bundle(specification, content))).partition(_OBJECTS)
    out = io.BytesIO()
    out.write((begin + mark).encode())
    for one in content.objects():
        out.write(SpecObjectParser.unparse(one).encode())
    out.write(end.encode())
    return out.getvalue()


def _bundle(specification: Specification, content: "_Content") -> ReqIFBundle:
    """Without the objects."""
    tender = specification.tender
    header = ReqIFReqIFHeader(
        identifier=bookmark("udbud", f"{tender.reference} {tender.version} {specification.edition}"),
        comment=escape(f"{specification.edition} {specification.digest}"),
        creation_time=_time(specification),
        repository_id=None,
        req_if_tool_id=f"udbud-{__version__}",
        req_if_version="1.2",
        source_tool_id=f"udbud-{__version__}",
        title=legal(tender.title),
    )
    return ReqIFBundle(
        namespace_info=ReqIFNamespaceInfo.create_default(),
        req_if_header=header,
        core_content=ReqIFCoreContent(content.content()),
        tool_extensions_tag_exists=False,
        lookup=ReqIFObjectLookup.empty(),
        exceptions=[],
    )


def _time(specification: Specification) -> str:
    return f"{specification.tender.date}T00:00:00Z"


class _Content:
    """Everything between CORE-CONTENT and its end. The date of every element is the tender's."""

    def __init__(self, specification: Specification) -> None:
        self.specification = specification
        self.time = _time(specification)
        self.translate = translator(specification.tender.language)
        named = {f.name: f for f in shown_fields(specification)}
        self.fields = tuple(f for f in named.values() if f.name != "status")
        self.choices = {f.name: self._choices(f) for f in self.fields if f.kind == "choice"}

    def content(self) -> ReqIFReqIFContent:
        return ReqIFReqIFContent(
            data_types=self._data_types(),
            spec_types=self._spec_types(),
            spec_objects=[],
            spec_relations=list(self._relations()),
            specifications=[self._specification()],
        )

    def objects(self) -> Iterator[ReqIFSpecObject]:
        yield from self._headings()
        yield from map(self._object, records(self.specification))

    # --- types --------------------------------------------------------------------------------------------------------

    def _choices(self, field: Field) -> dict[str, str]:
        """Every key somebody used, the declared ones first: a word nobody declared is not lost."""
        declared = {c.key: c.label for c in self.specification.tender.choices(field)}
        used = {key for r in self.specification.requirements for key in r.keys_of(field.name)}
        return declared | {key: key for key in sorted(used - set(declared))}

    def _data_types(self) -> list[object]:
        enumerations = [
            ReqIFDataTypeDefinitionEnumeration(
                identifier=_enumeration(field),
                last_change=self.time,
                long_name=legal(field.label),
                values=[
                    ReqIFEnumValue(_value(field, key), str(n), last_change=self.time, long_name=legal(label))
                    for n, (key, label) in enumerate(self.choices[field.name].items())
                ],
            )
            for field in self.fields
            if field.kind == "choice"
        ]
        return [
            ReqIFDataTypeDefinitionString(_STRING, last_change=self.time, max_length="32767"),
            ReqIFDataTypeDefinitionXHTML(_XHTML, last_change=self.time),
            *enumerations,
        ]

    def _spec_types(self) -> list[object]:
        common = [_definition(name, label, SpecObjectAttributeType.STRING, _STRING) for name, label in _OF_ALL]
        own = [self._definition_of(field) for field in self.fields]
        title = _definition("heading", self.translate("Title"), SpecObjectAttributeType.STRING, _STRING)
        return [
            ReqIFSpecObjectType(
                _REQUIREMENT, None, self.time, self.translate("Requirement"), attribute_definitions=[*common, *own]
            ),
            ReqIFSpecObjectType(_HEADING, None, self.time, self.translate("Section"), attribute_definitions=[title]),
            ReqIFSpecRelationType(_REPLACES, last_change=self.time, long_name=self.translate("Replaces")),
            ReqIFSpecificationType(_TREE, last_change=self.time, long_name=self.translate("Specification")),
        ]

    def _definition_of(self, field: Field) -> SpecAttributeDefinition:
        label = legal(field.label)
        if field.kind == "choice":
            kind = SpecObjectAttributeType.ENUMERATION
            return SpecAttributeDefinition(
                kind, bookmark("att", field.name), _enumeration(field), long_name=label, multi_valued=field.many
            )
        return _definition(field.name, label, SpecObjectAttributeType.XHTML, _XHTML)

    # --- objects ------------------------------------------------------------------------------------------------------

    def _headings(self) -> Iterator[ReqIFSpecObject]:
        """Areas and sections, each once."""
        titles: dict[str, str] = {}
        for section in self.specification.sections:
            titles[_area(section.area)] = area_title(self.specification.tender, section.area)
            if section.title:
                titles[_section(section.area, section.title)] = section.title
        for identifier, title in titles.items():
            value = SpecObjectAttribute(SpecObjectAttributeType.STRING, bookmark("att", "heading"), _line(title))
            yield ReqIFSpecObject(identifier, [value], _HEADING, last_change=self.time)

    def _object(self, record: Record) -> ReqIFSpecObject:
        """A record that is the same as before is of the same edition and declarations, so its object is too."""
        return kept("reqif", (record,), partial(self._made, record))

    def _made(self, record: Record) -> ReqIFSpecObject:
        requirement = record.requirement
        given = (requirement.label, requirement.number, requirement.status, record.sha256)
        attributes = [
            SpecObjectAttribute(SpecObjectAttributeType.STRING, bookmark("att", name), _line(text))
            for (name, _label), text in zip(_OF_ALL, given, strict=True)
        ]
        attributes += [a for field in self.fields if (a := self._attribute(field, record)) is not None]
        return ReqIFSpecObject(_of(requirement), attributes, _REQUIREMENT, last_change=self.time)

    def _attribute(self, field: Field, record: Record) -> SpecObjectAttribute | None:
        requirement, definition = record.requirement, bookmark("att", field.name)
        if field.name not in requirement.values:
            return None
        if field.kind == "choice":
            values = [_value(field, key) for key in requirement.keys_of(field.name)]
            return SpecObjectAttribute(SpecObjectAttributeType.ENUMERATION, definition, values)
        own = {"title": record.title, "text": record.text, "section": requirement.text("section")}
        text = own.get(field.name, record.fields.get(field.name, ""))
        text = text if isinstance(text, str) else ", ".join(text)
        return SpecObjectAttribute(SpecObjectAttributeType.XHTML, definition, _xhtml(text))

    def _relations(self) -> Iterator[ReqIFSpecRelation]:
        known = {name: r for r in self.specification.requirements for name in (r.label, r.id, r.key) if name}
        for requirement in self.specification.requirements:
            for name in requirement.keys_of("replaces"):
                if (old := known.get(name)) is not None:
                    yield ReqIFSpecRelation(
                        identifier=bookmark("erstatter", f"{requirement.key} {old.key}"),
                        relation_type_ref=_REPLACES,
                        source=_of(requirement),
                        target=_of(old),
                        last_change=self.time,
                    )

    # --- the tree -----------------------------------------------------------------------------------------------------

    def _specification(self) -> ReqIFSpecification:
        areas: dict[str, ReqIFSpecHierarchy] = {}
        for section in self.specification.sections:
            area = _area(section.area)
            parent = areas.setdefault(area, self._node(area, 1))
            if section.title:
                parent = self._node(_section(section.area, section.title), 2)
                areas[area].add_child(parent)
            for requirement in section.requirements:
                parent.add_child(self._node(_of(requirement), parent.level + 1))
        return ReqIFSpecification(
            identifier="specification-1",
            last_change=self.time,
            long_name=legal(self.specification.tender.title),
            specification_type=_TREE,
            children=list(areas.values()),
        )

    def _node(self, target: str, level: int) -> ReqIFSpecHierarchy:
        return ReqIFSpecHierarchy(
            identifier=bookmark("node", target),
            spec_object=target,
            level=level,
            last_change=self.time,
            editable=None,
            is_table_internal=None,
            is_self_closed=False,
        )


def _definition(name: str, label: str, kind: SpecObjectAttributeType, of: str) -> SpecAttributeDefinition:
    return SpecAttributeDefinition(kind, bookmark("att", name), of, long_name=label)


def _enumeration(field: Field) -> str:
    return bookmark("enum", field.name)


def _value(field: Field, key: str) -> str:
    return bookmark("val", f"{field.name} {key}")


def _of(requirement: Requirement) -> str:
    return bookmark("krav", requirement.key)


def _area(key: str) -> str:
    return bookmark("omr", key or "none")


def _section(area: str, title: str) -> str:
    return bookmark("afs", f"{area}/{title}")


def _line(text: str) -> str:
    """One line: an attribute cannot hold more."""
    return " ".join(legal(text).split("\n"))


def _xhtml(text: str) -> str:
    lines = "".join(f"<xhtml:p>{escape(line)}</xhtml:p>" if line else "<xhtml:p/>" for line in text.split("\n"))
    return f"<xhtml:div>{lines}</xhtml:div>"
