"""An annex that no text refers to with `[@key]`, so that nobody is led to it. Generated lists do not count.

Only where the tender has documents without a number, contract or conditions, that could mention annexes: a requirement
specification alone mentions nobody.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.prose import Reference, walk
from ..model.specification import Specification
from .texts import references


def check(specification: Specification) -> Iterator[Problem]:
    outer = [d for d in specification.tender.documents if set(d.editions) - {"internal"} and not d.withdrawn]
    if all(d.number for d in outer if "word" in d.kinds):
        return
    mentioned = _mentioned(specification)
    for document in outer:
        if document.number and document.key not in mentioned:
            yield warning(
                "annex-not-mentioned",
                document.place,
                _("No text refers to annex {number}, {title}.").format(number=document.number, title=document.title),
                _("Write {reference} where its subject is first spoken of, or take the document out.").format(
                    reference=f"[@{document.key}]"
                ),
                excerpt=document.key,
            )


def _mentioned(specification: Specification) -> set[str]:
    """A document that refers to its own sections does not mention itself."""
    found: set[str] = set()
    for piece, names in references(specification):
        if piece.requirement:
            found |= {name.partition("#")[0] for name in names}
        elif piece.document:
            targets = (n.target for n in walk(piece.blocks) if type(n) is Reference)
            found |= {target.partition("#")[0] for target in targets} - {piece.document}
    return found
