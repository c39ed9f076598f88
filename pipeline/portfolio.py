"""Every municipality's own edition: read, merged and checked once, made side by side, saved one by one as they come.

One that fails (an error of its own, a bug of ours, a worker that dies) stands alone: the others are made, and its last
good output stays. Nothing is kept in memory but what is being made and saved.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from .base.cache import Cache
from .base.i18n import _, speaking, spoken
from .base.kept import keeping
from .base.memory import collected, keep, unhurried_collector
from .base.workers import Answer, answers
from .build import Outcome, examine, judge, known_documents, make, store
from .bundle import Beside
from .model.artifact import Artifact
from .model.place import Place
from .model.problem import Problem, error
from .model.sources import Sources
from .model.tender import Municipality

if TYPE_CHECKING:
    from .base.cluster import Cluster

# (the work, the keys) -> what came of each, in any order.
Workers = Callable[["Work", Sequence[str]], Iterator[Answer["Made"]]]


class Work(Struct, frozen=True):
    """All that a municipality's edition is made of, but its key."""

    found: Outcome
    only: tuple[str, ...] = ()
    pages: bool = False
    cache: Cache | None = None
    language: str = "en"


class Made(Struct, frozen=True):
    """What differs between one municipality's outcome of `make` and the common one: all that a worker sends back."""

    artifacts: tuple[Artifact, ...]
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...]
    digest: str
    paged_by: str
    seconds: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)


class Portfolio(Struct, frozen=True):
    """`found` is what all share; `editions` has one outcome for each municipality, in their order, without artifacts.

    No editions: an error that all share stops every one of them, or there is no municipality.
    """

    found: Outcome
    editions: tuple[Outcome, ...] = ()

    def own(self, edition: Outcome) -> tuple[Problem, ...]:
        """What was found in this edition alone."""
        common = frozenset(self.found.problems)
        return (*(p for p in edition.problems if p not in common), *edition.faults)

    @property
    def faulty(self) -> bool:
        return any(edition.faults for edition in self.editions)

    @property
    def failed(self) -> bool:
        return not self.editions or any(edition.failed or edition.saved is None for edition in self.editions)


@unhurried_collector()
def build_all(
    root: Path,
    output: Path,
    edition: str = "internal",
    only: Collection[str] = (),
    listener: Callable[[str], None] | None = None,
    pages: bool = False,
    cache: Cache | None = None,
    jobs: int = 1,
    workers: Workers | None = None,
    beside: Beside | None = None,
) -> Portfolio:
    """As `build(municipality=…)` for each of them, in `output/edition-municipality`, with the same bytes.

    `jobs` processes of this machine make them, or `workers`, elsewhere; `beside` is called here, for each of them.
    UnknownDocumentError as `build`.
    """
    found = judge(examine(root, listener, cache), edition)
    known_documents(found, only)
    if found.failed and (edition != "internal" or not found.sources.tender.readable):
        return Portfolio(found)
    keep()
    towns = {m.key: m for m in found.sources.tender.municipalities}
    work = Work(replace(found, sources=Sources(found.sources.tender)), tuple(only), pages, cache, spoken())
    saved: dict[str, Outcome] = {}
    for answer in workers(work, tuple(towns)) if workers else answers(one, work, tuple(towns), jobs):
        taken = _taken(found, towns[answer.thing], answer, output)
        saved[answer.thing] = replace(store(taken, output, only, beside=beside), artifacts=())
        if listener:
            words = _("{n} of {all}: {municipality}")
            listener(words.format(n=len(saved), all=len(towns), municipality=towns[answer.thing].name))
    return Portfolio(found, tuple(saved[key] for key in towns))


def one(work: Work, key: str) -> Made:
    """The documents of one municipality's edition: a task, wherever it is done."""
    cache = _held(work)
    with speaking(work.language), collected(), keeping(cache.memory):
        made = make(work.found, work.only, None, key, work.pages, cache)
        cache.forget()
        return Made(*(made.artifacts, made.problems, made.faults, made.digest, made.paged_by), made.seconds, made.cpu)


_HELD: list[tuple[Work, Cache]] = []


def _held(work: Work) -> Cache:
    """What this process has made of the same work: many documents differ between municipalities in the name only."""
    if not _HELD or _HELD[0][0] is not work:
        _HELD[:] = [(work, (work.cache or Cache()).holding())]
    return _HELD[0][1]


def elsewhere(cluster: "Cluster") -> Workers:
    """On other machines nothing is remembered: this one's folders are not theirs."""
    return lambda work, keys: cluster.answers(one, replace(work, cache=None), keys)


def _taken(found: Outcome, town: Municipality, answer: Answer[Made], output: Path) -> Outcome:
    whose = replace(found, municipality=town.key)
    made = answer.value
    if made is not None:
        return replace(
            whose, artifacts=made.artifacts, problems=made.problems, faults=made.faults, digest=made.digest,
            paged_by=made.paged_by, seconds=made.seconds, cpu=made.cpu,
        )  # fmt: skip
    place = Place((output / f"{found.edition}-{town.key}").as_posix())
    if answer.bug:
        return replace(whose, faults=(_bug(town, place, answer.bug),))
    return replace(whose, problems=(*found.problems, _ended(town, place, answer.ended)))


def _bug(town: Municipality, place: Place, traceback: str) -> Problem:
    lines = traceback.strip().split("\n")
    message = _("The edition for {municipality} could not be made, because of a mistake in the program.")
    fix = _("Report it with the lines above. The other editions are made, and the last output of this one stands.")
    return error("edition-broke-off", place, message.format(municipality=town.name), fix, excerpt="\n".join(lines[-5:]))


def _ended(town: Municipality, place: Place, how: str) -> Problem:
    """It has been tried again before it comes here."""
    message = _("The process that made the edition for {municipality} was stopped before it was done, again ({how}).")
    fix = _("See that the machine has memory enough, use fewer processes (--jobs), and build again.")
    return error("worker-died", place, message.format(municipality=town.name, how=how), fix)
