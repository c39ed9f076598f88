"""The chain on one screen: read -> merge -> check -> project -> write -> verify -> save."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from .base.cache import Cache
from .base.kept import keeping
from .base.memory import keep, unhurried_collector
from .bundle import BUILD, Beside, save
from .check import check, left_out
from .merge import merge
from .model.artifact import Artifact
from .model.edition import judged, visible
from .model.problem import Problem, Severity, ordered
from .model.sources import Sources
from .model.specification import Specification
from .model.tender import Document, Tender
from .read import read
from .report import json
from .report.manifest import Entry
from .report.summary import Summary, summary
from .verify import FAULTS, gate, verify
from .write import write
from .write.shelf import Shelf


class Outcome(Struct, frozen=True):
    """What came of a build. `faults` are differences `verify` found: our bugs.

    `municipality` is the one whose edition it is, '' for everybody's. `digest` is that of the edition as projected, ''
    until its documents are finished: verified, and without an error that stops it. `saved` is None when the old output
    stands. `paged_by` is the program that counted the pages, '' for none. `fresh` are the paths written and verified
    now; the other artifacts were so before.
    `specification` is the whole of it, before projection. `seconds` and `cpu` are wall and processor time per stage.
    """

    sources: Sources
    specification: Specification
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    fresh: tuple[str, ...] = ()
    documents: tuple[Entry, ...] = ()
    saved: Path | None = None
    edition: str = ""
    municipality: str = ""
    digest: str = ""
    paged_by: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)

    def summary(self) -> Summary:
        found = (self.sources, self.specification, self.problems, self.documents, self.seconds, self.edition)
        return summary(*found)


class Stopwatch:
    """Times the stages and tells `listener` when each begins."""

    def __init__(self, listener: Callable[[str], None] | None = None) -> None:
        self.listener = listener
        self.seconds: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        if self.listener:
            self.listener(stage)
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[stage] = time.perf_counter() - wall
        self.cpu[stage] = time.process_time() - cpu


@unhurried_collector()
def examine(root: Path, listener: Callable[[str], None] | None = None, cache: Cache | None = None) -> Outcome:
    """read -> merge -> check: everything but the documents. `cache` remembers what unchanged files were read as."""
    stage = Stopwatch(listener)
    with stage("read"):
        sources, unread = read(root, cache=cache)
    with stage("merge"):
        specification, unmerged = merge(sources)
    with stage("check"), keeping(None, cache):
        checked = check(specification) if sources.tender.readable else ()
        problems = ordered((*unread, *unmerged, *checked))
    return Outcome(sources, specification, problems, seconds=stage.seconds, cpu=stage.cpu)


@unhurried_collector()
def build(
    root: Path,
    output: Path,
    edition: str = "internal",
    only: Collection[str] = (),
    listener: Callable[[str], None] | None = None,
    municipality: str = "",
    beside: Beside | None = None,
    pages: bool = False,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Outcome:
    """The edition's documents, in `output/edition`. Any error stops every edition but the internal one.

    That one too is not made without tender.yaml or fields.yaml: nothing would be in it.

    `municipality`: that one's own edition, in `output/edition-municipality`, with its additions and opt-outs applied.
    `only` names documents to build; the others stay as the last build left them, and the manifest says so. `beside`
    makes what lies beside the documents; in the internal edition that is build.json. `pages`: page numbers in tables of
    contents, where there is LibreOffice to count them. `cache` remembers unchanged files and documents, `jobs`
    processes write and verify; neither changes a byte.
    """
    with keeping(cache.memory if cache else None, cache):
        found = judge(examine(root, listener, cache), edition)
        keep()
        if found.failed and (edition != "internal" or not found.sources.tender.readable):
            return found
        made = make(found, only, listener, municipality, pages, cache, jobs)
    return store(made, output, only, listener, beside)


def judge(found: Outcome, edition: str) -> Outcome:
    """What `examine` found, as this edition sees it."""
    return replace(found, edition=edition, problems=judged(found.problems, edition))


def make(
    found: Outcome,
    only: Collection[str] = (),
    listener: Callable[[str], None] | None = None,
    municipality: str = "",
    pages: bool = False,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Outcome:
    """project -> write -> verify: the documents of one edition in memory. `finished` says whether they may be saved."""
    edition = found.edition
    stage = Stopwatch(listener)
    stage.seconds, stage.cpu = dict(found.seconds), dict(found.cpu)
    found = replace(found, municipality=municipality, seconds=stage.seconds, cpu=stage.cpu)
    towns = tuple(m.key for m in found.sources.tender.municipalities)
    if municipality and municipality not in towns:
        raise UnknownMunicipalityError(municipality, towns)
    shown = visible(found.specification, edition, municipality)
    if edition != "internal":
        found = replace(found, problems=ordered((*found.problems, *left_out(shown, found.specification))))
        if found.failed:
            return found
    with stage("write"):
        wanted = _only(shown, only)
        shelf = Shelf(cache, wanted) if cache is not None else None
        artifacts, unwritten = write(wanted, found.problems, shelf, jobs)
        found = replace(found, artifacts=tuple(artifacts), problems=ordered((*found.problems, *unwritten)))
    if found.failed and edition != "internal":
        return found
    if pages:
        from .paging import paged  # and with it what runs other programs

        with stage("pages"):
            counted = paged(found.artifacts)
        paged_problems = ordered((*found.problems, *counted.problems))
        found = replace(found, artifacts=counted.artifacts, problems=paged_problems, paged_by=counted.by)
    with stage("verify"):
        faults = tuple(verify(wanted, found.artifacts, shelf.known if shelf else (), jobs, cache))
        fresh = [a for a in found.artifacts if shelf is None or a.path not in shelf.known]
        found = replace(found, fresh=tuple(a.path for a in fresh))
        stopped = tuple(gate(found.specification, shown, found.artifacts, fresh, cache))
        faults += tuple(p for p in stopped if p.code in FAULTS)
        found = replace(found, problems=ordered((*found.problems, *(p for p in stopped if p.code not in FAULTS))))
    if faults:
        return replace(found, faults=faults)
    if found.failed and edition != "internal":
        return found
    if shelf is not None:
        shelf.verified(frozenset(p.place.path for p in stopped))
    return replace(found, digest=shown.digest)


def store(
    made: Outcome,
    output: Path,
    only: Collection[str] = (),
    listener: Callable[[str], None] | None = None,
    beside: Beside | None = None,
) -> Outcome:
    """What `make` has finished, on disk; what it has not, as it is."""
    if not made.digest:
        return made
    stage = Stopwatch(listener)
    stage.seconds, stage.cpu = made.seconds, made.cpu
    with stage("save"):
        head = replace(made.specification, edition=made.edition, municipality=made.municipality, digest=made.digest)
        beside = partial(_record, made) if made.edition == "internal" else beside
        saved, documents, unsaved = save(output, head, made.artifacts, only, beside, made.paged_by)
    return replace(made, saved=saved, documents=documents, problems=ordered((*made.problems, *unsaved)))


def _record(
    found: Outcome, _content: Mapping[str, bytes], documents: tuple[Entry, ...]
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    return {BUILD: json.record(replace(found, documents=documents).summary(), found.problems)}, ()


class UnknownDocumentError(Exception):
    """`build --only` named a document this edition does not have."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key)
        self.key = key
        self.known = known


class UnknownMunicipalityError(Exception):
    """`build --for` named a municipality this tender does not have."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key)
        self.key = key
        self.known = known


def _only(specification: Specification, keys: Collection[str]) -> Specification:
    """The specification with just these documents; references and digest stay those of the whole."""
    if not keys:
        return specification
    documents = tuple(d for d in _documents(specification.tender, specification.edition, keys) if d.key in keys)
    return replace(specification, tender=replace(specification.tender, documents=documents))


def _documents(tender: Tender, edition: str, keys: Collection[str]) -> tuple[Document, ...]:
    """Those of the edition; UnknownDocumentError where `keys` are not all among them."""
    known = {d.key: d for d in tender.documents if edition in d.editions}
    for key in keys:
        if key not in known:
            raise UnknownDocumentError(key, tuple(known))
    return tuple(known.values())


def known_documents(found: Outcome, keys: Collection[str]) -> None:
    """UnknownDocumentError where the edition has no document of such a key."""
    _documents(found.specification.tender, found.edition, keys)
