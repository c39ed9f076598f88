"""sources/decisions.yaml -> the decisions on conflicts and near-duplicates.

A decision is bound to the SHA-256 of the texts it chose between, so that it is void once one of them changes; the
places beside them only tell people what the texts were, and name the one to take.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.problem import Problem, error
from ...model.tender import Decision, Tender
from ..cells import blocks_of
from ..values import Vocabulary, value_of
from .node import Items, Record
from .shape import DATE, HASH, PROSE, TEXT, Key, Line, ListOf, keys

PATH = "sources/decisions.yaml"
KINDS = ("conflict", "same-as", "refines", "different", "row-of")

SHAPE = ListOf(
    keys(
        Key("requirement", TEXT, "The id of the requirement, or its key before it has one.", required=True),
        Key("field", TEXT, "The name of the field as in fields.yaml."),
        Key("municipality", Line(refers="municipality"), "Only where the decision concerns one municipality."),
        Key(
            "kind",
            Line(KINDS),
            "conflict when nothing is written; the others are about two requirements, or a row and its requirement.",
        ),
        Key("with", TEXT, "The other requirement, where the kind is same-as, refines, different or row-of."),
        Key(
            "between",
            ListOf(keys(Key("place", TEXT, required=True), Key("sha256", Line(format=HASH), required=True))),
            "The texts that were chosen between, as the message about the conflict prints them.",
            required=True,
        ),
        Key("take", TEXT, "One of the places: its text stands."),
        Key("text", PROSE, "The wording agreed instead."),
        Key("reason", TEXT, required=True),
        Key("role", TEXT, "Who decided: a role, never a person's name.", required=True),
        Key("date", Line(format=DATE), required=True),
    )
)


def decisions_of(root: Items) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """A decision that says neither or both of `take` and `text` decides nothing and is left out."""
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for record in root.records():
        found = list(_contradictions(record))
        problems += found
        if not found and record.text("requirement"):
            decisions.append(_decision(record))
    return tuple(decisions), tuple(problems)


def _decision(r: Record) -> Decision:
    between = tuple((b.text("place"), b.text("sha256").lower()) for b in r.records("between"))
    taken = next((sha256 for place, sha256 in between if place == r.text("take")), "")
    return Decision(
        requirement=r.text("requirement"),
        field=r.text("field"),
        between=tuple(sorted({sha256 for _place, sha256 in between})),
        take=taken,
        text=r.text("text"),
        reason=r.text("reason"),
        role=r.text("role"),
        date=r.text("date"),
        place=r.place,
        municipality=r.text("municipality"),
        kind=r.text("kind", "conflict").casefold(),
        other=r.text("with"),
    )


def worded(tender: Tender) -> tuple[Decision, ...]:
    """The decisions with the texts agreed instead read as values of their fields, by the rule for cells."""
    words = Vocabulary.of(tender)

    def wording(decision: Decision) -> Decision:
        declared = tender.field_named(decision.field)
        if not decision.text or declared is None:
            return decision
        blocks = blocks_of(decision.text) if declared.kind == "prose" else ()
        return replace(decision, wording=value_of(declared, decision.text, decision.place, words, blocks))

    return tuple(wording(decision) for decision in tender.decisions)


def _contradictions(r: Record) -> Iterator[Problem]:
    if r.text("kind", "conflict").casefold() in KINDS[1:]:
        yield from _of_two(r)
    else:
        yield from _of_one(r)


def _of_two(r: Record) -> Iterator[Problem]:
    """Two requirements that are worded alike: nothing is taken or reworded here."""
    if not r.text("with"):
        message = _("The decision does not say which other requirement it is about.")
        yield error("missing-key", r.place, message, _("Add a line «with: …» with the id of the other requirement."))
    for name in ("field", "take", "text"):
        if r.text(name):
            message = _("«{key}» belongs to decisions on conflicts; this one is about two requirements.")
            fix = _("Delete the line. Change the text of a requirement where it is written.")
            yield error("unknown-key", r.at(name), message.format(key=name), fix, excerpt=f"{name}: {r.text(name)}")


def _of_one(r: Record) -> Iterator[Problem]:
    places = tuple(b.text("place") for b in r.records("between"))
    take, text = r.text("take"), r.text("text")
    if r.text("kind", "conflict").casefold() == "conflict":
        if r.text("with"):
            message = _("«{key}» belongs to decisions on two requirements; this one is about a conflict.")
            fix = _("Add a line «kind: …» with same-as, refines or different, or delete this one.")
            yield error("unknown-key", r.at("with"), message.format(key="with"), fix, excerpt=f"with: {r.text('with')}")
        if not r.text("field"):
            message = _("The decision does not say which field it is about.")
            yield error("missing-key", r.place, message, _("Add a line «field: …» with the name of the field."))
        if not take and not text:
            message = _("The decision on {requirement} says neither «take» nor «text».")
            fix = _("Write «take:» with one of the places, or «text:» with the wording agreed.")
            yield error("empty-decision", r.place, message.format(requirement=r.text("requirement")), fix)
    if take and text:
        message = _("The decision on {requirement} says both «take» and «text».")
        fix = _("Keep «take» to use one of the texts, or «text» for a new wording.")
        yield error("empty-decision", r.at("text"), message.format(requirement=r.text("requirement")), fix)
    elif take and take not in places:
        message = _("«{place}» is not one of the places this decision chooses between.").format(place=take)
        near = did_you_mean(take, places)
        fix = _("Did you mean «{near}»?").format(near=near) if near else _("Copy a place from «between».")
        yield error("unknown-place", r.at("take"), message, fix, excerpt=f"take: {take}")
