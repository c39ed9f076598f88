"""Requirements that are worded alike: once asked for twice, once with 2 and once with 5 seconds.

Where numbers, limits, negations or modal verbs differ it is a warning, for the two may contradict each other; else a
note. People decide: they write it once, or settle the question in decisions.yaml.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..base.i18n import _
from ..model.problem import Problem, note, warning
from ..model.specification import Requirement, Specification
from ..model.tender import Tender
from ..model.value import Value
from .likeness import alike
from .phrasing import Phraser, Phrasing, apart, reworded
from .settled import settled

SHOWN = 200
MEMBERS = 8
ENTRIES = 3
_TEXT = 400


@dataclass(frozen=True, slots=True)
class _Text:
    requirement: Requirement
    value: Value
    phrasing: Phrasing


@dataclass(frozen=True, slots=True)
class _Pair:
    one: _Text
    other: _Text
    likeness: float
    apart: tuple[tuple[str, str], ...]


def check(specification: Specification) -> Iterator[Problem]:
    decided, problems = settled(specification)
    yield from problems
    phraser = Phraser(specification.tender)
    texts = [
        _Text(r, value, phraser.phrasing(value.text))
        for r in specification.live()
        if (value := r.values.get("text")) and value.text
    ]
    pairs = []
    for (n, m), likeness in alike([text.phrasing for text in texts]):
        one, other = texts[n], texts[m]
        asked = one.requirement.maybe == other.requirement.key or other.requirement.maybe == one.requirement.key
        if not asked and frozenset((one.requirement.key, other.requirement.key)) not in decided:
            pairs.append(_Pair(one, other, likeness, apart(one.phrasing, other.phrasing)))
    clusters = sorted(_clusters(pairs), key=_gravest)
    for cluster in clusters[:SHOWN]:
        yield _problem(cluster, specification.tender)
    if len(clusters) > SHOWN:
        yield _rest(clusters)


def _clusters(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """Pairs that hang together, through whatever others."""
    leader: dict[str, str] = {}

    def lead(key: str) -> str:
        while (above := leader.setdefault(key, key)) != key:
            leader[key] = leader[above]
            key = above
        return key

    for pair in pairs:
        leader[lead(pair.other.requirement.key)] = lead(pair.one.requirement.key)
    found: dict[str, list[_Pair]] = {}
    for pair in pairs:
        found.setdefault(lead(pair.one.requirement.key), []).append(pair)
    yield from found.values()


def _gravest(cluster: list[_Pair]) -> tuple[bool, float]:
    """Possible contradictions first, then what is most alike; print order decides between equals."""
    return not any(pair.apart for pair in cluster), -max(pair.likeness for pair in cluster)


def _problem(cluster: list[_Pair], tender: Tender) -> Problem:
    cluster = sorted(cluster, key=lambda pair: not pair.apart)
    texts = {text.requirement.key: text for pair in cluster for text in (pair.one, pair.other)}
    members = list(texts.values())
    first, second = cluster[0].one, cluster[0].other
    grave = bool(cluster[0].apart)
    if len(members) == 2:
        say = _("{one} and {other} are worded alike.")
    else:
        say = _("{n} requirements are worded alike, among them {one} and {other}.")
    parts = [say.format(one=first.requirement.label, other=second.requirement.label, n=len(members))]
    if grave:
        parts.append(_("They may contradict each other: {differences}.").format(differences=_listed(cluster[0].apart)))
    if also := _listed(_besides(cluster[0])):
        parts.append(_("What differs: {differences}.").format(differences=also))
    lines = [f"{t.value.place}: {t.requirement.label}: {_cut(t.value.text)}" for t in members[:MEMBERS]]
    if len(members) > MEMBERS:
        lines.append(_("… and {n} more").format(n=len(members) - MEMBERS))
    return (warning if grave else note)(
        "near-duplicate",
        first.value.place,
        " ".join(parts),
        _fix(cluster, tender),
        excerpt="\n".join(lines),
        others=tuple(dict.fromkeys(t.value.place for t in members if t.value.place != first.value.place)),
        requirement=first.requirement.label,
    )


def _besides(pair: _Pair) -> Iterator[tuple[str, str]]:
    """Other words and another type."""
    yield reworded(pair.one.phrasing, pair.other.phrasing)
    types = pair.one.requirement.key_of("type"), pair.other.requirement.key_of("type")
    yield types if types[0] != types[1] else ("", "")


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    """`2 sekunder / 5 sekunder; skal / bør`"""
    return "; ".join(f"{one or '–'} / {other or '–'}" for one, other in pairs if one or other)


def _fix(cluster: list[_Pair], tender: Tender) -> str:
    lines = [
        _(
            "Write it once and withdraw the other (status and replaces), or say in sources/decisions.yaml that one is "
            "the same as the other, refines it or is different (kind: same-as, refines or different):"
        )
    ]
    for pair in cluster[:ENTRIES]:
        lines += _entry(pair, tender)
    if len(cluster) > ENTRIES:
        more = _("{n} more pairs of this group are shown when these are settled.")
        lines.append(more.format(n=len(cluster) - ENTRIES))
    return "\n".join(lines)


def _entry(pair: _Pair, tender: Tender) -> Iterator[str]:
    """YAML that is right as it stands: every scalar that could mean something else is quoted."""
    yield f"- requirement: {_quoted(pair.one.requirement.label)}"
    yield f"  kind: {'different' if pair.apart else 'same-as'}"
    yield f"  with: {_quoted(pair.other.requirement.label)}"
    yield "  between:"
    for text in (pair.one, pair.other):
        yield f"    - {{place: {_quoted(str(text.value.place))}, sha256: {text.value.fingerprint}}}"
    reason, role = _("why it is so"), _("project group")
    yield f"  reason: {_quoted(reason)}"
    yield f"  role: {_quoted(role)}"
    yield f"  date: {tender.date}"


def _rest(clusters: list[list[_Pair]]) -> Problem:
    return note(
        "near-duplicate",
        clusters[SHOWN][0].one.value.place,
        _("{n} more groups of requirements are worded alike.").format(n=len(clusters) - SHOWN),
        _("They are shown when the first {shown} are settled.").format(shown=SHOWN),
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT else line[:_TEXT] + " …"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
