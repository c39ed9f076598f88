"""Same sources, same bytes: whatever the machine's clock, language, time zone, hash seed, rights or folder order,
how many processes write and what is remembered. Another zlib compresses differently; what is compressed is the same."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.generate import generate
from small import write

ROOT = Path(__file__).resolve().parents[2]
SHIM = Path(__file__).resolve().parent / "shim"
CACHE = ".udbud-cache"
ASIDE = "build.json"  # says how long each stage took; the manifest does not list it

SEEDS = ("0", "1", "4711", "random")
ZONES = ("UTC", "Europe/Copenhagen", "Pacific/Kiritimati", "America/St_Johns")
LANGUAGES = ("C", "da_DK.UTF-8", "tr_TR.UTF-8", "POSIX")
MASKS = ("022", "077", "002", "027")
EDITIONS = ("internal", "tender")
CLOCKS = ("0", "86400", "-900000000", "400000000")
FOLDERS = ("home", "project", "elsewhere", "root")
JOBS = ("1", "2", "3")
CACHES = ("cold", "warm", "off")


def worlds(count: int) -> list[tuple[str, ...]]:
    """Each value of each circumstance equally often, in changing company: a Latin arrangement. Three in a row build the
    same edition with as many processes, so that the second finds what the first has remembered."""
    found = []
    for n in range(count):
        turn, three = n // 4, n // 3
        found.append(
            (
                SEEDS[n % 4],
                ZONES[(n + turn) % 4],
                LANGUAGES[(n + 2 * turn) % 4],
                MASKS[(n + 3 * turn) % 4],
                CLOCKS[(n // 2 + turn) % 4],
                FOLDERS[(n // 3 + turn) % 4],
                JOBS[three % 3],
                CACHES[n % 3],
                EDITIONS[three % 2],
                str(n),
            )
        )
    return found


def build(project: Path, output: Path, world: tuple[str, ...], **more: str) -> dict[str, str]:
    """The SHA-256 of every file of one build in a process of its own, in this world."""
    seed, zone, language, mask, clock, folder, jobs, cache, edition, shuffle = world
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    environment |= {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language, "SHIM_UMASK": mask}
    environment |= {"SHIM_CLOCK": clock, "SHIM_SHUFFLE": shuffle, "PYTHONPATH": os.pathsep.join((str(SHIM), str(ROOT)))}
    start = {"home": ROOT, "project": project, "elsewhere": output.parent, "root": Path("/")}[folder]
    where = Path(os.path.relpath(project, start)) if folder == "elsewhere" else project
    command = [sys.executable, "-m", "pipeline", "-C", str(where), "--output", str(output), "build", "-q"]
    command += ["--edition", edition, "--jobs", jobs, *(["--no-cache"] if cache == "off" else [])]
    if cache == "cold":
        shutil.rmtree(project / CACHE, ignore_errors=True)
    assert cache != "warm" or any((project / CACHE).iterdir())
    done = subprocess.run(command, cwd=start, env=environment | more, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = output / edition
    return {
        p.relative_to(made).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in made.rglob("*")
        if p.is_file() and p.name != ASIDE
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Markdown and workbooks, chapters, terms and facts, without a problem."""
    folder = generate(24, tmp_path_factory.mktemp("bytes") / "project")
    chapter = (
        "# Indledning\n\nSe [@F-00001], [@kravmatrix] og {{ tilbudsfrist }}.[^1]\n\n[^1]: {{ antal.krav }} krav.\n"
    )
    write(folder, "chapters/kravspecifikation/10-indledning.md", chapter)
    write(folder, "chapters/kravspecifikation/20-mere.md", "# Mere\n\n::: instruktion\nVedlæg en plan.\n:::\n")
    return folder


def assert_one_hash(project: Path, folder: Path, count: int) -> None:
    """Each edition must agree with its own kind."""
    seen: dict[str, dict[str, str]] = {}
    for world in worlds(count):
        hashes = build(project, folder / f"output-{world[-1]}", world)
        assert {"kravspecifikation.docx", "kravmatrix.xlsx", "manifest.json", "SHA256SUMS"} <= hashes.keys()
        assert hashes == seen.setdefault(world[-2], hashes), world
    assert len(seen) == 2


def test_nine_worlds_one_hash_per_file(project: Path, tmp_path: Path) -> None:
    """Every number of processes with every state of the memory."""
    assert len({world[6:8] for world in worlds(9)}) == 9
    assert_one_hash(project, tmp_path, 9)


@pytest.mark.slow
def test_many_worlds_one_hash_per_file(project: Path, tmp_path: Path, figure: Callable[[str, str, str], None]) -> None:
    """And with both editions, each circumstance about equally often."""
    of_each = [len({world[i] for world in worlds(72)}) for i in range(9)]
    assert of_each == [4, 4, 4, 4, 4, 4, 3, 3, 2]
    assert len({world[6:9] for world in worlds(72)}) == 18
    assert_one_hash(project, tmp_path, 72)
    figure("same-bytes", "builds in as many worlds", "72, one hash per file and edition")


def test_another_zlib_compresses_the_same_parts(
    project: Path, tmp_path: Path, figure: Callable[[str, str, str], None]
) -> None:
    pytest.importorskip("zlib_ng", reason="no second zlib is installed")
    world = ("0", "UTC", "C", "022", "0", "home", "1", "off", "internal", "1")
    ours = build(project, tmp_path / "ours", world)
    theirs = build(project, tmp_path / "theirs", world, SHIM_ZLIB="zlib-ng")
    documents = {name for name in ours if name.endswith((".docx", ".xlsx"))}
    assert len(documents) >= 2
    assert {name for name in ours if ours[name] != theirs[name]} == {*documents, "manifest.json", "SHA256SUMS"}

    def manifest(output: str) -> list[dict[str, object]]:
        text = (tmp_path / output / "internal" / "manifest.json").read_text("utf-8")
        return [{k: v for k, v in f.items() if k not in ("sha256", "size")} for f in json.loads(text)["files"]]

    assert manifest("ours") == manifest("theirs")
    assert all(entry["parts_sha256"] for entry in manifest("ours"))
    figure("same-bytes", "documents compressed by another zlib (zlib-ng)", f"{len(documents)}, the same parts")


def test_the_shim_changes_the_world(tmp_path: Path) -> None:
    """Without this the test above could pass because nothing was ever different."""
    for name in "abcdefgh":
        (tmp_path / name).touch()
    code = (
        "import os, time, datetime; from pathlib import Path\n"
        "print(os.listdir(), [e.name for e in os.scandir()], [p.name for p in Path().iterdir()], sep='|')\n"
        "print(int(time.time()), datetime.date.today().year, os.umask(0))"
    )

    def world(**variables: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(SHIM), **variables}
        command = [sys.executable, "-c", code]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    plain = world(SHIM_UMASK="022").splitlines()
    assert world(SHIM_UMASK="077").splitlines()[1].split()[2] != plain[1].split()[2]
    assert world(SHIM_CLOCK="400000000").splitlines()[1].split()[1] > plain[1].split()[1]
    one, other = (world(SHIM_SHUFFLE=seed).splitlines()[0].split("|") for seed in "12")
    assert all(a != b for a, b in zip(one, other, strict=True))
