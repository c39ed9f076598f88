"""A top-level block with where it stands, which is what reading a Markdown file gives."""

from msgspec import Struct

from ...base.text import slug
from ...model.prose import Block, Heading, Inlines, plain_inlines


class Placed(Struct, frozen=True):
    """A top-level block and its first line in the file; of a list also the line of each item."""

    block: Block
    line: int
    item_lines: tuple[int, ...] = ()


def heading(level: int, inlines: Inlines, line: int) -> Heading:
    """With the anchor its text gives."""
    return Heading(level, inlines, slug(plain_inlines(inlines)), line)
