"""docs/dependencies.md names every package, with the licence the package itself names."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.report.sbom import installed, licence, normal

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# What packages write instead of the SPDX name; the licence texts they come with were read.
SAME = {
    ("jinja2", "BSD License"): "BSD-3-Clause",
    ("defusedxml", "PSFL"): "PSF-2.0",
    ("sortedcontainers", "Apache 2.0"): "Apache-2.0",
    ("import-linter", "BSD 2-Clause License"): "BSD-2-Clause",
}


def rows(heading: str) -> dict[str, str]:
    """Package -> licence, in one section's table."""
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in section.split("\n") if line.startswith("| ")]
    return {name: licence for name, _why, licence in cells[1:]}


def names(lines: Iterable[str]) -> set[str]:
    return {normal(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in lines}


EXTRAS = PROJECT["optional-dependencies"]
DIRECT = names(PROJECT["dependencies"])


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("The program", DIRECT),
        ("What those need in turn", installed() - DIRECT),
        ("With the extra `cluster`", names(EXTRAS["cluster"])),
        ("To install and to develop", names([*EXTRAS["setup"], *EXTRAS["dev"]])),
    ],
)
def test_every_package_has_its_row(heading: str, expected: set[str]) -> None:
    found = rows(heading)
    assert set(found) == expected
    for name, said in found.items():
        assert SAME.get((name, licence(name)), licence(name)) == said, name


def test_every_library_is_pinned_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = {
        normal(m[1]) for m in re.finditer(r"(?m)^([A-Za-z0-9._-]+)==\S+(?: ;[^\\\n]*)? \\\n +--hash=sha256:", lock)
    }
    assert installed() <= pinned
    assert len(re.findall(r"(?m)^[A-Za-z0-9._-]+==", lock)) == len(pinned)
