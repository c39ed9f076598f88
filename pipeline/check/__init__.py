"""Specification -> problems. One file here is one check, named after the mistake it finds; its code is its name.

A check is a module with `check(specification)`. It looks and never changes anything; it knows nothing of other checks.
One that says `BY_SECTION = True` looks at the texts and the declarations alone, and at each text by itself; it is asked
about a section at a time, so that `udbud watch` need not ask again about sections that have not changed.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from types import ModuleType

from msgspec.structs import replace

from ..base.kept import kept
from ..model.problem import Problem, ordered
from ..model.specification import Requirement, Specification
from .projection import left_out
from .waivers import waived

__all__ = ["check", "checks", "left_out"]

Check = Callable[[Specification], Iterator[Problem]]


def check(specification: Specification) -> tuple[Problem, ...]:
    """Every finding, by place, less the warnings that a requirement waives with a reason."""
    alone = _by_section()
    found = [problem for code, look in checks().items() if code not in alone for problem in look(specification)]
    for section in specification.sections:
        part = Specification(specification.tender, (section,), section.requirements)
        found += kept("check", (section, specification.tender), partial(_asked_alone, part))
    found += _asked_alone(replace(specification, sections=(), requirements=_outside(specification)))
    return ordered(waived(specification, found, tuple(checks())))


def _asked_alone(part: Specification) -> tuple[Problem, ...]:
    return tuple(problem for code in _by_section() for problem in checks()[code](part))


def _outside(specification: Specification) -> tuple[Requirement, ...]:
    """Requirements of no section: only where somebody has made a specification by hand."""
    inside = {id(r) for section in specification.sections for r in section.requirements}
    return tuple(r for r in specification.requirements if id(r) not in inside)


@cache
def checks() -> dict[str, Check]:
    """Code -> check, for every file in this folder that has one."""
    return {code: module.check for code, module in _modules().items()}


@cache
def _by_section() -> tuple[str, ...]:
    return tuple(code for code, module in _modules().items() if getattr(module, "BY_SECTION", False))


@cache
def _modules() -> dict[str, ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}") for name in names}
    return {code: module for code, module in modules.items() if hasattr(module, "check")}
