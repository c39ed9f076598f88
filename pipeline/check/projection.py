"""What an outer edition cannot hold: references to what it leaves out, requirements without a text or an id.

Not one of the checks of the whole specification: it compares an edition's projection with it.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.prose import Blocks, Reference, walk
from ..model.specification import Specification
from .texts import references

PUBLISHED = ("tender", "contract")


def left_out(shown: Specification, whole: Specification) -> Iterator[Problem]:
    """`shown` has no places, so they are taken from `whole`."""
    places = {r.label: r.place for r in whole.requirements}
    for piece, names in references(shown):
        for name in dict.fromkeys(names):
            if name in whole.lookup.targets and name not in shown.lookup.targets:
                yield error(
                    "left-out-reference",
                    places.get(piece.requirement) or _where(name, shown, whole),
                    _("[@{name}] refers to something that the edition «{edition}» does not have.").format(
                        name=name, edition=shown.edition
                    ),
                    _("Refer to something its readers have, or move the reference into a block ::: intern."),
                    excerpt=f"[@{name}]",
                    requirement=piece.requirement,
                )
    if shown.edition in PUBLISHED:
        yield from _unnumbered(whole)
    had_text = {r.key for r in whole.requirements if r.text("text")}
    for requirement in shown.live():
        if requirement.key in had_text and not requirement.text("text"):
            yield error(
                "nothing-left",
                places[requirement.label],
                _("{id} has no text outside internal blocks.").format(id=requirement.label),
                _("Write what bidders are to meet outside the block, or withdraw the requirement."),
                requirement=requirement.label,
            )


def _unnumbered(whole: Specification) -> Iterator[Problem]:
    """A requirement known by an id from elsewhere has a name people can use, so it is left alone."""
    for requirement in whole.live():
        if not requirement.id and requirement.label == requirement.key:
            yield error(
                "unnumbered-proposal",
                requirement.place,
                _("«{title}» has no id yet; nobody can answer {key} in a tender.").format(
                    title=requirement.text("title"), key=requirement.key
                ),
                _("Run udbud number; it gives the proposals their ids."),
                excerpt=requirement.text("title"),
                requirement=requirement.label,
            )


def _where(name: str, shown: Specification, whole: Specification) -> Place:
    """The file that refers to `name`: chapters and introductions know no requirement."""
    texts: list[tuple[Blocks, Place]] = [(c.blocks, c.place) for key in shown.chapters for c in whole.chapters[key]]
    texts += [(i.blocks, i.place) for section in whole.sections for i in section.introductions]
    for blocks, place in texts:
        for node in walk(blocks):
            if type(node) is Reference and node.target == name:
                return Place(place.path, node.line)
    return whole.tender.place
