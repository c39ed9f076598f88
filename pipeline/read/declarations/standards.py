"""sources/standards.yaml -> the register of standards, in the order written."""

from ...model.tender import Standard
from .node import Items
from .shape import DATE, NAME, TEXT, TEXTS, Key, Line, ListOf, keys

PATH = "sources/standards.yaml"

SHAPE = ListOf(
    keys(
        Key("code", Line(format=NAME), "What [@…] and the field Standarder use, for instance EN301549.", required=True),
        Key("name", TEXT, "The short name as printed, for instance EN 301 549; the code if empty."),
        Key("title", TEXT, required=True),
        Key("version", TEXT),
        Key("valid_from", Line(format=DATE)),
        Key("valid_to", Line(format=DATE), "The last day it is valid; empty = still valid."),
        Key("successor", Line(format=NAME, refers="standard"), "The code of the standard that replaced it."),
        Key("source", TEXT, "Where it is published."),
        Key("synonyms", TEXTS, "Other words people write for it."),
    )
)


def standards_of(root: Items) -> tuple[Standard, ...]:
    return tuple(
        Standard(
            code=r.text("code"),
            name=r.text("name", r.text("code")),
            title=r.text("title"),
            place=r.place,
            version=r.text("version"),
            valid_from=r.text("valid_from"),
            valid_to=r.text("valid_to"),
            successor=r.text("successor"),
            source=r.text("source"),
            synonyms=r.texts("synonyms"),
        )
        for r in root.records()
        if r.text("code")
    )
