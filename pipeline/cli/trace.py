"""`udbud trace ID`: who wrote a requirement, where, and every document it ended in."""

import argparse

from ..base.i18n import _
from . import project, streams
from .usage import UsageError

NAME = "trace"


def about() -> str:
    return _("show who wrote a requirement, where, and every document it ended in")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("requirement", metavar=_("ID"), help=_("the id as printed, a foreign id, or a P- key"))
    project.remembering(parser)


def run(given: argparse.Namespace) -> int:
    from ..build import examine
    from ..report import text, trace, whereabouts

    outcome = examine(project.root(given), cache=project.cache(given))
    if not outcome.sources.tender.readable:
        streams.out(text.text(outcome.problems))
        return 1
    requirement = trace.find(outcome.specification, given.requirement)
    if requirement is None:
        near = trace.nearest(outcome.specification, given.requirement)
        hint = " " + _("Did you mean «{id}»?").format(id=near) if near else ""
        raise UsageError(_("There is no requirement «{id}».").format(id=given.requirement) + hint)
    places = {v.place for v in requirement.values.values()}
    names = (requirement.label, requirement.key)
    concerned = [p for p in outcome.problems if p.requirement in names or p.place in places]
    found = whereabouts.documents(project.output(given), requirement)
    if given.format == "json":
        streams.out(trace.as_json(outcome.specification, requirement, found))
    else:
        streams.out(trace.as_text(outcome.specification, requirement, found, concerned))
    return 0
