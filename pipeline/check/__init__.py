"""Specification -> problems. One file here is one check, named after the mistake it finds; its code is its name.

A check is a module with `check(specification)`. It looks and never changes anything; it knows nothing of other checks.
One that says `BY_SECTION = True` looks at the texts and the declarations alone, and at each text by itself; in `udbud
watch` it is asked about a section at a time, and not again about sections that have not changed.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from types import ModuleType

from msgspec.structs import replace

from ..base.kept import kept, lasting
from ..model.problem import Problem, ordered
from ..model.specification import Requirement, Specification
from .projection import left_out
from .waivers import waived

__all__ = ["check", "checks", "left_out"]

Check = Callable[[Specification], Iterator[Problem]]


def check(specification: Specification) -> tuple[Problem, ...]:
    """Every finding, by place, less the warnings that a requirement waives with a reason."""
    found = _by_parts(specification) if lasting() else _asked(specification, checks())
    return ordered(waived(specification, found, tuple(checks())))


def _asked(specification: Specification, codes: Iterable[str]) -> list[Problem]:
    return [problem for code in codes for problem in checks()[code](specification)]


def _by_parts(specification: Specification) -> list[Problem]:
    """The same findings, those of a section from memory where nothing in it has changed."""
    found = _asked(specification, [code for code in checks() if code not in _by_section()])
    for section in specification.sections:
        part = Specification(specification.tender, (section,), section.requirements)
        found += kept("check", (section, specification.tender), partial(_asked, part, _by_section()))
    outside = replace(specification, sections=(), requirements=_outside(specification))
    return found + _asked(outside, _by_section())


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
