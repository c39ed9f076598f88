"""A file with one id ten thousand times is a mistake to report, not a reason to hang."""

from collections import Counter

from said import codes, merged, only, says


def test_one_id_ten_thousand_times() -> None:
    said = [says("F-001", line=n + 1, text=f"Løsningen skal vise {n}.") for n in range(10_000)]
    specification, problems = merged(*said)
    assert len(only(specification).conflicts[0].alternatives) == 10_000
    assert Counter(codes(problems)) == {"duplicate-id": 9_999}
