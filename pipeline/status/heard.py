"""Sources and what was made of them -> per municipality, which comments of the hearing wait for an answer.

The hearing is the one the hearing report tells of, so the two count alike.
"""

from ..merge.hearing import hearing_of
from ..model.hearing import Remark
from ..model.sources import Sources
from ..model.specification import Specification
from ..model.status import Heard


def heard(sources: Sources, specification: Specification) -> tuple[Heard, ...]:
    """Municipalities that asked for something, in the order declared; who only approved is not among them."""
    hearing = hearing_of(sources, specification)
    asking: dict[str, list[Remark]] = {}
    for remark in hearing.remarks():
        if remark.needs_answer:
            asking.setdefault(remark.municipality, []).append(remark)
    names = {p.key: p.name for p in hearing.participants}
    order = {key: n for n, key in enumerate(names)}
    return tuple(
        Heard(key, names.get(key, key), len(said), tuple(remark for remark in said if remark.is_open))
        for key, said in sorted(asking.items(), key=lambda item: order.get(item[0], len(order)))
    )
