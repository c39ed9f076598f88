"""Whom one copy of a document is made for, and what follows: the price a municipality pays to join a network."""

from dataclasses import dataclass

from .tender import Municipality, Network, NetworkPrice, Package


@dataclass(frozen=True, slots=True)
class Copy:
    """Nothing in it: the document is everybody's, or a blank copy that stands for all."""

    municipality: Municipality | None = None
    package: Package | None = None
    network: Network | None = None


def applying(network: Network, municipality: Municipality, date: str) -> NetworkPrice | None:
    """The most specific price that fits: first that for members of another network, then the latest that has begun.

    `date` is the tender's; what municipalities.yaml says about the day it joined goes before it.
    """
    joined = municipality.joined.get(network.key, date)
    fitting = [
        price
        for price in network.prices
        if (not price.member_of or price.member_of in municipality.networks) and price.since <= joined
    ]
    return max(fitting, key=lambda price: (bool(price.member_of), price.since), default=None)
