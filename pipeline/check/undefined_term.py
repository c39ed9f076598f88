"""A word is used as a defined term and is not in terms.yaml: «Kunden» with a capital letter, again and again.

Danish writes nouns small, so a noun with the article that has a capital letter in the middle of a sentence is a name or
a term. It is a term when the same noun is written small somewhere too («kunden», «en kunde»): names never are. Names
the rule gets wrong are listed in wording.yaml under `names`.
"""

import re
from collections import Counter
from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .texts import Prose, around, joined, prose

_OFTEN = 3
# Small letter, comma or semicolon before it: the middle of a sentence. What stands before is looked at second, so that
# the engine leaps from capital letter to capital letter.
_CAPITAL = re.compile(r"([A-ZÆØÅ](?<=[a-zæøå,;] .)[a-zæøå]{3,}(?:en|et|ne))s?(?![\w-])")
_WORD = re.compile(r"[a-zæøå]{4,}")
_ARTICLE = re.compile(r"(?:erne|ene|rne|en|et|ne)$")


def check(specification: Specification) -> Iterator[Problem]:
    texts = joined(specification)
    defined = _defined(specification)
    found = Counter(_CAPITAL.findall(texts))
    often = {word: uses for word, uses in found.items() if uses >= _OFTEN and word.lower() not in defined}
    if not often:
        return
    small = frozenset(_WORD.findall(texts))
    for word, uses in often.items():
        low = word.lower()
        noun = _ARTICLE.sub("", low)
        if not small & {low, noun, f"{noun}e", f"{noun}er"}:
            continue
        piece, match = _first(word, specification)
        yield warning(
            "undefined-term",
            piece.place,
            _("«{word}» is written as a defined term ({n} times), but terms.yaml does not define it.").format(
                word=word, n=uses
            ),
            _("Define it in terms.yaml with this form, write it small, or list it in wording.yaml › names."),
            excerpt=around(piece.text, match.start(), match.end()),
            requirement=piece.requirement,
        )


def _first(word: str, specification: Specification) -> tuple[Prose, re.Match[str]]:
    those = (piece for piece in prose(specification) if word in piece.text)
    return next((piece, match) for piece in those for match in _CAPITAL.finditer(piece.text) if match[1] == word)


def _defined(specification: Specification) -> set[str]:
    tender = specification.tender
    words = [form for term in tender.terms for form in (term.term, *term.forms)]
    words += [*tender.wording.names, tender.authority, tender.title]
    words += [name for m in tender.municipalities for name in m.name.split()]
    words += [name for s in tender.standards for name in (s.name, *s.title.split())]
    words += [d.title for d in tender.documents]
    words += [n.title for n in tender.networks] + [p.name for p in tender.parties]
    return {word.lower() for word in words}
