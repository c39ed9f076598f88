"""A workflow -> what can be reached from where, for checks that follow its steps."""

from collections.abc import Iterator, Mapping

from ..model.workflow import Lead, Step, Workflow


def unknown(workflow: Workflow) -> Iterator[tuple[Step, Lead]]:
    """Every way on that leads to no step of the workflow."""
    known = workflow.by_key()
    for step in workflow.steps:
        yield from ((step, lead) for lead in step.leads if lead.target and lead.target not in known)


def reached(workflow: Workflow) -> frozenset[str]:
    """The keys of the steps that the first one leads to, itself among them."""
    onward = {key: [lead.target for lead in step.leads] for key, step in workflow.by_key().items()}
    return _closure(onward, [step.key for step in workflow.steps[:1]])


def finishing(workflow: Workflow) -> frozenset[str]:
    """The keys of the steps from which the flow can end. A way to nowhere counts as an end: it is said itself."""
    steps = workflow.by_key()
    back: dict[str, list[str]] = {}
    ends: list[str] = []
    for key, step in steps.items():
        targets = [lead.target for lead in step.leads]
        if not targets or not set(targets) <= set(steps):
            ends.append(key)
        for target in targets:
            back.setdefault(target, []).append(key)
    return _closure(back, ends)


def _closure(onward: Mapping[str, list[str]], start: list[str]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += onward.get(key, ())
    return frozenset(found)
