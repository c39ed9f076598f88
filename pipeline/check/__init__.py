"""Specification -> problems. One file here is one check, named after the mistake it finds; its code is its name.

A check is a module with `check(specification)`. It looks and never changes anything; it knows nothing of other checks.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from ..model.problem import Problem, ordered
from ..model.specification import Specification
from .projection import left_out
from .waivers import waived

__all__ = ["check", "checks", "left_out"]

Check = Callable[[Specification], Iterator[Problem]]


def check(specification: Specification) -> tuple[Problem, ...]:
    """Every finding, by place, less the warnings that a requirement waives with a reason."""
    found = [problem for look in checks().values() for problem in look(specification)]
    return ordered(waived(specification, found, tuple(checks())))


@cache
def checks() -> dict[str, Check]:
    """Code -> check, for every file in this folder that has one."""
    found: dict[str, Check] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        look = getattr(importlib.import_module(f"{__name__}.{name}"), "check", None)
        if look is not None:
            found[name.replace("_", "-")] = look
    return found
