"""A text that no Excel cell can hold: 32,767 characters. It would be cut in a matrix or form without a word."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.prose import plain
from ..model.specification import Specification

LIMIT = 32_767


def check(specification: Specification) -> Iterator[Problem]:
    shown = {f.name: f for f in specification.tender.fields if {"matrix", "trace", "form"} & set(f.shown)}
    for requirement in specification.live():
        for name, value in requirement.values.items():
            if len(value.text) < LIMIT // 8 or name not in shown:
                continue
            printed = plain(value.blocks, specification.lookup) if value.blocks else value.text
            length = len(printed.encode("utf-16-le", "surrogatepass")) // 2
            if length > LIMIT:
                yield error(
                    "text-too-long",
                    value.place,
                    _("{field} of {id} is {n} characters long; a cell holds {limit}.").format(
                        field=shown[name].label, id=requirement.label, n=length, limit=LIMIT
                    ),
                    _("Split the requirement, or move the long part to an annex and refer to it."),
                    excerpt=f"{printed[:80]} …",
                    requirement=requirement.label,
                )
