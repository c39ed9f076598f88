"""A step is done by somebody whom tender.yaml does not list under `actors:`.

Two words for the same actor would draw two lanes. A tender that lists no actors lets every word be one.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean, folded
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    actors = specification.tender.actors
    if not actors:
        return
    known = frozenset(a.key for a in actors)
    words = {word: a.label for a in actors for word in (*a.synonyms, a.label)}
    labels = ", ".join(a.label for a in actors)
    for workflow in specification.workflows:
        steps = [s for s in workflow.steps if s.actor and s.actor_key not in known]
        for word in dict.fromkeys(folded(s.actor_key) for s in steps):
            those = [s.actor for s in steps if s.actor and folded(s.actor_key) == word]
            near = words.get(did_you_mean(word, list(words)), "")
            yield warning(
                "undeclared-actor",
                those[0].place,
                _("«{word}» is not one of the tender's actors, so it gets a lane of its own.").format(
                    word=those[0].text
                ),
                _("Did you mean «{near}»?").format(near=near)
                if near
                else _(
                    "Choose one of: {labels}. Is none of them right, the project adds one (actors: in tender.yaml)."
                ).format(labels=labels),
                excerpt=those[0].text,
                others=tuple(a.place for a in those[1:]),
            )
