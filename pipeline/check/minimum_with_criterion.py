"""A minimum requirement names an award criterion. It is met or the bid is rejected; it cannot also earn points."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    minimum = {t.key: t for t in specification.tender.types if t.minimum or not t.scored}
    for requirement in specification.live():
        kind = minimum.get(requirement.key_of("type"))
        value = requirement.values.get("criterion")
        if kind and value and value.text:
            yield error(
                "minimum-with-criterion",
                value.place,
                _("{id} is {type} ({label}) and is not scored, but names a sub-criterion.").format(
                    id=requirement.label, type=kind.key, label=kind.label
                ),
                _("Delete the sub-criterion, or make it a type that is scored."),
                excerpt=value.source or value.text,
                requirement=requirement.label,
            )
