"""Damaged declarations, requirements, chapters and lists of a project: every build ends in values and messages.

Each input is examined whole, and those that leave nothing to mend are built whole. Nothing raises, nothing hangs, no
file among the sources is written, and no build finds a fault of the program.
"""

import contextlib
import copy
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import declared
import pytest
from complete import FILES, complete
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutation import MARKDOWN, YAML, as_bytes, in_time, mutated, revalued, reworded

from pipeline.base.cache import Cache
from pipeline.build import build, examine
from pipeline.model.problem import Severity
from pipeline.read.declarations import composer
from pipeline.report.catalogue import codes

TEXTS = tuple(f"sources/{name}" for name in FILES if name.endswith(".md"))
LISTS = tuple(f"sources/{name}" for name in FILES if name.endswith(".csv"))
QUICK = 1  # of each file and way, in the default run


@dataclass
class Examined:
    """A project whose files are damaged one at a time. `built`: how many were good enough to be built whole."""

    root: Path
    output: Path
    count: int = 0
    good: int = 0
    built: int = 0
    failures: list[str] = field(default_factory=list)
    cache: Cache = field(default_factory=lambda: Cache(held=True))

    def __post_init__(self) -> None:
        self.held = {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}
        self.stamps = self._stamps()

    def take(self, name: str, data: bytes, which: str, every: int = 1) -> None:
        """Examines the project with `data` as the file `name`; builds it if it is the `every`th that is good."""
        path = self.root / name
        if data == self.held[path]:
            return
        path.write_bytes(data)
        stamp = path.stat().st_mtime_ns
        self.count += 1
        try:
            with in_time():
                self._judge(every)
            assert path.read_bytes() == data, "the file was written"
            assert self._stamps() == {**self.stamps, path: stamp}, "a file of the project was written"
        except Exception as failure:  # every one is collected: the reader wants them all at once
            self.failures.append(f"{name}, {which}: {type(failure).__name__}: {failure}"[:600])
        finally:
            path.write_bytes(self.held[path])
            self.stamps[path] = path.stat().st_mtime_ns

    def _judge(self, every: int) -> None:
        outcome = examine(self.root, cache=self.cache)
        self.cache.forget()  # what this input did not ask for
        for problem in outcome.problems:
            assert problem.code in known(), problem.code
            assert problem.message, problem.code
            assert problem.place.path, problem.code
        if outcome.sources.tender.readable and any(p.severity is Severity.ERROR for p in outcome.problems):
            return
        self.good += 1
        if self.good % every == 0:
            self.built += 1
            made = build(self.root, self.output)
            assert made.faults == (), [f"{p.place}: {p.message}" for p in made.faults][:3]
            assert bool(made.saved) == made.sources.tender.readable
            assert made.saved or made.failed

    def _stamps(self) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in self.root.rglob("*") if not path.is_dir()}


@functools.cache
def known() -> frozenset[str]:
    return frozenset(codes())


@pytest.fixture
def examined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Examined]:
    """Files that have not changed are parsed once, and the form in it, which is honest, is read in this process."""
    monkeypatch.setattr("pipeline.read.Confined", contextlib.nullcontext)
    monkeypatch.setattr(composer, "compose", functools.lru_cache(maxsize=500)(composer.compose))
    project = Examined(complete(tmp_path / "project"), tmp_path / "output")
    outcome = examine(project.root)
    assert [p for p in outcome.problems if p.severity is Severity.ERROR] == []
    yield project
    assert project.failures == []


def damage(project: Examined, name: str, seeds: range, every: int = 1) -> None:
    """The file in every way that fits it, `seeds` times each."""
    data = project.held[project.root / name]
    text = data.decode()
    tokens = YAML if name.endswith(".yaml") else MARKDOWN
    values = declared.plain(project.root, name) if name.endswith(".yaml") else None
    for seed in seeds:
        project.take(name, mutated(data, seed), f"bytes {seed}", every)
        project.take(name, as_bytes(reworded(text, seed, tokens)), f"words {seed}", every)
        if values is not None:
            new = revalued(copy.deepcopy(values), seed)  # type: ignore[arg-type]
            project.take(name, as_bytes(declared.as_yaml(new)), f"values {seed}", every)


def names(project: Examined) -> tuple[str, ...]:
    return tuple(name for name, _shape in declared.files(project.root))


def test_a_few_of_everything(examined: Examined) -> None:
    sources = [name for name in names(examined) if name.startswith("sources/")]
    for name in (*sources, *TEXTS, *LISTS):
        damage(examined, name, range(QUICK), every=5)
    assert examined.count > 30


@pytest.mark.slow
@pytest.mark.parametrize("part", ["declarations", "templates", "texts", "lists"])
def test_thousands(examined: Examined, part: str, figure: Callable[[str, str, str], None]) -> None:
    sources = [name for name in names(examined) if name.startswith("sources/")]
    templates = [name for name in names(examined) if name.startswith("templates/")]
    files, seeds = {
        "declarations": (sources, 150),
        "templates": (templates, 25),
        "texts": (TEXTS, 500),
        "lists": (LISTS, 150),
    }[part]
    for name in files:
        damage(examined, name, range(QUICK, QUICK + seeds), every=8)
    what = "damaged declarations, requirements and chapters examined, each ending in values or messages"
    figure("hostile-input", what, f"{examined.count:,}")
    figure("hostile-input", "of these, good enough to be built whole, and built without a fault", f"{examined.built:,}")
    print(part, examined.count, examined.good, examined.built)


# --- anything at all -------------------------------------------------------------------------------------------------

ANY = settings(max_examples=15, deadline=None, derandomize=True, database=None)
MANY = settings(ANY, max_examples=1500, suppress_health_check=[HealthCheck.too_slow])


def pieces(tokens: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Words of a language in any order, and any characters between them."""
    some = st.sampled_from([*tokens, "\n", "\n", " ", "a"]) | st.text(max_size=8)
    return st.lists(some, max_size=40).map("".join)


SAID = st.tuples(st.sampled_from(TEXTS), pieces(MARKDOWN)) | st.tuples(
    st.sampled_from(["sources/" + name for name in FILES if name.endswith(".yaml")]), pieces(YAML)
)


def anything(project: Examined, rule: settings) -> None:
    @rule
    @given(SAID, st.booleans())
    def check(said: tuple[str, str], after: bool) -> None:
        name, text = said
        before = project.held[project.root / name] if after else b""
        project.take(name, before + as_bytes(text), repr(text)[:200], every=10)
        assert project.failures == []

    check()


def test_anything(examined: Examined) -> None:
    anything(examined, ANY)


@pytest.mark.slow
def test_anything_for_long(examined: Examined, figure: Callable[[str, str, str], None]) -> None:
    anything(examined, MANY)
    what = "damaged declarations, requirements and chapters examined, each ending in values or messages"
    figure("hostile-input", what, f"{examined.count:,}")
    print(examined.count, examined.good, examined.built)
