"""An open conflict -> the message that names both sides and prints the lines that settle it."""

import json

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Alternative, Conflict
from ..model.tender import Tender
from ..model.value import Value

_SHOWN = 400
_BEFORE = 40


def conflict_problem(conflict: Conflict, standing: Value, label: str, tender: Tender) -> Problem:
    """`standing` is the text that is printed until somebody decides; the message stands at its place."""
    declared = tender.field_named(conflict.field)
    field = declared.label if declared else conflict.field
    own = [a for a in conflict.alternatives if a.value.fingerprint == standing.fingerprint]
    rest = [a for a in conflict.alternatives if a.value.fingerprint != standing.fingerprint]
    texts = [f"{a.value.place}: {text}" for a, text in zip(own + rest, _apart(own + rest), strict=True)]
    places = [origin.place for a in own + rest for origin in a.origins if origin.place != standing.place]
    fix = _("Agree on one text and write it in both places, or paste this into sources/decisions.yaml:")
    return error(
        "conflict",
        standing.place,
        _("{label} has {n} different texts in the field {field}.").format(
            label=label, n=len(conflict.alternatives), field=field
        ),
        f"{fix}\n{_entry(conflict, standing, label, tender)}",
        excerpt="\n".join(texts),
        others=tuple(dict.fromkeys(places)),
        requirement=label,
    )


def _apart(alternatives: list[Alternative]) -> list[str]:
    """The texts on one line each, from a few words before the first difference."""
    texts = [" ".join(a.value.text.split()) for a in alternatives]
    equal = next((n for n, letters in enumerate(zip(*texts, strict=False)) if len(set(letters)) > 1), 0)
    start = texts[0].rfind(" ", 0, equal - _BEFORE) + 1 if equal > _BEFORE else 0
    return [("… " if start else "") + text[start : start + _SHOWN] for text in texts]


def _entry(conflict: Conflict, standing: Value, label: str, tender: Tender) -> str:
    """YAML that is right as it stands: every scalar that could mean something else is quoted."""
    lines = [f"- requirement: {_quoted(label)}", f"  field: {conflict.field}", "  between:"]
    for alternative in conflict.alternatives:
        value = alternative.value
        lines.append(f"    - {{place: {_quoted(str(value.place))}, sha256: {value.fingerprint}}}")
    reason, role = _("why this text stands"), _("project group")
    lines += [
        f"  take: {_quoted(str(standing.place))}",
        f"  reason: {_quoted(reason)}",
        f"  role: {_quoted(role)}",
        f"  date: {tender.date}",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
