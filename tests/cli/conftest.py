"""`udbud`: the command line in a new project of its own."""

from pathlib import Path

import pytest
from commands import Answer, Udbud

from pipeline.cli import main


@pytest.fixture
def udbud(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Udbud:
    """`udbud("check", "-v")` in English, in a new project."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, lang: str = "en") -> Answer:
        code = main(["--lang", lang, *arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    assert call("new", "project").code == 0
    monkeypatch.chdir(tmp_path / "project")
    return call
