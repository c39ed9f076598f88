"""What has changed since the latest release, requirement by requirement; a first edition says that it is one."""

from collections.abc import Iterator

from ....base.dates import printed
from ....model.changes import Change, changes, latest
from ....model.tender import Part
from ..context import Context
from ..heading import heading, text
from ..inlines import reference, run
from ..table import gap, grid


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    tender = context.specification.tender
    since = latest(context.specification)
    if since is None:
        words = _("This is the first edition, version {version}. There is no earlier release to compare with.")
        yield heading(context) + text(context, words.format(version=tender.version))
        return
    day = printed(since.date, tender.language)
    found = tuple(changes(context.specification, since))
    if not found:
        words = _("No requirement has changed since version {version} of {date}.")
        yield heading(context) + text(context, words.format(version=since.version, date=day))
        return
    rows = [[run(h) for h in (_("Requirement"), _("Title"), _("Change"))]]
    rows += [[reference(c.label, context), run(c.title), run(_what(c, context))] for c in found]
    widths = [int(context.width * 0.14), int(context.width * 0.46)]
    widths.append(context.width - sum(widths))
    words = _("Compared with version {version} of {date}. What is not listed reads as it did.")
    intro = text(context, words.format(version=since.version, date=day), leads=True)
    table = grid(rows, widths, context, description=_("Changes since the latest release"))
    yield heading(context, new_page=True) + intro + table + gap(context)


def _what(change: Change, context: Context) -> str:
    _ = context.translate
    if change.kind != "changed":
        return _("new requirement") if change.kind == "new" else _("withdrawn")
    labels = {f.name: f.label for f in context.specification.tender.fields}
    return _("changed: {fields}").format(fields=", ".join(labels.get(name, name) for name in change.fields))
