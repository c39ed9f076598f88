"""Finished files read back and compared with the specification. A difference is our bug, never the user's."""

from ..base.memory import collect_now
from ..model.artifact import Artifact
from ..model.problem import Problem
from ..model.specification import Specification
from .leaks import leaks
from .links import verify_links

__all__ = ["FAULTS", "leaks", "verify"]

# Differences between a file and the specification: ours. What else is found in a file came in with a template.
FAULTS = frozenset(("verify-difference", "verify-extra", "verify-missing", "verify-unreadable"))


def verify(specification: Specification, artifacts: tuple[Artifact, ...]) -> tuple[Problem, ...]:
    """Every artifact of the edition in `specification`; () when all say what the specification says."""
    documents = {d.key: d for d in specification.tender.documents}
    found: list[Problem] = []
    for artifact in artifacts:
        collect_now()
        if artifact.path.endswith(".docx"):
            from .word import verify_document

            found += verify_document(specification, artifact.data, documents[artifact.document])
        else:
            from .workbook import verify_matrix

            found += verify_matrix(specification, artifact.data, documents[artifact.document])
    return (*found, *verify_links(specification, artifacts))
