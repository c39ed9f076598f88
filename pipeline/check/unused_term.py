"""A defined term that no text uses, in none of its forms: a definition nobody needs, or a word spelt differently."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, note
from ..model.specification import Specification
from .texts import joined


def check(specification: Specification) -> Iterator[Problem]:
    terms = specification.tender.terms
    if not terms:
        return
    texts = joined(specification).lower()
    for term in terms:
        forms = [form.lower() for form in (term.term, *term.forms) if form]
        if any(_stands(form, texts) for form in forms):
            continue
        others = "\n".join(t.definition for t in terms if t is not term).lower()
        if not any(_stands(form, others) for form in forms):
            yield note(
                "unused-term",
                term.place,
                _("The term «{term}» is defined, but no text uses it.").format(term=term.term),
                _("Delete the term, or list the forms in which the texts use it."),
                excerpt=term.term,
            )


def _stands(form: str, text: str) -> bool:
    """As a whole word. Looking at what is on either side of each find is ten times faster than a pattern that does."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1])):
            return True
        start = text.find(form, start + 1)
    return False


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
