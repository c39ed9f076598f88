"""The title repeats the text of the requirement: the reader learns nothing from it."""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import folded
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    for requirement in specification.live():
        title, text = requirement.text("title"), requirement.text("text")
        if title and text and len(title) + 3 > len(text) and folded(title) == folded(text):
            yield warning(
                "title-is-text",
                requirement.values["title"].place,
                _("The title of {id} is its whole text.").format(id=requirement.label),
                _("Write a title of a few words that says what the requirement is about."),
                excerpt=title,
                requirement=requirement.label,
            )
