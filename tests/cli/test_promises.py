"""What a build promises: the same bytes whatever surrounds it, no network, whole output when two run or one is killed.

Figures: 64 builds, 1 hash per file; 0 connections; 0 mixed folders.
"""

import hashlib
import json
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pipeline.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent

# One process per hash seed; in it, builds under changing folders, time zones, languages, masks, clocks and listings.
SURROUNDINGS = """
    import os, random, sys, time
    from pathlib import Path
    from pipeline.cli import main
    project, output, first, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    listdir, scandir, clock = os.listdir, os.scandir, time.time
    class Shuffled(list):
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def close(self): pass
    for n in range(first, first + count):
        shake = random.Random(n)
        def shuffled(entries):
            entries = list(entries)
            shake.shuffle(entries)
            return entries
        os.listdir = lambda path=".": shuffled(listdir(path))
        os.scandir = lambda path=".": Shuffled(shuffled(scandir(path)))
        os.environ["TZ"] = ("UTC", "Pacific/Kiritimati", "America/St_Johns", "Europe/Copenhagen")[n % 4]
        time.tzset()
        os.environ["LANG"] = os.environ["LC_ALL"] = ("C", "da_DK.UTF-8", "tr_TR.UTF-8")[n % 3]
        time.time = lambda: clock() + n * 86_400 * 365
        os.umask((0o022, 0o077, 0o000)[n % 3])
        os.chdir((project, project.parent, "/")[n % 3])
        edition = ("internal", "tender")[n % 2]
        where = ["-q", "-C", str(project), "--output", str(output / str(n))]
        assert main([*where, "--lang", ("da", "en")[n // 2 % 2], "build", "--edition", edition]) == 0, n
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert main(["-q", "new", str(tmp_path / "project")]) == 0
    return tmp_path / "project"


def run(program: str, *arguments: object, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT), **environment})


@pytest.mark.skipif(sys.platform == "win32", reason="time zones and masks cannot be set on Windows")
def test_the_same_bytes_whatever_surrounds_the_build(project: Path, tmp_path: Path) -> None:
    processes = []
    for seed in range(8):
        processes.append(run(SURROUNDINGS, project, tmp_path / "out", seed * 8, 8, PYTHONHASHSEED=str(seed)))
        if len(processes) % 2 == 0:
            assert [p.wait() for p in processes[-2:]] == [0, 0]
    hashes: dict[str, set[str]] = {}
    for path in (tmp_path / "out").rglob("*.*"):
        if path.is_file() and path.name not in ("build.json", ".lock"):
            name = f"{path.parent.name}/{path.name}"
            hashes.setdefault(name, set()).add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(list((tmp_path / "out").iterdir())) == 64
    assert set(hashes) >= {"internal/kravspecifikation.docx", "tender/kravmatrix.xlsx", "tender/manifest.json"}
    assert {name: len(found) for name, found in hashes.items() if len(found) != 1} == {}


def test_a_build_makes_no_connection_and_starts_no_program(project: Path) -> None:
    krav = project / "sources/packages/AP1/funktionelle-krav.md"
    text = krav.read_text("utf-8") + "\n![kort](https://example.org/kort.png)\n\n[se](https://example.org/)\n"
    krav.write_text(text, "utf-8")
    program = """
        import sys
        seen = []
        watched = ("socket.", "urllib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "http.", "ftplib.")
        sys.addaudithook(lambda event, details: seen.append(event) if event.startswith(watched) else None)
        from pipeline.cli import main
        code = main(["-C", sys.argv[1], "--format", "json", "build"])
        assert code == 1, code  # the remote picture is an error
        assert not seen, seen
    """
    assert run(program, project).wait() == 0


def test_the_hook_above_would_see_a_connection() -> None:
    program = """
        import sys
        seen = []
        sys.addaudithook(lambda event, details: seen.append(event) if event.startswith("socket.") else None)
        import socket
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=0.1)
        except OSError:
            pass
        assert seen
    """
    assert run(program).wait() == 0


ENDLESS = """
    import sys
    from pipeline.cli import main
    while True:
        assert main(["-q", "-C", sys.argv[1], "--output", sys.argv[2], "build"]) == 0
"""


def consistent(folder: Path) -> None:
    """Every file is the one its manifest describes, and all are from one build."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for file in manifest["files"]:
        assert hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest() == file["sha256"]
        assert "source_digest" not in file
    assert json.loads((folder / "build.json").read_bytes())["documents"]


def test_two_builds_at_once_and_kills_leave_a_whole_folder(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert main(["-q", "new", str(other)]) == 0
    tender = other / "sources/tender.yaml"
    tender.write_text(tender.read_text("utf-8").replace("Nyt udbud", "Et andet udbud"), "utf-8")
    output = tmp_path / "output"
    assert main(["-q", "-C", str(project), "--output", str(output), "build"]) == 0
    for turn in range(4):
        both = [run(ENDLESS, project, output), run(ENDLESS, other, output)]
        time.sleep(1.0 + turn * 0.17)
        for process in both:
            assert process.poll() is None
            process.kill()
            process.wait()
        consistent(output / "internal")
    assert main(["-q", "-C", str(project), "--output", str(output), "build"]) == 0
    assert sorted(p.name for p in output.iterdir()) == [".lock", "internal"]
