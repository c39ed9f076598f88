"""`udbud number`: ids for the proposals, written to sources/ids.csv."""

import argparse

from ..base.i18n import _, ngettext
from . import ledger, project, streams

NAME = "number"


def about() -> str:
    return _("give ids to the requirements that have none")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help=_("show what would be written"))
    text = _("after a git merge of two branches that both gave out ids: keep one of each and renumber the other")
    parser.add_argument("--resolve", action="store_true", help=text)


def run(given: argparse.Namespace) -> int:
    if given.resolve:
        from . import resolving

        return resolving.run(given)
    from ..build import examine
    from ..read.declarations.files import lost
    from ..report import text
    from ..report.numbering import number

    root = project.root(given)
    outcome = examine(root)
    if not outcome.sources.tender.readable:  # an empty ledger would be written
        streams.out(text.text(outcome.problems))
        return 1
    broken = lost(outcome.problems) or tuple(
        p for p in outcome.problems if p.place.path == ledger.PATH and p.code in ("bad-ledger", "unknown-word")
    )
    if broken:  # what could not be read would be lost when the ledger is written
        streams.out(text.text(broken))
        return 1
    numbering = number(outcome.specification)
    for new, requirement in numbering.given:
        place = text.where(requirement.place)
        streams.out(f"{new}  {text.harmless(requirement.text('title'))}  ({place})\n")
    for requirement in numbering.without_area:
        message = _("No id for «{title}»: it has no known area.").format(title=text.harmless(requirement.text("title")))
        streams.out(f"{message} {text.where(requirement.place)}\n")
    for requirement in numbering.asked:
        message = _("No id for «{title}»: it may be {id}; udbud check says how to answer that.")
        title = text.harmless(requirement.text("title"))
        streams.out(f"{message.format(title=title, id=requirement.maybe)} {text.where(requirement.place)}\n")
    if numbering.entered and not given.quiet:
        entered = len(numbering.entered)
        words = ngettext(
            "{n} id written by hand entered in the ledger.", "{n} ids written by hand entered in the ledger.", entered
        )
        streams.out(words.format(n=entered) + "\n")
    if not numbering.given and not numbering.entered:
        streams.out(_("Every requirement has its id; the ledger is unchanged.") + "\n")
    elif not ledger.save(given, root, numbering.ledger):
        return 1
    return 1 if numbering.without_area or numbering.asked else 0
