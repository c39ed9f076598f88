"""The register of standards: the target of every reference to a standard."""

from collections.abc import Iterator

from ....base.dates import printed
from ....model.bookmark import bookmark
from ....model.tender import Part, Standard
from ..context import Context
from ..heading import heading, text
from ..inlines import run
from ..listed import listed
from ..table import gap, grid


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    used: dict[str, list[str]] = {}
    for requirement in context.specification.live():
        for code in requirement.keys_of("standards"):
            used.setdefault(code, []).append(requirement.label)
    share = (0.3, 0.3, 0.14)
    widths = [int(context.width * s) for s in share]
    widths.append(context.width - sum(widths))
    rows = [[run(h) for h in (_("Standard"), _("Title and version"), _("Valid"), _("Used in"))]]
    for standard in context.specification.tender.standards:
        labels = used.get(standard.code, [])
        rows.append(
            [
                context.bookmark(bookmark("std", standard.code), run(standard.name)),
                run(_title(standard, context)),
                run(_validity(standard, context)),
                listed(labels, widths[3], context) or run("–"),
            ]
        )
    table = grid(rows, widths, context, description=_("Register of standards"))
    intro = text(context, _("Standards, laws and shared services that the requirements refer to."), leads=True)
    yield heading(context, new_page=True) + intro + table + gap(context)


def _title(standard: Standard, context: Context) -> str:
    _ = context.translate
    word = _("version")
    version = f", {word} {standard.version}" if standard.version else ""
    return f"{standard.title}{version}"


def _validity(standard: Standard, context: Context) -> str:
    _ = context.translate
    language = context.specification.tender.language
    start = _("from {date}").format(date=printed(standard.valid_from, language)) if standard.valid_from else ""
    end = _("until {date}").format(date=printed(standard.valid_to, language)) if standard.valid_to else ""
    successor = _("replaced by {code}").format(code=standard.successor) if standard.successor else ""
    return ", ".join(part for part in (start, end, successor) if part) or _("in force")
