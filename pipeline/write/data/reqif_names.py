"""What things are called in a ReqIF file: identifiers that stay the same from build to build."""

from ...model.bookmark import bookmark
from ...model.field import Field
from ...model.specification import Requirement

STRING, XHTML = "type-string", "type-xhtml"
REQUIREMENT, HEADING, TREE, REPLACES = "object-requirement", "object-heading", "specification", "relation-replaces"
OF_ALL = (("id", "Krav-ID"), ("number", "Kravnr."), ("status", "Status"), ("text_sha256", "SHA-256"))


def definition(name: str) -> str:
    return bookmark("att", name)


def enumeration(field: Field) -> str:
    return bookmark("enum", field.name)


def value(field: Field, key: str) -> str:
    return bookmark("val", f"{field.name} {key}")


def of(requirement: Requirement) -> str:
    return bookmark("krav", requirement.key)


def area(key: str) -> str:
    return bookmark("omr", key or "none")


def section(of_area: str, title: str) -> str:
    return bookmark("afs", f"{of_area}/{title}")
