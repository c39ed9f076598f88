"""The field `waiver` of a requirement -> which warnings it switches off. `<code> – <reason>`, several parted by `;`.

A waiver silences warnings and notes, never errors. It needs a reason that a reviewer can read later, and says so when
nothing is left for it to silence.
"""

import re
from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean
from ..model.problem import Problem, Severity, warning
from ..model.specification import Requirement, Specification

_ENTRY = re.compile(r"([A-Za-z][A-Za-z-]*[A-Za-z])(?:\s*[–—:]\s*|\s+-+\s+|\s+|$)(.*)", re.DOTALL)


def waived(specification: Specification, problems: list[Problem], codes: tuple[str, ...]) -> Iterator[Problem]:
    """The problems that stand, and those about the waivers themselves."""
    granted: dict[tuple[str, str], tuple[Requirement, str]] = {}
    for requirement in specification.live():
        if "waiver" in requirement.values:
            for code, reason, written in _entries(requirement.text("waiver")):
                if code not in codes:
                    yield _unknown(requirement, code, written, codes)
                elif not reason:
                    yield _unreasoned(requirement, code, written)
                else:
                    granted[requirement.label, code] = requirement, written
    used, errors = set(), set()
    for problem in problems:
        key = problem.requirement, problem.code
        if key in granted and problem.severity is not Severity.ERROR:
            used.add(key)
        else:
            errors.add(key)
            yield problem
    for key, (requirement, written) in granted.items():
        if key not in used:
            yield _unused(requirement, key[1], written, key in errors)


def waives(requirement: Requirement, code: str) -> bool:
    """Whether it switches off the warnings of a check, with a reason."""
    return any(c == code and reason for c, reason, _written in _entries(requirement.text("waiver")))


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    for part in re.split(r"[;\n]", text):
        written = part.strip()
        if found := _ENTRY.fullmatch(written):
            yield found[1].lower(), found[2].strip(), written
        elif written:
            yield written, "", written


def _unknown(requirement: Requirement, code: str, written: str, codes: tuple[str, ...]) -> Problem:
    near = did_you_mean(code, codes)
    return warning(
        "unknown-waiver",
        requirement.values["waiver"].place,
        _("«{code}» is not the code of a check.").format(code=code),
        _("Did you mean «{near}»?").format(near=near) if near else _("Copy the code from the message: [code]."),
        excerpt=written,
        requirement=requirement.label,
    )


def _unreasoned(requirement: Requirement, code: str, written: str) -> Problem:
    return warning(
        "waiver-without-reason",
        requirement.values["waiver"].place,
        _("{id} waives {code} without a reason; the warning stands.").format(id=requirement.label, code=code),
        _("Write «{code} – <why it is right here>».").format(code=code),
        excerpt=written,
        requirement=requirement.label,
    )


def _unused(requirement: Requirement, code: str, written: str, is_error: bool) -> Problem:
    message = (
        _("{id} waives {code}, but that is an error, and errors cannot be waived.")
        if is_error
        else _("{id} waives {code}, but there is no such warning.")
    )
    return warning(
        "unused-waiver",
        requirement.values["waiver"].place,
        message.format(id=requirement.label, code=code),
        _("Delete the waiver and correct the error.") if is_error else _("Delete the waiver."),
        excerpt=written,
        requirement=requirement.label,
    )
