"""sources/terms.yaml -> the defined terms, in the order written."""

from ...base.text import slug
from ...model.tender import Term
from .node import Items
from .shape import SLUG, TEXT, TEXTS, Key, Line, ListOf, keys

PATH = "sources/terms.yaml"

SHAPE = ListOf(
    keys(
        Key("key", Line(format=SLUG), "Made from the term when it is not given."),
        Key("term", TEXT, required=True),
        Key("definition", TEXT, required=True),
        Key("forms", TEXTS, "The inflections by which the term is recognised in text."),
    )
)


def terms_of(root: Items) -> tuple[Term, ...]:
    return tuple(
        Term(r.text("key", slug(r.text("term"))), r.text("term"), r.text("definition"), r.place, r.texts("forms"))
        for r in root.records()
        if r.text("term")
    )
