"""Killed at any moment, or two at once: the output is whole every time, and the next run is right."""

import functools
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attacks import BUILD, INTAKE, NUMBER, RELEASE, Run, Scene, agrees_with_its_sums, ended, forked
from faults import Fault, faulty
from small import write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked here, to be cheap")
PARALLEL = (*BUILD, "--jobs", "2")
# What is killed, and how often at an operation and how often by the clock, in the long run.
KILLS = (
    *((Run(BUILD, cache), 50, 20) for cache in ("off", "cold", "warm")),
    (Run(PARALLEL, "cold"), 20, 40),
    *((Run(command), 30, 5) for command in (NUMBER, INTAKE, RELEASE)),
)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Run], Scene]:
    return functools.cache(lambda run: Scene(tmp_path_factory.mktemp("killed"), run))


def kill_at(scene: Scene, operation: int) -> None:
    def work() -> None:
        with faulty(Fault(operation, kill=True)):
            scene.give()

    scene.reset()
    assert ended(forked(work)) == signal.SIGKILL, operation
    scene.assert_whole(None)
    scene.assert_next_is_right()


def kill_after(scene: Scene, seconds: float) -> bool:
    """Whether it was still at work."""
    scene.reset()
    child = forked(scene.give)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    at_work = ended(child) == signal.SIGKILL
    scene.assert_whole(None)
    scene.assert_next_is_right()
    return at_work


def measured(scene: Scene) -> tuple[int, float]:
    """How many operations and seconds the run takes, forked."""
    scene.reset()
    with faulty(Fault()) as seen:
        assert scene.give() == 0
    scene.reset()
    began = time.perf_counter()
    assert ended(forked(scene.give)) == 0
    return len(seen), time.perf_counter() - began


def kill(scene: Scene, at_operations: int, by_clock: int) -> int:
    operations, seconds = measured(scene)
    chance = random.Random(f"killed {scene.run}")
    # a fifth of them among the last operations, which save
    late = max(1, at_operations // 5)
    for _kill in range(at_operations):
        first = operations - 40 if _kill < late else 1
        kill_at(scene, chance.randint(max(1, first), operations))
    return sum(kill_after(scene, chance.uniform(0, seconds)) for _kill in range(by_clock))


Scenes = Callable[[Run], Scene]
# 25 in all
FEWER = ((Run(BUILD, "warm"), 12, 3), (Run(PARALLEL, "cold"), 2, 3), (Run(INTAKE), 5, 0))


@pytest.mark.parametrize(("run", "at_operations", "by_clock"), FEWER, ids=str)
def test_killed_now_and_then(scenes: Scenes, run: Run, at_operations: int, by_clock: int) -> None:
    kill(scenes(run), at_operations, by_clock)


@pytest.mark.slow
@pytest.mark.parametrize(("run", "at_operations", "by_clock"), KILLS, ids=str)
def test_killed_again_and_again(
    scenes: Scenes, run: Run, at_operations: int, by_clock: int, figure: Callable[[str, str, str], None]
) -> None:
    at_work = kill(scenes(run), at_operations, by_clock)
    figure("never-torn", "killed at a file operation", f"{at_operations:,} and nothing torn")
    figure("never-torn", "killed at a moment while it worked", f"{at_work:,} and nothing torn")


# --- two at once ------------------------------------------------------------------------------------------------------


def race(one: Scene, other: Scene, output: Path, chance: random.Random) -> None:
    """Two builds of different sources into one folder, both at once or a moment apart."""
    command = ("--output", str(output), "build", "--no-cache")

    def start(scene: Scene, wait: float) -> int:
        def work() -> None:
            time.sleep(wait)
            os._exit(scene.give(*command))

        return forked(work)

    runs = [start(scene, chance.choice((0, chance.uniform(0, 0.05)))) for scene in (one, other)]
    assert [ended(run) for run in runs] == [0, 0]
    made = {f"output/internal/{p.name}": p.read_bytes() for p in (output / "internal").iterdir()}
    assert agrees_with_its_sums(made)
    made.pop("output/internal/build.json")
    assert made in [{p: d for p, d in s.after.items() if p.startswith("output/internal/")} for s in (one, other)]
    assert sorted(p.name for p in output.iterdir()) == [".lock", "internal"]


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Scene]:
    one, other = (Scene(tmp_path_factory.mktemp(name), Run(BUILD)) for name in ("one", "other"))
    text = other.folder / "sources/packages/AP1/krav.md"
    write(other.folder, "packages/AP1/krav.md", text.read_text("utf-8").replace("andet", "tredje"))
    assert other.give() == 0
    other.after = other.state()
    assert one.after != other.after
    return one, other


def test_three_races(rivals: tuple[Scene, Scene], tmp_path: Path) -> None:
    chance = random.Random(3)
    for _race in range(3):
        race(*rivals, tmp_path / "output", chance)


@pytest.mark.slow
def test_a_hundred_races(rivals: tuple[Scene, Scene], tmp_path: Path, figure: Callable[[str, str, str], None]) -> None:
    chance = random.Random(100)
    for _race in range(100):
        race(*rivals, tmp_path / "output", chance)
    figure("two-at-once", "races of two builds for one folder", "100, 0 mixed")
