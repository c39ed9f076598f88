"""Puts tests/ on the import path, so that every test may `from factory import requirement, specification`."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.base.i18n import use_language


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite expected results; review the diff in git")
    parser.addoption("--figures", metavar="FILE", help="append what tests measure of our promises (docs/trust.md)")


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


@pytest.fixture(scope="session")
def figure(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """`figure(promise, what, text)`: what a test measured, for docs/trust.md; kept with --figures FILE only.

    `promise` is a key of tests/trust.py, `what` the thing measured, `text` the figure with its unit.
    """
    target = request.config.getoption("--figures")

    def keep(promise: str, what: str, text: str) -> None:
        if target:
            day = datetime.date.today().isoformat()
            line = json.dumps({"promise": promise, "what": what, "text": text, "date": day}, ensure_ascii=False)
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    return keep
