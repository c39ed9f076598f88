"""Specification -> requirements.reqif (ReqIF 1.2): areas and sections as a tree, one object per requirement.

Choices are enumerations, `replaces` a relation. Texts are XHTML, a paragraph per line of its plain form: an XML
attribute, which is where ReqIF has its plain strings, cannot hold a line break. The library writes all but the objects
and the tree (`reqif_objects.py`); what it does not escape is escaped here.
"""

import io
from collections.abc import Iterator

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
from reqif.models.reqif_spec_object_type import ReqIFSpecObjectType, SpecAttributeDefinition
from reqif.models.reqif_spec_relation import ReqIFSpecRelation
from reqif.models.reqif_spec_relation_type import ReqIFSpecRelationType
from reqif.models.reqif_specification import ReqIFSpecification
from reqif.models.reqif_specification_type import ReqIFSpecificationType
from reqif.models.reqif_types import SpecObjectAttributeType
from reqif.object_lookup import ReqIFObjectLookup
from reqif.reqif_bundle import ReqIFBundle
from reqif.unparser import ReqIFUnparser

from ... import __version__
from ...base.i18n import translator
from ...base.text import legal
from ...base.xml import escape
from ...model.bookmark import bookmark
from ...model.field import Field
from ...model.outline import area_title
from ...model.records import records, shown_fields
from ...model.specification import Specification
from . import reqif_names as names
from .reqif_objects import Objects, node

_OBJECTS = "      <SPEC-OBJECTS>\n"
_CHILDREN = "          <CHILDREN>\n"


def requirements(specification: Specification) -> bytes:
    """The objects go in one by one: as one string, and as the library's own, they would be in memory twice more."""
    content = _Content(specification)
    frame = str(ReqIFUnparser.unparse(_bundle(specification, content)))
    out = io.BytesIO()
    for mark, pieces in ((_OBJECTS, content.objects()), (_CHILDREN, content.tree())):
        before, _mark, frame = frame.partition(mark)
        out.write((before + mark).encode())
        for one in pieces:
            out.write(one.encode())
    out.write(frame.encode())
    return out.getvalue()


def _bundle(specification: Specification, content: "_Content") -> ReqIFBundle:
    """Without the objects and the tree."""
    tender = specification.tender
    header = ReqIFReqIFHeader(
        identifier=bookmark("udbud", f"{tender.reference} {tender.version} {specification.edition}"),
        comment=escape(f"{specification.edition} {specification.digest}"),
        creation_time=_time(specification),
        repository_id=None,
        req_if_tool_id=f"udbud-{__version__}",
        req_if_version="1.0",  # the schema of 1.2 is that of 1.0 and allows no other
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

    def objects(self) -> Iterator[str]:
        """Areas and sections, each once, then the requirements."""
        objects = Objects(self.fields, self.time)
        titles: dict[str, str] = {}
        for section in self.specification.sections:
            titles[names.area(section.area)] = area_title(self.specification.tender, section.area)
            if section.title:
                titles[names.section(section.area, section.title)] = section.title
        for identifier, title in titles.items():
            yield objects.heading(identifier, title)
        yield from map(objects.requirement, records(self.specification))

    def tree(self) -> Iterator[str]:
        """Areas, in them their sections, in these the requirements; without a section they hang in the area."""
        hanging: dict[str, list[str]] = {}
        for section in self.specification.sections:
            area = hanging.setdefault(names.area(section.area), [])
            those = [node(names.of(requirement), self.time) for requirement in section.requirements]
            area += [node(names.section(section.area, section.title), self.time, those)] if section.title else those
        for name, nodes in hanging.items():
            yield node(name, self.time, nodes)

    # --- types --------------------------------------------------------------------------------------------------------

    def _choices(self, field: Field) -> dict[str, str]:
        """Every key somebody used, the declared ones first: a word nobody declared is not lost."""
        declared = {c.key: c.label for c in self.specification.tender.choices(field)}
        used = set().union(*[r.keys_of(field.name) for r in self.specification.requirements])
        return declared | {key: key for key in sorted(used - set(declared))}

    def _data_types(self) -> list[object]:
        enumerations = [
            ReqIFDataTypeDefinitionEnumeration(
                identifier=names.enumeration(field),
                last_change=self.time,
                long_name=legal(field.label),
                values=[
                    ReqIFEnumValue(
                        names.value(field, key), str(n), None, self.time, other_content="", long_name=legal(label)
                    )
                    for n, (key, label) in enumerate(self.choices[field.name].items())
                ],
            )
            for field in self.fields
            if field.kind == "choice"
        ]
        return [
            ReqIFDataTypeDefinitionString(names.STRING, last_change=self.time, max_length="32767"),
            ReqIFDataTypeDefinitionXHTML(names.XHTML, last_change=self.time),
            *enumerations,
        ]

    def _spec_types(self) -> list[object]:
        common = [
            self._defined(name, label, SpecObjectAttributeType.STRING, names.STRING) for name, label in names.OF_ALL
        ]
        own = [self._definition_of(field) for field in self.fields]
        title = self._defined("heading", self.translate("Title"), SpecObjectAttributeType.STRING, names.STRING)
        return [
            ReqIFSpecObjectType(
                names.REQUIREMENT, None, self.time, self.translate("Requirement"), attribute_definitions=[*common, *own]
            ),
            ReqIFSpecObjectType(
                names.HEADING, None, self.time, self.translate("Section"), attribute_definitions=[title]
            ),
            ReqIFSpecRelationType(names.REPLACES, last_change=self.time, long_name=self.translate("Replaces")),
            ReqIFSpecificationType(names.TREE, last_change=self.time, long_name=self.translate("Specification")),
        ]

    def _definition_of(self, field: Field) -> SpecAttributeDefinition:
        label = legal(field.label)
        if field.kind == "choice":
            kind = SpecObjectAttributeType.ENUMERATION
            return self._defined(field.name, label, kind, names.enumeration(field), field.many)
        return self._defined(field.name, label, SpecObjectAttributeType.XHTML, names.XHTML)

    def _defined(
        self, name: str, label: str, kind: SpecObjectAttributeType, of: str, many: bool | None = None
    ) -> SpecAttributeDefinition:
        return SpecAttributeDefinition(
            kind, names.definition(name), of, last_change=self.time, long_name=label, multi_valued=many
        )

    # --- relations ---------------------------------------------------------------------------------------------------

    def _relations(self) -> Iterator[ReqIFSpecRelation]:
        known = {name: r for r in self.specification.requirements for name in (r.label, r.id, r.key) if name}
        for requirement in self.specification.requirements:
            for name in requirement.keys_of("replaces"):
                if (old := known.get(name)) is not None:
                    yield ReqIFSpecRelation(
                        identifier=bookmark("erstatter", f"{requirement.key} {old.key}"),
                        relation_type_ref=names.REPLACES,
                        source=names.of(requirement),
                        target=names.of(old),
                        last_change=self.time,
                    )

    def _specification(self) -> ReqIFSpecification:
        """Without the tree."""
        return ReqIFSpecification(
            identifier="specification-1",
            last_change=self.time,
            long_name=legal(self.specification.tender.title),
            specification_type=names.TREE,
            children=[],
        )
