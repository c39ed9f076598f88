"""A required field is empty. A missing type or area is never given a default: both are legal values."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    required = tuple(f for f in specification.tender.fields if f.required)
    for requirement in specification.live():
        for field in required:
            value = requirement.values.get(field.name)
            if value is None or not (value.text or value.blocks):
                yield error(
                    "missing-field",
                    requirement.place,
                    _("{id} has no {field}.").format(id=requirement.label, field=field.label),
                    _("Fill in {field}. {help}").format(field=field.label, help=field.help).strip(),
                    excerpt=f"{requirement.label} {requirement.text('title')}"[:120].strip(),
                    requirement=requirement.label,
                )
