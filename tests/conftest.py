"""Puts tests/ on the import path, so that every test may `from factory import requirement, specification`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.base.i18n import use_language


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite expected results; review the diff in git")


@pytest.fixture(autouse=True)
def _english() -> None:
    """Every test starts with the messages as they stand in the code, whatever language the last one spoke."""
    use_language("en")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`golden(path, actual)`: `actual` is what the file at `path` says, or becomes it with --update-golden."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert actual == expected, f"{path} says otherwise; pytest --update-golden rewrites it"

    return compare
