"""Answers -> sources/decisions.yaml, each saved at once."""

from ..model.entry import DecisionEntry
from ..model.tender import Decision
from ..read.declarations.decisions import PATH, SHAPE, decisions_of
from ..read.declarations.node import Items
from ..recording import Additions, Read


class Record(Additions[DecisionEntry]):
    """`entries`: question key -> what was answered in this session."""

    path_in_project = PATH
    shape = SHAPE

    def parse(self, node: Items) -> Read:
        return decisions_of(node)

    def said(self, read: object) -> tuple[object, ...]:
        assert isinstance(read, Decision)
        d = read
        return d.requirement, d.field, d.kind, d.other, d.between, d.take, d.text, d.reason, d.role, d.date

    def wanted(self, entry: DecisionEntry) -> tuple[object, ...]:
        e = entry
        take = next((sha256 for place, sha256 in e.between if place == e.take), "")
        between = tuple(sorted({sha256 for _place, sha256 in e.between}))
        return e.requirement, e.field, e.kind, e.other, between, take, e.text, e.reason, e.role, e.date
