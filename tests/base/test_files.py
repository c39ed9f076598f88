"""Output is whole or untouched, whatever fails and whenever."""

import contextlib
import errno
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from faults import Fault, faulty

from pipeline.base import files, locking, swapping, system

OLD = {"a.docx": b"old a", "matrix/b.xlsx": b"old b"}
NEW = {"a.docx": b"new a", "matrix/c.xlsx": b"new c"}
DEAD = 1 << 22  # above the largest process number


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def swap_in(parent: Path, given: dict[str, bytes]) -> None:
    with locking.lock(parent, "test"):
        swapping.recover(parent)
        swapping.replace_folder(parent, "internal", given)


@pytest.fixture(params=["exchange", "two renames"])
def output(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "two renames":
        monkeypatch.setattr(system, "exchange", lambda one, other: False)
    elif not sys.platform.startswith("linux"):
        pytest.skip("only Linux exchanges two folders in one step")
    swap_in(tmp_path, OLD)
    return tmp_path


def test_a_folder_is_replaced_as_a_whole(output: Path) -> None:
    swap_in(output, NEW)
    assert content(output / "internal") == NEW
    assert sorted(p.name for p in output.iterdir()) == [".lock", "internal"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_whichever_operation_fails_the_old_folder_stays_whole(output: Path, code: int) -> None:
    for fail_at in range(1, 200):
        with faulty(Fault(fail_at, code)) as seen:
            failed = True
            with contextlib.suppress(OSError):
                swap_in(output, NEW)
                failed = False
        assert content(output / "internal") == (OLD if failed else NEW)
        with locking.lock(output, "test"):
            swapping.recover(output)
        assert content(output / "internal") == (OLD if failed else NEW)
        assert [p.name for p in output.iterdir() if p.name.startswith((".staging", ".previous"))] == []
        if len(seen) < fail_at:
            break
        swap_in(output, OLD)
    else:
        pytest.fail("never ran to the end")
    assert fail_at > 15


def test_an_interrupted_swap_is_undone_at_the_next_start(tmp_path: Path) -> None:
    swap_in(tmp_path, OLD)
    (tmp_path / "internal").rename(tmp_path / ".previous-internal")
    (tmp_path / ".staging-internal-1").mkdir()
    swapping.recover(tmp_path)
    assert content(tmp_path / "internal") == OLD
    assert not (tmp_path / ".staging-internal-1").exists()


def test_killed_at_any_moment_the_folder_is_whole(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import itertools, sys
        from pathlib import Path
        from pipeline.base.locking import lock
        from pipeline.base.swapping import recover, replace_folder
        parent = Path(sys.argv[1])
        with lock(parent, "test"):
            recover(parent)
            print("go", flush=True)
            for n in itertools.count():
                replace_folder(parent, "internal", {f"{i}.bin": str(n).encode() * 5000 for i in range(8)})
    """)
    swap_in(tmp_path, {f"{i}.bin": b"0" * 5000 for i in range(8)})
    for turn in range(12):
        process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.02 + turn * 0.013)
        process.kill()
        process.communicate()
        found = content(tmp_path / "internal")
        assert len(found) == 8
        assert len(set(found.values())) == 1, "files of two builds in one folder"


def test_a_second_build_waits_and_says_who_holds_the_folder(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("locks within one process behave differently on Windows")
    said = rf"^{os.getpid()}, build tender, \d\d:\d\d:\d\d$"
    with (
        locking.lock(tmp_path, "build tender"),
        pytest.raises(locking.LockedError, match=said),
        locking.lock(tmp_path, "build internal", patience=0.1),
    ):
        pytest.fail("two builds at once")
    with locking.lock(tmp_path, "test", patience=0.1):
        pass
    assert [p.name for p in tmp_path.iterdir()] == [".lock"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_the_workers_of_a_killed_build_hold_no_lock(tmp_path: Path) -> None:
    """They were forked while it was held, and live on."""
    program = textwrap.dedent("""
        import multiprocessing, sys, time
        from pathlib import Path
        from pipeline.base.locking import lock
        with lock(Path(sys.argv[1]), "test"):
            worker = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
            worker.start()
            print(worker.pid, flush=True)
            time.sleep(60)
    """)
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    try:
        with pytest.raises(locking.LockedError), locking.lock(tmp_path, "test", patience=0.1):
            pytest.fail("the lock is not held")
        parent.kill()
        parent.wait()
        with locking.lock(tmp_path, "test", patience=1.0):
            os.kill(worker, 0)  # it is alive
    finally:
        os.kill(worker, 9)
        parent.stdout.close()


def test_a_single_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    ledger = tmp_path / "sources" / "ids.csv"
    files.write(ledger, b"old")
    for fail_at in range(1, 50):
        with faulty(Fault(fail_at, errno.ENOSPC)) as seen, contextlib.suppress(OSError):
            files.write(ledger, b"new and longer")
        assert ledger.read_bytes() in (b"old", b"new and longer")
        files.write(ledger, b"old")
        assert sorted(p.name for p in ledger.parent.iterdir()) == ["ids.csv"]
        if len(seen) < fail_at:
            break
    assert 6 < fail_at < 49


def test_what_a_killed_writer_left_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    others = [".ids.csv.tmp", f".ids.csv.{os.getppid()}.tmp", f"ids.csv.{DEAD}.tmp"]
    for name in (*others, f".ids.csv.{DEAD}.tmp"):
        (tmp_path / name).write_bytes(b"half")
    files.write(tmp_path / "journal.csv", b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*others, "journal.csv"])


def test_reading_in_short_pieces_and_no_more_than_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(range(256)) * 9000)
    with faulty(Fault(0, short=True)):
        assert files.read(tmp_path / "a") == bytes(range(256)) * 9000
    assert files.read(tmp_path / "a", 700) == (bytes(range(256)) * 3)[:700]


def test_folders_are_listed_by_name_and_what_is_not_there_is_empty(tmp_path: Path) -> None:
    for name in ("b/y.json", "b/a/x.json", "a.txt", "c.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "d").symlink_to(tmp_path / "b")
    (tmp_path / "e").symlink_to(tmp_path / "nowhere")
    assert [p.name for p in files.within(tmp_path)] == ["a.txt", "b", "c.json", "d", "e"]
    assert [p.name for p in files.within(tmp_path, ".json")] == ["c.json"]
    assert [p.relative_to(tmp_path).as_posix() for p in files.below(tmp_path)] == [
        *("a.txt", "b/a/x.json", "b/y.json", "c.json")
    ]
    assert files.within(tmp_path / "nowhere") == files.within(tmp_path / "a.txt") == ()
    assert not files.exists(tmp_path / "e")
    assert files.is_there(tmp_path / "e")
    assert not files.exists(tmp_path / "no\0name")
    with faulty(Fault(1, errno.EIO)), pytest.raises(OSError, match="Input/output"):
        files.exists(tmp_path)


def test_a_lock_that_is_free_costs_no_time(tmp_path: Path) -> None:
    with locking.lock(tmp_path, "test"):
        pass
    before = time.process_time()
    for _turn in range(20):
        with locking.lock(tmp_path, "test"):
            pass
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    "path", ["", "/etc/x", "../x", "a/../b", "CON", "con.docx", "a:b", "x.", "x ", "a\\b", "nul/x.docx", "a\tb", "."]
)
def test_names_that_do_not_work_everywhere_are_refused(path: str) -> None:
    assert not files.portable(path)


@pytest.mark.parametrize(
    "path", ["kravspecifikation.docx", "bidragsskema/nordby.xlsx", "bilag.3.1.docx", "contract.docx"]
)
def test_ordinary_names_are_accepted(path: str) -> None:
    assert files.portable(path)
