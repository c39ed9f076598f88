"""A municipality has joined a network, and no price of the network fits it: its agreement would name no price."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.copies import price
from ..model.problem import Problem, error
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    if not any(document.per == "network" for document in tender.documents):
        return
    for network in tender.networks:
        for town in tender.municipalities:
            if network.key in town.networks and price(network, town, tender.date) is None:
                message = _("{municipality} has joined {network}, and none of its prices fits.")
                yield error(
                    "missing-price",
                    town.place,
                    message.format(municipality=town.name, network=network.title),
                    _("Add a price without «member_of» and «from» to the network in tender.yaml."),
                    excerpt=network.key,
                    others=(network.place,),
                )
