"""Output is whole or untouched, whatever fails and whenever."""

import contextlib
import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline.base import files

OLD = {"a.docx": b"old a", "matrix/b.xlsx": b"old b"}
NEW = {"a.docx": b"new a", "matrix/c.xlsx": b"new c"}
CALLS = ("mkdir", "makedirs", "open", "write", "fsync", "rename")


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def swap_in(parent: Path, given: dict[str, bytes]) -> None:
    with files.lock(parent):
        files.recover(parent)
        files.replace_folder(parent, "internal", given)


@pytest.fixture(params=["exchange", "two renames"])
def output(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "two renames":
        monkeypatch.setattr(files, "_exchange", lambda one, other: False)
    elif not sys.platform.startswith("linux"):
        pytest.skip("only Linux exchanges two folders in one step")
    swap_in(tmp_path, OLD)
    return tmp_path


def test_a_folder_is_replaced_as_a_whole(output: Path) -> None:
    swap_in(output, NEW)
    assert content(output / "internal") == NEW
    assert sorted(p.name for p in output.iterdir()) == [".lock", "internal"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_whichever_operation_fails_the_old_folder_stays_whole(
    output: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = {name: getattr(os, name) for name in CALLS}
    for fail_at in range(1, 200):
        done = 0

        def counted(name: str, *given: object, **more: object) -> object:
            nonlocal done
            done += 1
            if done == fail_at:  # noqa: B023
                raise OSError(code, "made to fail")
            return real[name](*given, **more)

        with monkeypatch.context() as patch:
            for name in CALLS:
                patch.setattr(files.os, name, lambda *g, _name=name, **m: counted(_name, *g, **m))
            with contextlib.suppress(OSError):
                swap_in(output, NEW)
        if done < fail_at:
            break
        with files.lock(output):
            files.recover(output)
        assert content(output / "internal") in (OLD, NEW)
        assert [p.name for p in output.iterdir() if p.name.startswith((".staging", ".previous"))] == []
    else:
        pytest.fail("never ran to the end")
    assert fail_at > 15
    assert content(output / "internal") == NEW


def test_an_interrupted_swap_is_undone_at_the_next_start(tmp_path: Path) -> None:
    swap_in(tmp_path, OLD)
    (tmp_path / "internal").rename(tmp_path / ".previous-internal")
    (tmp_path / ".staging-internal-1").mkdir()
    files.recover(tmp_path)
    assert content(tmp_path / "internal") == OLD
    assert not (tmp_path / ".staging-internal-1").exists()


def test_killed_at_any_moment_the_folder_is_whole(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import itertools, sys
        from pathlib import Path
        from pipeline.base import files
        parent = Path(sys.argv[1])
        with files.lock(parent):
            files.recover(parent)
            print("go", flush=True)
            for n in itertools.count():
                files.replace_folder(parent, "internal", {f"{i}.bin": str(n).encode() * 5000 for i in range(8)})
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
    with (
        files.lock(tmp_path),
        pytest.raises(files.LockedError, match=str(os.getpid())),
        files.lock(tmp_path, patience=0.1),
    ):
        pytest.fail("two builds at once")
    with files.lock(tmp_path, patience=0.1):
        pass


def test_a_single_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = tmp_path / "sources" / "ids.csv"
    files.write(ledger, b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        files.write(ledger, b"new and longer")
    assert ledger.read_bytes() == b"old"
    assert sorted(p.name for p in ledger.parent.iterdir()) == ["ids.csv"]


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
