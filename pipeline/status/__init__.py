"""The state of a tender on one screen: read -> merge -> judge every returned form as `intake` does -> Status.

Nothing is written. The problems of a returned form come from the desk that answers it, so there is one judgement.
"""

from pathlib import Path

from ..base.i18n import speaking
from ..base.memory import unhurried_collector
from ..intake import Desk
from ..model.problem import Problem, ordered
from ..model.specification import Specification
from ..model.status import Status
from .coverage import coverage, gaps
from .heard import heard
from .payment import payments
from .returns import returns


@unhurried_collector()
def status(root: Path, date: str) -> tuple[Status | None, Specification, tuple[Problem, ...]]:
    """None where the tender cannot be read. `date` (ISO) is the day it is looked at; the specification goes with it
    for the writers. Texts of problems are in the tender's language."""
    desk = Desk(root, date, keep=True)
    tender = desk.tender
    if not tender.readable:
        desk.close()
        return None, desk.specification, ordered(desk.unread)
    with speaking(tender.language):
        found = returns(desk)
    desk.close()
    whole = desk.merged
    return (
        Status(
            title=tender.title,
            reference=tender.reference,
            version=tender.version,
            date=date,
            language=tender.language,
            authority=tender.authority,
            packages=tender.packages,
            municipalities=tender.municipalities,
            types=tender.types,
            returns=found,
            coverage=coverage(whole),
            gaps=gaps(whole),
            payments=payments(tender, found, date),
            problems=ordered(p for p in desk.unread if "/received/" not in p.place.path or p.code == "journal-differs"),
            heard=heard(desk.sources, whole),
        ),
        desk.specification,
        (),
    )
