"""Which requirements a bidder answers, and which of them in words: for the skeleton, the checklist and their check."""

from .specification import Requirement, Section, Specification
from .tender import Tender

# Forms of answer that a tick in the matrix cannot give. A requirement that names no form is described as well.
_IN_WORDS = ("", "text", "documentation")


def is_answered(requirement: Requirement, tender: Tender) -> bool:
    """A type without modal verbs only informs; what is withdrawn demands nothing."""
    if requirement.status != "live":
        return False
    key = requirement.key_of("type")
    for kind in tender.types:  # as a loop: it is asked of every requirement, for every list of them
        if kind.key == key:
            return bool(kind.modals)
    return True


def is_described(requirement: Requirement, tender: Tender) -> bool:
    return is_answered(requirement, tender) and requirement.key_of("answer") in _IN_WORDS


def described_sections(
    sections: tuple[Section, ...], tender: Tender
) -> tuple[tuple[Section, tuple[Requirement, ...]], ...]:
    """The sections that have anything to describe, with what they have."""
    found = ((s, tuple(r for r in s.requirements if is_described(r, tender))) for s in sections)
    return tuple((section, requirements) for section, requirements in found if requirements)


def answered(specification: Specification) -> tuple[Requirement, ...]:
    return tuple(r for r in specification.requirements if is_answered(r, specification.tender))


def described(specification: Specification) -> tuple[Requirement, ...]:
    return tuple(r for r in specification.requirements if is_described(r, specification.tender))
