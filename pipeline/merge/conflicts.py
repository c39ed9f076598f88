"""An open conflict -> the message that names both sides and prints the lines that settle it."""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import normal
from ..model.entry import DecisionEntry
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
    texts = list(_lines(conflict, own + rest))
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


def _lines(conflict: Conflict, alternatives: list[Alternative]) -> Iterator[str]:
    """What stands, what others propose and, where a form was sent with yet another text, that one first."""
    known = {normal(a.value.source) for a in alternatives}
    sent = [(version, text) for version, text in conflict.sent if normal(text) not in known]
    texts = _apart([text for _version, text in sent] + [a.value.text for a in alternatives])
    for version, _text in sent:
        yield _("as sent in version {version}: {text}").format(version=version, text=texts.pop(0))
    as_sent = {normal(text) for _version, text in conflict.sent}
    for alternative, text in zip(alternatives, texts, strict=True):
        place = str(alternative.value.place)
        yield f"{_as_sent(place) if normal(alternative.value.source) in as_sent else place}: {text}"


def _as_sent(place: str) -> str:
    return _("{place} (as it was sent)").format(place=place)


def _apart(alternatives: list[str]) -> list[str]:
    """The texts on one line each, from a few words before the first difference."""
    texts = [" ".join(text.split()) for text in alternatives]
    equal = next((n for n, letters in enumerate(zip(*texts, strict=False)) if len(set(letters)) > 1), 0)
    start = texts[0].rfind(" ", 0, equal - _BEFORE) + 1 if equal > _BEFORE else 0
    return [("… " if start else "") + text[start : start + _SHOWN] for text in texts]


def _entry(conflict: Conflict, standing: Value, label: str, tender: Tender) -> str:
    between = tuple((str(a.value.place), a.value.fingerprint) for a in conflict.alternatives)
    said = (_("why this text stands"), _("project group"), tender.date)
    return DecisionEntry(label, between, *said, field=conflict.field, take=str(standing.place)).yaml()
