"""A chapter's heading skips a level (# and then ###): Word prints its number as 1.0.1, and screen readers stumble."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.outline import headings
from ..model.place import Place
from ..model.problem import Problem, warning
from ..model.prose import plain_inlines
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    for chapters in specification.chapters.values():
        level = 0
        for chapter in chapters:
            for heading in headings(chapter.blocks):
                if heading.level > level + 1:
                    wanted = level + 1
                    yield warning(
                        "heading-jump",
                        Place(chapter.place.path, heading.line),
                        _("The heading is of level {found}, but the one above it is of level {above}.").format(
                            found=heading.level, above=level
                        ),
                        _("Begin it with {marks}.").format(marks="#" * wanted),
                        excerpt=f"{'#' * heading.level} {plain_inlines(heading.inlines)}",
                    )
                level = heading.level
