"""What one municipality adds to the common requirements and opts out of; in a blank copy the empty form of it."""

from collections.abc import Iterator

from ....model.contribution import Local
from ....model.prose import plain
from ....model.specification import Requirement
from ....model.tender import Part
from ..context import Context
from ..inlines import reference, run
from ..listing import head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    municipality = context.specification.whose().municipality
    rows = [head(_("Requirement"), _("Kind"), _("Text"))]
    after: list[str] = []
    if municipality is None:
        rows.append([run(_("[requirement]")), run(_("[addition or opt-out]")), run(_("[text]"))])
        after.append(_("Each municipality's copy lists what it adds to the common requirements and opts out of."))
    else:
        rows += [
            _row(requirement, wish, context)
            for requirement in context.specification.live()
            for wish in requirement.locals
            if wish.municipality == municipality.key
        ]
        if len(rows) == 1:
            rows.append([run("–"), run("–"), run(_("The common requirements hold without change."))])
    intro = _("Beside the common requirements the following holds for this municipality.")
    yield listing(context, rows, (0.17, 0.16), description=_("Local additions and opt-outs"), intro=intro, after=after)


def _row(requirement: Requirement, wish: Local, context: Context) -> list[str]:
    _ = context.translate
    kind = _("Opt-out") if wish.kind == "optout" else _("Addition")
    text = plain(wish.text.blocks, context.lookup) if wish.text else requirement.text("title")
    return [reference(requirement.label, context), run(kind), run(text)]
