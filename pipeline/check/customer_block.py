"""A `::: kunde` block that the customer has not filled in. It must be gone before the tender is published."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.prose import Block, Blocks, Div, List, Quote, plain
from ..model.specification import Specification
from .texts import prose

BY_SECTION = True


def check(specification: Specification) -> Iterator[Problem]:
    for piece in prose(specification):
        for div in _divs(piece.blocks):
            if div.kind == "kunde":
                yield warning(
                    "customer-block",
                    piece.place,
                    _("A text for the customer to fill in is still open."),
                    _("Write the text and take away the lines «::: kunde» and «:::»."),
                    excerpt=plain(div.blocks).split("\n")[0][:200],
                    requirement=piece.requirement,
                )


def _divs(blocks: Blocks) -> Iterator[Div]:
    block: Block
    for block in blocks:
        match block:
            case Div(_, inner):
                yield block
                yield from _divs(inner)
            case Quote(inner):
                yield from _divs(inner)
            case List(_, items):
                for item in items:
                    yield from _divs(item)
