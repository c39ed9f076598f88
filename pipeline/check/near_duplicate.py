"""Requirements that are worded alike: once asked for twice, once with 2 and once with 5 seconds.

Where numbers, limits, negations or modal verbs differ it is a warning, for the two may contradict each other; else a
note. People decide: they write it once, or settle the question in decisions.yaml.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from ..base.i18n import _
from ..base.kept import kept, remembered
from ..model.entry import DecisionEntry
from ..model.problem import Problem, note, warning
from ..model.specification import Requirement, Specification
from ..model.struct import said
from ..model.tender import Tender
from ..model.value import Value
from .likeness import alike
from .phrasing import Phraser, Phrasing, apart, reworded
from .settled import settled
from .waivers import waives

CODE = "near-duplicate"
SHOWN = 200
MEMBERS = 8
ENTRIES = 3
_TEXT = 400


class Member(Struct, frozen=True):
    requirement: Requirement
    value: Value
    phrasing: Phrasing


class Alike(Struct, frozen=True):
    one: Member
    other: Member
    likeness: float
    apart: tuple[tuple[str, str], ...]


def check(specification: Specification) -> Iterator[Problem]:
    decided, problems = settled(specification)
    yield from problems
    clusters = _grouped(specification, decided)
    for cluster in clusters[:SHOWN]:
        yield _problem(cluster, specification.tender)
    if len(clusters) > SHOWN:
        yield _rest(clusters)


def open_pairs(specification: Specification) -> tuple[Alike, ...]:
    """The pairs nobody has settled or waived, the gravest first: what the messages speak of, and all the rest."""
    clusters = _grouped(specification, settled(specification)[0])
    return tuple(pair for cluster in clusters if not waives(cluster[0].one.requirement, CODE) for pair in cluster)


def _grouped(specification: Specification, decided: frozenset[frozenset[str]]) -> list[list[Alike]]:
    """Pairs that hang together, possible contradictions first; in each the gravest pair first."""
    phraser = Phraser(specification.tender)
    texts = [(r, value) for r in specification.live() if (value := r.values.get("text")) and value.text]

    def phrased(value: Value) -> Phrasing:
        return kept("phrasing", (value, specification.tender), partial(phraser.phrasing, value.text))

    about = said((specification.tender.types, specification.tender.wording, [value.text for _r, value in texts]))
    found = remembered(("alike", about), lambda: alike([phrased(value) for _r, value in texts]))
    members = {n: Member(*texts[n], phrased(texts[n][1])) for pair, _likeness in found for n in pair}
    pairs = []
    for (n, m), likeness in found:
        one, other = members[n], members[m]
        asked = one.requirement.maybe == other.requirement.key or other.requirement.maybe == one.requirement.key
        if not asked and frozenset((one.requirement.key, other.requirement.key)) not in decided:
            pairs.append(Alike(one, other, likeness, apart(one.phrasing, other.phrasing)))
    clusters = sorted(_clusters(pairs), key=_gravest)
    return [sorted(cluster, key=lambda pair: not pair.apart) for cluster in clusters]


def _clusters(pairs: Sequence[Alike]) -> Iterator[list[Alike]]:
    """Pairs that hang together, through whatever others."""
    leader: dict[str, str] = {}

    def lead(key: str) -> str:
        while (above := leader.setdefault(key, key)) != key:
            leader[key] = leader[above]
            key = above
        return key

    for pair in pairs:
        leader[lead(pair.other.requirement.key)] = lead(pair.one.requirement.key)
    found: dict[str, list[Alike]] = {}
    for pair in pairs:
        found.setdefault(lead(pair.one.requirement.key), []).append(pair)
    yield from found.values()


def _gravest(cluster: list[Alike]) -> tuple[bool, float]:
    """Possible contradictions first, then what is most alike; print order decides between equals."""
    return not any(pair.apart for pair in cluster), -max(pair.likeness for pair in cluster)


def _problem(cluster: list[Alike], tender: Tender) -> Problem:
    texts = {text.requirement.key: text for pair in cluster for text in (pair.one, pair.other)}
    members = list(texts.values())
    first, second = cluster[0].one, cluster[0].other
    grave = bool(cluster[0].apart)
    if len(members) == 2:
        say = _("{one} and {other} are worded alike.")
    else:
        say = _("{n} requirements are worded alike, among them {one} and {other}.")
    parts = [say.format(one=first.requirement.label, other=second.requirement.label, n=len(members))]
    parts += differences(cluster[0])
    lines = [f"{t.value.place}: {t.requirement.label}: {_cut(t.value.text)}" for t in members[:MEMBERS]]
    if len(members) > MEMBERS:
        lines.append(_("… and {n} more").format(n=len(members) - MEMBERS))
    return (warning if grave else note)(
        CODE,
        first.value.place,
        " ".join(parts),
        _fix(cluster, tender),
        excerpt="\n".join(lines),
        others=tuple(dict.fromkeys(t.value.place for t in members if t.value.place != first.value.place)),
        requirement=first.requirement.label,
    )


def differences(pair: Alike) -> Iterator[str]:
    """What differs between the two, a sentence each."""
    if pair.apart:
        yield _("They may contradict each other: {differences}.").format(differences=_listed(pair.apart))
    if also := _listed(_besides(pair)):
        yield _("What differs: {differences}.").format(differences=also)


def _besides(pair: Alike) -> Iterator[tuple[str, str]]:
    """Other words and another type."""
    yield reworded(pair.one.phrasing, pair.other.phrasing)
    types = pair.one.requirement.key_of("type"), pair.other.requirement.key_of("type")
    yield types if types[0] != types[1] else ("", "")


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    """`2 sekunder / 5 sekunder; skal / bør`"""
    return "; ".join(f"{one or '–'} / {other or '–'}" for one, other in pairs if one or other)


def _fix(cluster: list[Alike], tender: Tender) -> str:
    lines = [
        _(
            "Write it once and withdraw the other (status and replaces), or say in sources/decisions.yaml that one is "
            "the same as the other, refines it or is different (kind: same-as, refines or different):"
        )
    ]
    lines += [_entry(pair, tender) for pair in cluster[:ENTRIES]]
    if len(cluster) > ENTRIES:
        more = _("{n} more pairs of this group are shown when these are settled.")
        lines.append(more.format(n=len(cluster) - ENTRIES))
    return "\n".join(lines)


def _entry(pair: Alike, tender: Tender) -> str:
    between = tuple((str(t.value.place), t.value.fingerprint) for t in (pair.one, pair.other))
    said = (_("why it is so"), _("project group"), tender.date)
    kind = "different" if pair.apart else "same-as"
    return DecisionEntry(
        pair.one.requirement.label, between, *said, kind=kind, other=pair.other.requirement.label
    ).yaml()


def _rest(clusters: list[list[Alike]]) -> Problem:
    return note(
        CODE,
        clusters[SHOWN][0].one.value.place,
        _("{n} more groups of requirements are worded alike.").format(n=len(clusters) - SHOWN),
        _("They are shown when the first {shown} are settled.").format(shown=SHOWN),
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT else line[:_TEXT] + " …"
