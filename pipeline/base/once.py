"""What several ask of the same object, one after another: made once, remembered until they ask about another one."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def once(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """`make`, which is not called again for the very same object: to compare two by content often takes as long."""
    last: list[tuple[Given, Made]] = []

    @wraps(make)
    def ask(given: Given) -> Made:
        if not last or last[0][0] is not given:
            last[:] = [(given, make(given))]
        return last[0][1]

    return ask
