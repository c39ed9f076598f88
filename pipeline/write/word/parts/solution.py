"""The skeleton of the bidder's solution description: every requirement answered in words, with a blank to do it in."""

from collections.abc import Iterator

from ....model.answering import described_sections
from ....model.specification import Requirement
from ....model.tender import Part
from ..blank import blank
from ..blocks import KEEP, paragraph
from ..context import Context
from ..heading import heading, text
from ..inlines import reference, run


def write(part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    tender = context.specification.tender
    if part.title:
        intro = _("The answers to the requirements below are given here, each under the id of its requirement.")
        yield heading(context) + text(context, intro)
    types = {t.key: t.label for t in tender.types}
    criteria = {c.key: c.title for c in tender.criteria}
    area: str | None = None
    for section, requirements in described_sections(context.specification.sections, tender):
        if section.area != area:
            area = section.area
            yield heading(context, new_page=not part.title)
        if section.title:
            yield heading(context)
        for requirement in requirements:
            yield _entry(requirement, types, criteria, context)


def _entry(requirement: Requirement, types: dict[str, str], criteria: dict[str, str], context: Context) -> str:
    """Id and title, what kind of requirement it is, and the blank."""
    _ = context.translate
    styles = context.styles
    number = reference(requirement.label, context, styles.of_run("Kravnummer"))
    title = paragraph(
        styles.paragraph("Kravoverskrift"), f"{number}<w:r><w:tab/></w:r>{run(requirement.text('title'))}"
    )
    kind, criterion = requirement.key_of("type"), requirement.key_of("criterion")
    about = [types.get(kind, kind) or _("No type")]
    if criterion:
        about.append(criteria.get(criterion, criterion))
    shown = _("[to be filled in: how {id} is met]").format(id=requirement.label)
    answer = blank(context, f"krav-{requirement.label}", f"{requirement.label} {requirement.text('title')}", shown)
    return (
        title
        + paragraph(styles.default, run(" · ".join(about), "<w:i/><w:iCs/>"), KEEP)
        + paragraph(styles.paragraph("Blok tilbudsgiver"), answer)
    )
