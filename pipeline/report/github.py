"""Problems -> GitHub workflow commands, shown beside the lines of a pull request."""

from collections.abc import Iterable

from ..model.problem import Problem, Severity
from .text import where

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(problems: Iterable[Problem], prefix: str = "") -> str:
    """`prefix` is the project folder as seen from the top of the repository, '' or ending in `/`."""
    return "".join(f"{_command(p, prefix)}\n" for p in problems)


def _command(problem: Problem, prefix: str) -> str:
    place = problem.place
    properties = f"file={_property(prefix + place.path)}"
    if place.line:
        properties += f",line={place.line}"
    properties += f",title={_property(problem.code)}"
    spot = f"{where(place)}\n" if place.sheet else ""
    return f"::{_LEVEL[problem.severity]} {properties}::{_data(f'{spot}{problem.message}' + chr(10) + problem.fix)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
