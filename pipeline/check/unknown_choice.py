"""A word that is none of a field's choices. It is kept as written and never replaced by a default."""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean
from ..model.field import Field
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.specification import Specification
from .texts import quoted

_LISTED = 12


def check(specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    # Standards have a check of their own.
    declared = tuple(f for f in tender.fields if f.kind == "choice" and f.choices_from != "standards")
    known = {f.name: frozenset(c.key for c in tender.choices(f)) for f in declared}
    said: set[tuple[Place, str]] = set()  # front matter speaks for a whole file: one mistake, one message
    for requirement in specification.live():
        for field in declared:
            value = requirement.values.get(field.name)
            if value is None or known[field.name].issuperset(value.keys) or (value.place, field.name) in said:
                continue
            said.add((value.place, field.name))
            wrong = [key for key in value.keys if key not in known[field.name]]
            shown = [c.label if not field.choices_from else c.key for c in tender.choices(field)]
            yield error(
                "unknown-choice",
                value.place,
                _("{words} is not one of the choices of {field}.").format(words=quoted(wrong), field=field.label),
                _fix(wrong[0], shown, [w for c in tender.choices(field) for w in (c.key, c.label)]),
                excerpt=_excerpt(field, value.source or value.text),
                requirement=requirement.label,
            )


def _excerpt(field: Field, written: str) -> str:
    return f"{field.label}: {written}"


def _fix(word: str, shown: list[str], words: list[str]) -> str:
    near = did_you_mean(word, words)
    choices = ", ".join(shown[:_LISTED]) + (" …" if len(shown) > _LISTED else "")
    if near:
        return _("Did you mean «{near}»? The choices are: {choices}.").format(near=near, choices=choices)
    return _("Choose one of: {choices}.").format(choices=choices)
