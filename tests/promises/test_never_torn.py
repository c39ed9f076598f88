"""Whatever fails while documents are saved, the last build stays whole; two builds at once do not mix."""

import random
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


def test_a_killed_build_leaves_the_last_one_or_the_next(built: Path) -> None:
    """Killed again and again; the folder agrees with its manifest every time, and the next build clears up."""
    chance = random.Random(4711)
    code = (
        "import itertools, sys; from pathlib import Path\n"
        "from pipeline import bundle; from pipeline.build import build\n"
        "root = Path(sys.argv[1]); made = build(root, root / 'output')\n"
        "from dataclasses import replace; shown = replace(made.specification, edition='internal')\n"
        "print('ready', flush=True)\n"
        "for n in itertools.count():\n"
        "    half = made.artifacts[: 1 + n % len(made.artifacts)]\n"
        "    bundle.save(root / 'output', replace(shown, digest=str(n)), half, (), None)\n"
    )
    for _kill in range(4):
        run = subprocess.Popen([sys.executable, "-c", code, str(built)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(timeout=chance.uniform(0.01, 0.2))
        run.kill()
        run.communicate()
        assert main(["-C", str(built), "verify", str(built / "output" / "internal")]) == 0
    assert main(["-C", str(built), "build", "-q"]) == 0
    assert sorted(p.name for p in (built / "output").iterdir()) == [".lock", "internal"]
