"""Whatever fails while documents are saved, the last build stays whole; two builds at once do not mix."""

import subprocess
import sys
from pathlib import Path

import pytest
from small import project, write

from pipeline.cli import main

ROOT = Path(__file__).resolve().parents[2]
FIRST = "## F-001 Første\n\n- Type: K\n\nLøsningen skal vise det første.\n"
SECOND = "---\narea: functional\n---\n# Henvendelser\n\n" + FIRST.replace("første", "andet")


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A project that was built, and whose sources have changed since."""
    folder = project(tmp_path, FIRST)
    assert main(["-C", str(folder), "build", "-q"]) == 0
    write(folder, "packages/AP1/krav.md", SECOND)
    return folder


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "-C", str(folder), *arguments]


def test_builds_at_once_do_not_mix(built: Path) -> None:
    """Both editions, three builds each, into one output folder."""
    editions = ("internal", "tender") * 3
    runs = [
        subprocess.Popen(command(built, "build", "-q", "--edition", e), cwd=ROOT, stderr=subprocess.PIPE)
        for e in editions
    ]
    assert [(run.communicate(timeout=60)[1], run.returncode) for run in runs] == [(b"", 0)] * len(runs)
    for edition in set(editions):
        assert main(["-C", str(built), "verify", str(built / "output" / edition)]) == 0
    assert sorted(p.name for p in (built / "output").iterdir()) == [".lock", "internal", "tender"]
