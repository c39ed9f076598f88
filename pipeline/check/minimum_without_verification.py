"""A minimum requirement says neither how it is verified nor what is measured. A bid may be rejected over it."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    declared = specification.tender.field_named("verification")
    if declared is None:
        return
    minimum = frozenset(t.key for t in specification.tender.types if t.minimum)
    for requirement in specification.live():
        if requirement.key_of("type") in minimum and not (
            requirement.text("verification") or requirement.text("acceptance")
        ):
            yield warning(
                "minimum-without-verification",
                requirement.place,
                _("{id} is a minimum requirement, but says nothing about how it is verified.").format(
                    id=requirement.label
                ),
                _("Fill in {field}: {choices}.").format(
                    field=declared.label, choices=", ".join(c.label for c in declared.choices)
                ),
                excerpt=f"{requirement.label} {requirement.text('title')}".strip(),
                requirement=requirement.label,
            )
