"""Column headers or keys -> fields of a requirement: as the user says, else guessed from the words people use.

A column that is not understood is kept as an internal note, never lost. A choice field is only guessed when every value
of the column is one of its choices: a column of levels 1, 2, 3 is no requirement type.
"""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from ...base.i18n import _
from ...base.text import did_you_mean, folded
from ...model.field import Field
from ...model.place import Place
from ...model.problem import Problem, error
from ..values import Vocabulary, value_of
from .synonyms import SYNONYMS

NOTE = "note"
OWN_ID = "id"
# How a column got its field.
GIVEN, GUESSED, KEPT, DROPPED = "given", "guessed", "kept", "left out"


class Column(Struct, frozen=True):
    """`field` is a field name, `id` for our own numbers, or '' when the column is left out. `unknown`: its values that
    are no choices of `field`, or of `rejected`: the field it would else have been guessed to be."""

    header: str
    field: str
    how: str
    unknown: tuple[str, ...] = ()
    rejected: str = ""


def assign(
    headers: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    mapping: Mapping[str, str],
    words: Vocabulary,
    path: str,
) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    """`samples`: header -> the column's values. A field is filled by one column; further ones become notes."""
    given, problems = _given(headers, mapping, words, path)
    taken = {name for name in given.values() if name}
    wanted = {header: _candidates(header, samples.get(header, ()), words) for header in headers if header not in given}
    chosen: dict[str, str] = {}
    for field in dict.fromkeys(name for names in wanted.values() for name in names):
        rivals = [h for h in wanted if field in wanted[h] and h not in chosen]
        if rivals and field not in taken:
            chosen[_best(field, rivals, samples, wanted)] = field
            taken.add(field)
    _long_title(chosen, wanted, taken, samples)
    left = NOTE if words.tender.field_named(NOTE) else ""
    columns = []
    for header in headers:
        if header in given:
            unknown = _unknown(words.tender.field_named(given[header]), samples.get(header, ()), words)
            columns.append(Column(header, given[header], GIVEN if given[header] else DROPPED, unknown))
        elif header in chosen:
            columns.append(Column(header, chosen[header], GUESSED))
        else:
            rejected, unknown = _rejected(header, samples.get(header, ()), words, taken)
            columns.append(Column(header, left, KEPT if left else DROPPED, unknown if left else (), rejected))
    return tuple(columns), tuple(problems)


def recognised_as(header: str, words: Vocabulary) -> frozenset[str]:
    """The fields a header may name, whatever its column holds: how a header row or a requirement is found."""
    return frozenset(_names(header, words))


def _given(
    headers: Sequence[str], mapping: Mapping[str, str], words: Vocabulary, path: str
) -> tuple[dict[str, str], list[Problem]]:
    known = {folded(header): header for header in reversed(headers)}
    given: dict[str, str] = {}
    problems: list[Problem] = []
    for header, wanted in mapping.items():
        there = known.get(folded(header))
        field = words.tender.field_named(wanted) or words.field(wanted)
        if there is None:
            near = did_you_mean(header, list(headers))
            fix = _("Did you mean «{near}»?").format(near=near) if near else ""
            columns = _("The columns are: {headers}.").format(headers=", ".join(headers))
            message = _("The file has no column «{header}».").format(header=header)
            problems.append(error("unknown-column", Place(path), message, f"{fix} {columns}".strip()))
        elif wanted in (OWN_ID, ""):
            given[there] = wanted
        elif field is None:
            names = [f.name for f in words.tender.fields]
            near = did_you_mean(wanted, names) or words.nearest(wanted)
            problems.append(
                error(
                    "unknown-field",
                    Place(path),
                    _("«{label}» is not a field.").format(label=wanted),
                    _("Did you mean «{near}»?").format(near=near)
                    if near
                    else _("Use one of: {labels}.").format(labels=", ".join((OWN_ID, *names))),
                    excerpt=f"{header}={wanted}",
                )
            )
        else:
            given[there] = field.name
    return given, problems


def _names(header: str, words: Vocabulary) -> dict[str, int]:
    """Field names the header may stand for -> rank, 0 the surest."""
    found: dict[str, int] = {}
    for n, form in enumerate(_forms(header)):
        declared = words.field(form)
        if declared is not None:
            found.setdefault(declared.name, n * 10)
        for rank, name in SYNONYMS.get(folded(form), ()):
            if words.tender.field_named(name):
                found.setdefault(name, n * 10 + rank)
    return found


def _forms(header: str) -> list[str]:
    """`Custom field (Requirement ID)`, `req_description`, `reqText` -> the ways to look them up, the plainest first."""
    spaced = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", header.replace("_", " ").replace("-", " ").replace("/", " "))
    inner = re.search(r"\(([^()]+)\)", header)
    bare = re.sub(r"\([^()]*\)", " ", header)
    forms = [header, spaced, inner[1] if inner else "", bare]
    return list(dict.fromkeys(" ".join(form.split()) for form in forms if form.strip()))


def _candidates(header: str, values: Sequence[str], words: Vocabulary) -> dict[str, int]:
    return {
        name: rank
        for name, rank in _names(header, words).items()
        if (field := words.tender.field_named(name)) is not None and _fits(field, values, words)
    }


def _fits(field: Field, values: Sequence[str], words: Vocabulary) -> bool:
    if field.kind != "choice":
        return True
    return any(value.strip() for value in values) and not _unknown(field, values, words)


def _unknown(field: Field | None, values: Sequence[str], words: Vocabulary) -> tuple[str, ...]:
    """The values that are no choices of a choice field, each once."""
    if field is None or field.kind != "choice":
        return ()
    known = set(words.choices[field.name].values())
    given = [value for value in dict.fromkeys(values) if value.strip()]
    return tuple(v.strip() for v in given if not known.issuperset(value_of(field, v, Place(""), words).keys))


def _rejected(header: str, values: Sequence[str], words: Vocabulary, taken: set[str]) -> tuple[str, tuple[str, ...]]:
    """The free choice field that the header names best, and the values because of which it was not taken."""
    names = _names(header, words)
    for name in sorted(names, key=lambda n: names[n]):
        if name not in taken and (unknown := _unknown(words.tender.field_named(name), values, words)):
            return name, unknown
    return "", ()


def _best(
    field: str, rivals: list[str], samples: Mapping[str, Sequence[str]], wanted: Mapping[str, Mapping[str, int]]
) -> str:
    """The requirement text is the longest of the columns that may be it; else the surest word, the first of equals."""
    if field == "text":
        return max(rivals, key=lambda h: (_length(samples.get(h, ())), -wanted[h][field]))
    return min(rivals, key=lambda h: wanted[h][field])


def _long_title(
    chosen: dict[str, str], wanted: Mapping[str, object], taken: set[str], samples: Mapping[str, Sequence[str]]
) -> None:
    """Two columns may be the text and none is a title: the short one («Krav» beside «Beskrivelse») is the title."""
    if "text" not in taken or "title" in taken:
        return
    for header, names in wanted.items():
        if header not in chosen and "text" in names and 0 < _length(samples.get(header, ())) <= 100:  # type: ignore[operator]
            chosen[header] = "title"
            taken.add("title")
            return


def _length(values: Sequence[str]) -> float:
    filled = [len(value) for value in values if value.strip()]
    return sum(filled) / len(filled) if filled else 0.0
