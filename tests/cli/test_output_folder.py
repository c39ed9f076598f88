"""Documents go to a folder of their own: the project, its sources and its templates are refused."""

from pathlib import Path

import pytest
from small import project

from pipeline.cli import main

BODY = "## F-001 Svar\n\n- Type: K\n\nLøsningen skal svare.\n"


@pytest.mark.parametrize("name", ["", "sources", "sources/packages/ny", "templates", "udgang/../sources", "link"])
@pytest.mark.parametrize("command", [("build",), ("forms",)])
def test_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    command: tuple[str, ...],
) -> None:
    folder = project(tmp_path / "p", BODY)
    (folder / "link").symlink_to("sources", target_is_directory=True)
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    assert main(["--lang", "en", *command, "--output", name or "."]) == 2
    assert "Documents cannot be written to" in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before
