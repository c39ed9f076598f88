"""A `::: kunde` block that the customer has not filled in. It must be gone before the tender is published."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.prose import Blocks, Div, List, Paragraph, Quote, plain
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
    for block in blocks:
        if type(block) is Paragraph:  # nearly all are
            continue
        if type(block) is Div:
            yield block
        if type(block) is Div or type(block) is Quote:
            yield from _divs(block.blocks)
        elif type(block) is List:
            for item in block.items:
                yield from _divs(item)
