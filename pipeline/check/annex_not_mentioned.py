"""An annex that no text refers to with `[@key]`, so that nobody is led to it. Generated lists do not count.

Only where the tender has documents without a number, contract or conditions, that could mention annexes: a requirement
specification alone mentions nobody.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.prose import Reference, walk
from ..model.specification import Specification
from .texts import REFERENCE, prose


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
    for key, chapters in specification.chapters.items():
        targets = (n.target for c in chapters for n in walk(c.blocks) if type(n) is Reference)
        found |= {target.partition("#")[0] for target in targets} - {key}
    for piece in prose(specification):
        if piece.requirement and "[@" in piece.text:
            found |= {m[1].partition("#")[0] for m in REFERENCE.finditer(piece.text)}
    return found
