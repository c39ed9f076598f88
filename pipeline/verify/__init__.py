"""Finished files read back and compared with the specification. A difference is our bug, never the user's."""

from collections.abc import Mapping

from ..base.memory import collect_now
from ..model.artifact import Artifact
from ..model.copies import copies
from ..model.problem import Problem
from ..model.specification import Specification
from ..model.tender import Document
from ..model.viewpoint import seen_as
from .accessible import inaccessible
from .leaks import leaks
from .links import verify_links

__all__ = ["FAULTS", "inaccessible", "leaks", "verify"]

# Differences between a file and the specification: ours. What else is found in a file came in with a template.
FAULTS = frozenset(("verify-difference", "verify-extra", "verify-missing", "verify-unreadable"))


def verify(specification: Specification, artifacts: tuple[Artifact, ...]) -> tuple[Problem, ...]:
    """Every artifact of the edition in `specification`; () when all say what the specification says."""
    documents = {d.key: d for d in specification.tender.documents}
    made_of = {
        copy.path: copy
        for document in specification.tender.documents
        for copy in copies(document, specification.tender, specification.edition, specification.municipality)
    }
    found: list[Problem] = []
    for artifact in artifacts:
        collect_now()
        if "data" in documents[artifact.document].kinds:
            from .data import verify_data

            found += verify_data(specification, artifact, _others(artifacts, documents))
            continue
        seen = seen_as(specification, made_of[artifact.path.rpartition(".")[0]])
        if artifact.path.endswith(".docx"):
            from .word import verify_document

            found += verify_document(seen, artifact.data, documents[artifact.document])
        else:
            from .workbook import verify_matrix

            found += verify_matrix(seen, artifact.data, documents[artifact.document])
    return (*found, *verify_links(specification, artifacts))


def _others(artifacts: tuple[Artifact, ...], documents: Mapping[str, Document]) -> tuple[Artifact, ...]:
    """The documents for people, which the file about the tender lists."""
    return tuple(a for a in artifacts if "data" not in documents[a.document].kinds)
