"""`85.000 kr` <-> whole øre: what is paid is never a fraction of one, and no sum is a float."""

import re
from collections.abc import Sequence
from fractions import Fraction

PATTERN = r"(?:[0-9]{1,12}|[0-9]{1,3}(?:[. ][0-9]{3}){1,3})(?:,(?:[0-9]{2}|-))?(?: ?kr\.?)?"
_AMOUNT = re.compile(PATTERN)


def oere(text: str) -> int | None:
    """None for what is no amount. `85.000`, `85 000 kr.`, `85.000,-` and `85.000,00 kr` are the same."""
    written = text.strip()
    if not _AMOUNT.fullmatch(written):
        return None
    whole, _comma, part = written.rstrip("kr. ").partition(",")
    return int(re.sub(r"[. ]", "", whole)) * 100 + int(part.strip("-") or 0)


def kroner(amount: int) -> str:
    """`85.000,00`, as Danish accounts write it; without the word kr."""
    whole, part = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole:,}".replace(",", ".") + f",{part:02d}"


def per_cent(text: str) -> Fraction:
    """`12,5 %` -> 25/2; 0 for what is no share."""
    written = text.rstrip("% ").replace(",", ".")
    return Fraction(written) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", written) else Fraction(0)


def split(total: int, weights: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Shares by weight that add up to `total`: each is rounded down, and the øre left over go to the largest
    remainders, the first of equals first."""
    whole = sum(weights, Fraction(0))
    if not whole:
        return (0,) * len(weights)
    exact = [total * Fraction(weight) / whole for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(shares)), key=lambda n: (shares[n] - exact[n], n))
    for n in by_remainder[: total - sum(shares)]:
        shares[n] += 1
    return tuple(shares)
