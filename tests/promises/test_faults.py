"""Whichever file operation fails, and however: what was there is whole, somebody says so, and the next run is right."""

import errno
import functools
import random
from collections.abc import Callable

import pytest
from attacks import NUMBER, RUNS, Run, Scene
from faults import Fault, faulty

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR)
SOME = (RUNS[1], Run(NUMBER))
FEW = 4  # operations of each run that fail in the default run of the tests


Scenes = Callable[[Run], Scene]


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Scenes:
    return functools.cache(lambda run: Scene(tmp_path_factory.mktemp("faults"), run))


def count(scene: Scene) -> int:
    scene.reset()
    with faulty(Fault()) as seen:
        assert scene.give() == 0
    return len(seen)


def attack(scene: Scene, fault: Fault, capsys: pytest.CaptureFixture[str]) -> None:
    scene.reset()
    capsys.readouterr()
    with faulty(fault) as seen:
        code = scene.give()
    said = "".join(capsys.readouterr())
    where = f"{scene.run}, operation {fault.at}: {seen[fault.at - 1]}\n{said}"
    assert code in (0, 1), where
    assert "Traceback" not in said, where
    assert "bug in udbud" not in said, where
    if code:
        assert said.strip(), where
        assert any(word in said for word in REMEDIES), where
    try:
        scene.assert_whole(code, seen[fault.at - 1])
        scene.grow_old()
        scene.assert_next_is_right()
    except AssertionError as wrong:
        raise AssertionError(f"{where}\n{wrong}") from wrong


REMEDIES = (
    *("Make room on the disk", "Close the documents in Word and Excel", "Look at the disk", "See that"),
    *("Take the file from", "Take it from", "Check the file name"),
)


@pytest.mark.parametrize("run", SOME, ids=str)
def test_some_operations_fail(scenes: Scenes, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    scene = scenes(run)
    last = count(scene)
    chance = random.Random(f"faults {scene.run}")
    # one of those that read, and some of the last, which write and clear up
    spots = {chance.randrange(1, last - 40), *chance.sample(range(last - 40, last + 1), FEW - 1)}
    for n, at in enumerate(sorted(spots)):
        attack(scene, Fault(at, CODES[n % len(CODES)]), capsys)


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES, ids=lambda code: errno.errorcode[code])
@pytest.mark.parametrize("run", RUNS, ids=str)
def test_every_operation_fails(
    scenes: Scenes, run: Run, code: int, capsys: pytest.CaptureFixture[str], figure: Callable[[str, str, str], None]
) -> None:
    last = count(scenes(run))
    for at in range(1, last + 1):
        attack(scenes(run), Fault(at, code), capsys)
    figure(
        "never-torn",
        f"file operations failed, one at a time, with {errno.errorcode[code]}",
        f"{last:,} and nothing torn",
    )


def lose_nothing(scene: Scene) -> None:
    scene.reset()
    with faulty(Fault(short=True)):
        assert scene.give() == 0
    assert scene.state() == scene.after


@pytest.mark.parametrize("run", SOME, ids=str)
def test_short_reads_and_writes_lose_nothing(scenes: Scenes, run: Run) -> None:
    lose_nothing(scenes(run))


@pytest.mark.slow
@pytest.mark.parametrize("run", [run for run in RUNS if run not in SOME], ids=str)
def test_short_reads_and_writes_of_the_others(scenes: Scenes, run: Run) -> None:
    lose_nothing(scenes(run))
