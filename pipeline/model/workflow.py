"""How work is done, step by step, as one contributor describes it: what the documents draw and list."""

from collections.abc import Iterator, Mapping

from .place import Place
from .prose import Blocks
from .struct import Struct
from .value import Value

# What a step has to say, in the order in which it is printed. `number` is there always.
PARTS = ("number", "actor", "action", "system", "next", "exception")


class Lead(Struct, frozen=True):
    """A way on from a step. `target` is the key of a step, '' the end of the flow; what names neither is kept as it is
    written, and a check says so. `condition` is '' where the way is always taken."""

    target: str
    condition: str = ""


class Step(Struct, frozen=True):
    """`key` is the number in the form steps name each other by: `1.`, `01` and `Trin 1` are `1`.

    `actor.keys` holds the declared actor, or the word as written. `next` is what stands there, `leads` what it means:
    the following step where nothing stands, nothing at all in the last one.
    """

    key: str
    number: Value
    place: Place
    actor: Value | None = None
    action: Value | None = None
    system: Value | None = None
    next: Value | None = None
    exception: Value | None = None
    leads: tuple[Lead, ...] = ()

    @property
    def actor_key(self) -> str:
        return self.actor.keys[0] if self.actor and self.actor.keys else ""

    def values(self) -> Iterator[Value]:
        given = (self.number, self.actor, self.action, self.system, self.next, self.exception)
        return (value for value in given if value is not None)

    def onward(self) -> str:
        """What a reader is shown under «Næste»: what was written, else the step that follows."""
        return self.next.text if self.next else ", ".join(lead.target for lead in self.leads)


class Workflow(Struct, frozen=True):
    """`title` is None where nobody gave it one. `before` and `after` are what was written around its steps."""

    title: Value | None
    steps: tuple[Step, ...]
    place: Place
    package: str = ""
    contributor: str = ""
    before: Blocks = ()
    after: Blocks = ()

    @property
    def name(self) -> str:
        return self.title.text if self.title else ""

    def texts(self) -> Iterator[Value]:
        """Its title and what its steps say, as far as that is running text."""
        yield from (self.title,) if self.title else ()
        for step in self.steps:
            yield from (v for v in (step.action, step.system, step.next, step.exception) if v is not None)

    def by_key(self) -> dict[str, Step]:
        """The first step of each key; a repeated one is reported."""
        return {step.key: step for step in reversed(self.steps)}


def actor_label(step: Step, labels: Mapping[str, str]) -> str:
    """The actor as printed: its label in `labels` (key -> label), or the word as written; '' where there is none."""
    return labels.get(step.actor_key, step.actor.text) if step.actor else ""
