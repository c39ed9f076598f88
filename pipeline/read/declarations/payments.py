"""Packages whose files each have the right shape -> what does not add up between deliverables, deliveries and fees."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model import money
from ...model.problem import Problem, error
from ...model.tender import Delivery, Package, Tender
from .shape import WEIGHT, fits


def unpayable(tender: Tender) -> Iterator[Problem]:
    """A municipality that nobody knows has been named by the one who looks up names."""
    known = {m.key for m in tender.municipalities}
    for package in tender.packages:
        yield from _deliverables(package)
        yield from _deliveries(package, known)
        yield from _fees(package, known)


def _deliverables(package: Package) -> Iterator[Problem]:
    seen: dict[str, object] = {}
    for one in package.deliverables:
        if one.key and seen.setdefault(one.key, one) is not one:
            message = _("Two deliverables are called «{key}».").format(key=one.key)
            yield error("bad-delivery", one.place, message, _("Give each a «key:» of its own."), excerpt=one.key)
    forms = [one for one in package.deliverables if one.form]
    if len(forms) > 1:
        message, fix = _("Only one deliverable can be the form."), _("Keep «form: ja» at one of them.")
        yield error("bad-delivery", forms[1].place, message, fix, others=(forms[0].place,))
    shares = [one.share for one in package.deliverables]
    if any(shares) and all(not share or fits(share, WEIGHT) for share in shares):
        total = sum((money.per_cent(share) for share in shares), Fraction(0))
        if total != 100:
            message = _("The shares of the deliverables add up to {total}, not to 100.").format(
                total=f"{float(total):g}"
            )
            first = package.deliverables[0].place
            yield error("bad-weight", first, message, _("Give every deliverable a share, 100 in all, or none of them."))


def _deliveries(package: Package, municipalities: Collection[str]) -> Iterator[Problem]:
    known = {one.key: one for one in package.deliverables}
    seen: dict[tuple[str, str], Delivery] = {}
    for delivery in package.deliveries:
        if delivery.municipality in municipalities and delivery.municipality not in package.participants:
            message = _("{municipality} does not take part in {package}.")
            shown = message.format(municipality=delivery.municipality, package=package.key)
            fix = _("Name it under «participants:», or remove the delivery.")
            yield error("bad-delivery", delivery.place, shown, fix, excerpt=delivery.municipality)
        deliverable = known.get(delivery.deliverable)
        if deliverable is None and delivery.deliverable:
            near = did_you_mean(delivery.deliverable, tuple(known))
            message = _("«{key}» is no deliverable of {package}.")
            fix = _("Did you mean «{near}»?").format(near=near) if near else _("Use one of: {words}.")
            yield error(
                "bad-delivery",
                delivery.place,
                message.format(key=delivery.deliverable, package=package.key),
                fix.format(words=", ".join(known) or "–"),
                excerpt=delivery.deliverable,
            )
        elif deliverable is not None:
            yield from _one(delivery, deliverable.form)
        which = (delivery.municipality, delivery.deliverable)
        if (before := seen.setdefault(which, delivery)) is not delivery:
            message = _("This delivery already stands in {place}.").format(place=before.place)
            yield error("bad-delivery", delivery.place, message, _("Keep one of them."), others=(before.place,))


def _one(delivery: Delivery, form: bool) -> Iterator[Problem]:
    if form and delivery.delivered:
        message = _("When the form came is told by the journal, not here.")
        yield error("bad-delivery", delivery.place, message, _("Remove «delivered»."), excerpt=delivery.delivered)
    elif not form and delivery.accepted and not delivery.delivered:
        message = _("It was accepted, but not when it was delivered.")
        yield error("bad-delivery", delivery.place, message, _("Add «delivered: …» with the date it came."))
    elif delivery.accepted and delivery.delivered and delivery.accepted < delivery.delivered:
        message = _("It was accepted on {accepted}, before it was delivered on {delivered}.")
        shown = message.format(accepted=delivery.accepted, delivered=delivery.delivered)
        yield error("bad-delivery", delivery.place, shown, _("Correct one of the dates."))
    if delivery.accepted and not delivery.role:
        message = _("It does not say who accepted it.")
        yield error("bad-delivery", delivery.place, message, _("Add «role: …», for instance Projektgruppen."))


def _fees(package: Package, municipalities: Collection[str]) -> Iterator[Problem]:
    """A fee that is no amount has been said where it stands."""
    place = package.fee_place or package.place
    for name in package.fees:
        if name in municipalities and name not in package.participants:
            message = _("{municipality} does not take part in {package}.")
            shown = message.format(municipality=name, package=package.key)
            fix = _("Name it under «participants:», or remove its fee.")
            yield error("bad-fee", place, shown, fix, excerpt=name)
    whole, own = money.oere(package.fee), [money.oere(text) for text in package.fees.values()]
    if whole is None or any(amount is None for amount in own):
        return
    total = sum(amount for amount in own if amount is not None)
    everybody = set(package.participants) <= package.fees.keys()
    if total > whole or (everybody and own and total != whole):
        message = _("The fees of the municipalities add up to {total} kr, the package's fee is {fee} kr.")
        shown = message.format(total=money.kroner(total), fee=money.kroner(whole))
        yield error("bad-fee", place, shown, _("Correct one of the amounts."), excerpt=package.fee)
