"""Two lists of lines: the first that differs is named, and so is one that stands elsewhere."""

import pytest
from factory import PLACE

from pipeline.verify.word_lines import differences


@pytest.mark.parametrize(
    ("expected", "read", "code"),
    [
        (["a", "b"], ["b", "a"], "verify-difference"),
        (["a", "b", "a"], ["a", "a", "b"], "verify-difference"),
        (["a", "b"], ["a"], "verify-missing"),
        (["a"], ["a", "b"], "verify-extra"),
        (["a", "a"], ["a"], "verify-missing"),
        (["a"], ["A"], "verify-difference"),
    ],
)
def test_a_difference_is_found(expected: list[str], read: list[str], code: str) -> None:
    assert [p.code for p in differences(expected, read, PLACE, "F-001")] == [code]


def test_equal_lines_are_no_difference() -> None:
    assert list(differences(["a", "b"], ["a", "b"], PLACE, "F-001")) == []
