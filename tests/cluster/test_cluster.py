"""`build --for all --scheduler`: the workers of a cluster make the same bytes, and one that is lost is not missed.

Scheduler and workers are processes of this machine that speak on its own loopback address, without dashboard or nanny.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from small import ROOT
from towns import TOWNS, alone, content, run, tender

from pipeline.base import cluster
from pipeline.base.cluster import Cluster, ClusterError
from pipeline.base.workers import Answer

pytest.importorskip("distributed")
HERE = Path(__file__).resolve().parent
LOCAL = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def processes(
    folder: Path, workers: tuple[dict[str, str], ...], failures: int = 3, protocol: str = "tcp"
) -> Iterator[str]:
    """A scheduler and workers with these in their environment; the scheduler's address. What loses more than `failures`
    workers is given up."""
    folder.mkdir(parents=True)
    contact = folder / "scheduler.json"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures),
    }
    where = ("--scheduler-file", str(contact))
    scheduler = (*where, "--port", "0", "--no-show", "--protocol", protocol)
    worker = (*where, "--no-nanny", "--nthreads", "1", "--preload", str(HERE / "preload.py"))
    commands = [("dask_scheduler", scheduler, {})]
    commands += [
        ("dask_worker", (*worker, "--local-directory", str(folder / str(n))), w) for n, w in enumerate(workers)
    ]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{name}", *words, *LOCAL],
            cwd=folder,
            env=environment | own,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name, words, own in commands
    ]
    try:
        for _moment in range(300):
            if contact.is_file() and contact.stat().st_size:
                break
            time.sleep(0.05)
        address = str(json.loads(contact.read_text("utf-8"))["address"])
        _await_workers(address, len(workers))
        yield address
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()


def _await_workers(address: str, count: int) -> None:
    import distributed

    with distributed.Client(address, set_as_default=False, timeout=20) as client:
        client.wait_for_workers(count, timeout=20)


def kill_when_there(waiting: Path) -> None:
    for _moment in range(400):
        if waiting.is_file() and (text := waiting.read_text("utf-8")):
            os.kill(int(text), signal.SIGKILL)
            return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tender(tmp_path_factory.mktemp("cluster") / "p")


def test_a_worker_is_killed_while_it_works_and_every_bundle_comes_out_the_same(folder: Path, tmp_path: Path) -> None:
    waiting, output = tmp_path / "waiting", tmp_path / "out"
    wanted = content(alone(folder, tmp_path / "alone"))
    with processes(tmp_path / "dask", ({"WAIT": str(waiting)}, {}, {})) as address:
        killer = threading.Thread(target=kill_when_there, args=(waiting,))
        killer.start()
        assert run(folder, output, "-q", "--edition", "tender", "--for", "all", "--scheduler", address) == 0
        killer.join()
    with pytest.raises(ProcessLookupError):
        os.kill(int(waiting.read_text("utf-8")), 0)
    assert content(output) == wanted


@pytest.mark.slow
def test_what_kills_its_workers_is_named_and_the_others_are_made(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before that, workers with another program than ours are refused."""
    words = ("--edition", "tender", "--for", "all", "--scheduler")
    with processes(tmp_path / "dask", ({"POISON": "soenderkaer"}, {"POISON": "soenderkaer"}), failures=0) as address:
        real = cluster.fingerprint()
        with monkeypatch.context() as changed:
            changed.setattr(cluster, "_here", lambda: real | {"program": "0123"})
            assert run(folder, tmp_path / "out", *words, address) == 2
        assert f"program er {real['program']}, her er det 0123" in capsys.readouterr().err
        assert run(folder, tmp_path / "out", *words, address) == 1
        assert "Sønderkær Kommune (soenderkaer): worker-died" in capsys.readouterr().out
        made = {path.name for path in (tmp_path / "out").glob("tender-*")}
        assert made == {f"tender-{town}" for town in TOWNS if town != "soenderkaer"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_with_certificates_it_is_encrypted_and_without_them_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import dask

    key, cert = tmp_path / "maskine.key", tmp_path / "maskine.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(command, check=True, capture_output=True)
    own = {"cert": str(cert), "key": str(key)}
    tls = {"ca-file": str(cert), "scheduler": own, "worker": own, "client": own}
    settings = {"distributed": {"comm": {"require-encryption": True, "tls": tls}}}
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "udbud.yaml").write_text(json.dumps(settings), "utf-8")  # JSON is YAML
    monkeypatch.setenv("DASK_CONFIG", str(tmp_path / "settings"))
    words = ("--only", "kravmatrix", "--for", "all", "--scheduler")
    flat = {"distributed.comm.require-encryption": True, "distributed.comm.tls.ca-file": str(cert)}
    flat |= {f"distributed.comm.tls.client.{name}": path for name, path in own.items()}
    with dask.config.set(flat), processes(tmp_path / "dask", ({},), protocol="tls") as address:
        assert address.startswith("tls://")
        assert run(folder, tmp_path / "out", *words, address) == 0
        capsys.readouterr()
        with dask.config.set({"distributed.comm.tls.client.cert": None, "distributed.comm.tls.client.key": None}):
            assert run(folder, tmp_path / "none", *words, address) == 2
        assert "certifikater" in capsys.readouterr().err
        with dask.config.set({"distributed.comm.require-encryption": False}):
            assert run(folder, tmp_path / "none", *words, address.replace("tls://", "tcp://")) == 2
        assert "Ingen planlægger svarer" in capsys.readouterr().err
    assert len(list((tmp_path / "out").glob("internal-*"))) == len(TOWNS)


