"""Packages, their deliveries and the returned forms -> what is to be paid to whom, and what is held back and why.

A package's fee is split alike between its participants, those in `fees:` apart; each share is split between the
deliverables. Both splits are by largest remainder, so the øre add up. What is accepted is due, late or not.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..base.i18n import _
from ..model import money
from ..model.status import Held, Payment, Return, State
from ..model.tender import Deliverable, Delivery, Municipality, Package, Tender


def payments(tender: Tender, returns: Iterable[Return], date: str) -> tuple[Payment, ...]:
    known = {m.key: m for m in tender.municipalities}
    by_whom = {(r.package.key, r.municipality.key): r for r in returns}
    return tuple(_of(tender, known, by_whom, date))


def _of(
    tender: Tender,
    known: Mapping[str, Municipality],
    returns: Mapping[tuple[str, str], Return],
    date: str,
) -> Iterator[Payment]:
    for package in tender.packages:
        participants = [key for key in dict.fromkeys(package.participants) if key in known]
        deliverables = package.deliverables or (_form(package),)
        fees = _fees(package, participants)
        recorded = {(d.municipality, d.deliverable): d for d in reversed(package.deliveries)}
        for key in participants:
            fee = fees.get(key)
            amounts = _amounts(fee, deliverables)
            back = returns.get((package.key, key))
            for deliverable, amount in zip(deliverables, amounts, strict=True):
                record = recorded.get((key, deliverable.key))
                yield _payment(package, known[key], deliverable, amount, record, back, date)


def _form(package: Package) -> Deliverable:
    """A package that declares no deliverable is paid for the form."""
    return Deliverable(_("The returned form"), package.deadline, package.place, "form", True)


def _fees(package: Package, participants: list[str]) -> dict[str, int | None]:
    own: dict[str, int | None] = {key: money.oere(text) for key, text in package.fees.items() if key in participants}
    others = [key for key in participants if key not in own]
    whole = money.oere(package.fee)
    if whole is None or any(amount is None for amount in own.values()):
        return {**own, **dict.fromkeys(others)}
    rest = max(0, whole - sum(amount or 0 for amount in own.values()))
    return {**own, **dict(zip(others, money.split(rest, [1] * len(others)), strict=True))}


def _amounts(fee: int | None, deliverables: tuple[Deliverable, ...]) -> tuple[int | None, ...]:
    if fee is None:
        return (None,) * len(deliverables)
    shares = [money.per_cent(d.share) for d in deliverables]
    return money.split(fee, shares if any(shares) else [1] * len(deliverables))


def _payment(
    package: Package,
    municipality: Municipality,
    deliverable: Deliverable,
    amount: int | None,
    record: Delivery | None,
    back: Return | None,
    date: str,
) -> Payment:
    accepted, role = (record.accepted, record.role) if record is not None else ("", "")
    if deliverable.form:
        here, delivered = back is not None and bool(back.file), back.first if back is not None else ""
    else:
        delivered = record.delivered if record is not None else ""
        here = bool(delivered)
    if amount is None:
        held = Held.NO_FEE
    elif not here:
        held = Held.MISSING
    elif accepted:
        held = Held.NOTHING
    elif deliverable.form and back is not None and back.state in (State.OPEN, State.SILENT):
        held = Held.OPEN
    else:
        held = Held.UNACCEPTED
    return Payment(package, municipality, deliverable, amount, delivered, accepted, role, held, date, here)
