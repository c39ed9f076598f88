"""Kroner are read as people write them, and no øre is lost or made when they are shared."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import money


@pytest.mark.parametrize(
    ("text", "oere"),
    [
        ("85.000 kr", 8_500_000),
        ("85000", 8_500_000),
        ("85 000 kr.", 8_500_000),
        ("1.250,50 kr", 125_050),
        ("1.250,- kr.", 125_000),
        ("0 kr", 0),
        ("1.234.567,89 kr.", 123_456_789),
    ],
)
def test_amounts_as_people_write_them(text: str, oere: int) -> None:
    assert money.oere(text) == oere


@pytest.mark.parametrize(
    "text", ["", "ca. 85.000 kr", "85,5 kr", "85.00 kr", "-5 kr", "85.000 EUR", "12,345", "1e5", "kr"]
)
def test_what_is_no_amount(text: str) -> None:
    assert money.oere(text) is None


def test_printed_as_accounts_do() -> None:
    assert [money.kroner(n) for n in (8_500_000, 5, 125_050, -125_050)] == [
        "85.000,00",
        "0,05",
        "1.250,50",
        "-1.250,50",
    ]


def test_the_oere_left_over_go_to_the_largest_remainders() -> None:
    assert money.split(100, [1, 1, 1]) == (34, 33, 33)
    assert money.split(8_500_000, [1, 1, 1]) == (2_833_334, 2_833_333, 2_833_333)
    # 20, 30 and 50 % of 0,55 kr: 11, 16.5 and 27.5 øre; the two halves are alike, so the first gets the øre.
    assert money.split(55, [20, 30, 50]) == (11, 17, 27)
    assert money.split(7, [0, 0]) == (0, 0)


@given(st.integers(0, 10**11), st.lists(st.integers(1, 1000), min_size=1, max_size=60))
def test_shares_add_up(total: int, weights: list[int]) -> None:
    shares = money.split(total, weights)
    assert sum(shares) == total
    assert all(abs(s - Fraction(total * w, sum(weights))) < 1 for s, w in zip(shares, weights, strict=True))


@given(st.integers(0, 10**13 - 1))
def test_what_is_printed_is_read_again(amount: int) -> None:
    assert money.oere(money.kroner(amount)) == amount
