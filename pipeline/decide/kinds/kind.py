"""What a kind of question is. A file in this folder and its line in `KINDS`; the walk and the workbook follow."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from ...base.i18n import _
from ...model.entry import DecisionEntry
from ...model.question import Answer, Question, Side, Voice
from ...model.specification import Origin, Requirement, Specification
from ...model.tender import Decision, Tender
from ...model.value import Value


class Kind(Struct, frozen=True):
    """`questions`: those nobody has answered. `entry`: an answer as decisions.yaml has it; `answered` the other way
    round, None for a decision about something else. `title` and `word` are what people call the kind and a choice;
    `refused` says why another text cannot be taken, '' when it can."""

    name: str
    title: Callable[[], str]
    word: Callable[[Question, str], str]
    questions: Callable[[Specification], tuple[Question, ...]]
    entry: Callable[[Question, Answer], DecisionEntry]
    answered: Callable[[Question, Decision, Specification], Answer | None]
    refused: Callable[[Question, str, Tender], str]


def voice(origin: Origin, tender: Tender) -> Voice:
    name = next((m.name for m in tender.municipalities if m.key == origin.contributor), origin.contributor)
    return Voice(origin.contributor, _("consultant") if name == "consultant" else name, origin.package, origin.place)


def side_of(requirement: Requirement, value: Value, tender: Tender) -> Side:
    """Who wrote this text, not all who wrote something about the requirement."""
    beside = [o for o in requirement.origins if (o.place.path, o.place.sheet) == (value.place.path, value.place.sheet)]
    origins = [replace(origin, place=value.place) for origin in beside[:1]] or requirement.origins
    voices = tuple(voice(origin, tender) for origin in origins)
    return Side(value.text, value.fingerprint, value.place, voices, requirement.label, requirement.text("title"))


def is_about(decision: Decision, question: Question) -> bool:
    """Whether a decision was made about exactly these texts."""
    return not decision.municipality and set(decision.between) == {side.sha256 for side in question.sides}
