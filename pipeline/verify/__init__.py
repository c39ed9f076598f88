"""Finished files read back and compared with the specification. A difference is our bug, never the user's."""

from collections.abc import Collection, Iterator
from functools import cache as once
from functools import partial
from typing import TYPE_CHECKING

from ..base.cache import Cache
from ..base.memory import collect_now
from ..base.parallel import each
from ..model.artifact import Artifact
from ..model.copies import copies
from ..model.problem import Problem
from ..model.specification import Specification
from ..model.viewpoint import seen_as
from .links import verify_links

if TYPE_CHECKING:
    from .data import Said

# Differences between a file and the specification: ours. What else is found in a file came in with a template.
FAULTS = frozenset(("verify-difference", "verify-extra", "verify-missing", "verify-unreadable"))


def verify(
    specification: Specification,
    artifacts: tuple[Artifact, ...],
    known: Collection[str] = (),
    jobs: int = 1,
    cache: Cache | None = None,
) -> tuple[Problem, ...]:
    """Every artifact of the edition in `specification`; () when all say what the specification says.

    `known` are the paths of those that were verified before: only their links are looked at again, since what they lead
    to may have changed. `jobs`: how many processes may read at once. `cache` remembers links of unchanged
    documents.
    """
    documents = {d.key: d for d in specification.tender.documents}
    others = tuple(a for a in artifacts if "data" not in documents[a.document].kinds)
    made_of = {
        copy.path: copy
        for document in specification.tender.documents
        for copy in copies(document, specification.tender, specification.edition, specification.municipality)
    }
    said = once(partial(_said, specification))  # the same for all files for machines
    fresh = [artifact for artifact in artifacts if artifact.path not in known]

    def differences(n: int) -> tuple[Problem, ...]:
        artifact = fresh[n]
        document = documents[artifact.document]
        if "data" in document.kinds:
            from .data import verify_data  # each kind of reader is loaded where there is something to read

            return tuple(verify_data(specification, artifact, others, said))
        seen = seen_as(specification, made_of[artifact.path.rpartition(".")[0]])
        if artifact.path.endswith(".docx"):
            from .word import verify_document

            return tuple(verify_document(seen, artifact.data, document))
        from .workbook import verify_matrix

        found = tuple(verify_matrix(seen, artifact.data, document))
        collect_now()
        return found

    found = [problem for those in each(differences, len(fresh), jobs) for problem in those]
    return (*found, *verify_links(specification, artifacts, cache or Cache()))


def gate(
    whole: Specification,
    shown: Specification,
    artifacts: tuple[Artifact, ...],
    fresh: Collection[Artifact],
    cache: Cache | None = None,
) -> Iterator[Problem]:
    """What must not leave the house, and what not everyone can read. `whole`: before projection to `shown`. `fresh`
    are those artifacts that were not looked at before; for what leaves the house all are opened. `cache` remembers how
    templates look."""
    from .accessible import inaccessible

    if shown.edition != "internal":
        from .interference import interference
        from .leaks import leaks

        yield from interference(whole, shown)
        yield from leaks(whole, shown, artifacts)
    yield from inaccessible(shown, fresh, cache)


def _said(specification: Specification) -> "dict[str, Said]":
    from .data import expected

    return expected(specification)