class TestWhatIsRefused:
    def said(self, folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
        begin = time.monotonic()
        assert run(folder, folder / "none", "--for", "all", *words) == 2
        assert time.monotonic() - begin < 10
        assert not (folder / "none").exists()
        return capsys.readouterr().err

    @pytest.mark.parametrize(
        ("words", "wanted"),
        [
            (("--scheduler", "tcp://127.0.0.1:9"), "Ingen planlægger svarer på tcp://127.0.0.1:9"),
            (("--scheduler", "127.0.0.1:8786"), "er ikke en planlæggers adresse"),
            (("--scheduler", "tls://127.0.0.1:9"), "certifikater"),
            (("--scheduler", "tcp://127.0.0.1:9", "--jobs", "2"), "udelad --jobs"),
            (("--scheduler", "tcp://127.0.0.1:9", "--pages"), "udelad --jobs"),
            (("--scheduler", "tcp://127.0.0.1:9", "--for", "nordby"), "--for all"),
        ],
    )
    def test_what_cannot_be(
        self, folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], wanted: str
    ) -> None:
        assert wanted in self.said(folder, capsys, *words)

    def test_the_package_that_is_not_installed(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        assert 'pip install "udbud-pipeline[cluster]"' in self.said(folder, capsys, "--scheduler", "tcp://127.0.0.1:9")


def test_workers_that_would_write_other_files_or_none() -> None:
    other = {"tcp://b:2": cluster.fingerprint() | {"Python": "3.0.0"}}
    with pytest.raises(ClusterError, match="worker tcp://b:2 would write other files: its Python is 3"):
        cluster._compared("tcp://a:1", other)
    with pytest.raises(ClusterError, match="has no workers"):
        cluster._compared("tcp://a:1", {})
    with pytest.raises(ClusterError, match="worker tcp://b:2 has no udbud"):
        cluster._compared("tcp://a:1", {"tcp://b:2": ModuleNotFoundError("pipeline")})


class Nobody:
    """A client whose workers have all gone."""

    status = "running"

    class Future:
        def done(self) -> bool:
            return False

        def add_done_callback(self, _call: Any) -> None: ...

    def submit(self, *_given: Any, **_more: Any) -> Any:
        return self.Future()

    def ncores(self) -> dict[str, int]:
        return {}

    def cancel(self, _futures: Any) -> None: ...


def test_without_a_worker_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_LOOK", 0.02)
    found = list(Cluster(Nobody(), stalled=0.1).answers(max, "", ("a", "b", "c")))  # type: ignore[arg-type]
    assert found == [Answer(thing, ended="no worker was left") for thing in "abc"]


def test_a_build_without_a_scheduler_loads_nothing_of_it(folder: Path, tmp_path: Path) -> None:
    words = ["-C", str(folder), "--output", str(tmp_path), "build", "-q", "--for", "all"]
    words += ["--only", "kravmatrix"]
    code = f"import sys; from pipeline.__main__ import main; main({words!r}); print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert not {"distributed", "dask", "asyncio"} & set(done.stdout.split())
