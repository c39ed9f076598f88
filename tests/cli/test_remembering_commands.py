"""`check` and `trace` say the same from what is remembered as anew."""

from pathlib import Path

import pytest
from commands import REQUIREMENTS, Udbud, replace


@pytest.mark.parametrize("command", [("check", "-v", "--format", "sarif"), ("trace", "F-001")])
def test_the_same_as_anew(command: tuple[str, ...], udbud: Udbud) -> None:
    first = udbud(*command)
    assert list(Path(".udbud-cache").iterdir()), "something is remembered"
    again = udbud(*command)
    assert (again.code, again.out) == (first.code, first.out)
    replace(REQUIREMENTS, "- Type: MK", "- Type: XX")
    changed, anew = udbud(*command), udbud(*command, "--no-cache")
    assert (changed.code, changed.out) == (anew.code, anew.out)
    assert changed.out != first.out


def test_a_check_makes_the_next_build_faster(udbud: Udbud, monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.read as reading

    udbud("check")

    def read_again(*_given: object) -> object:
        raise AssertionError("the declarations were read again")

    monkeypatch.setattr(reading, "read_declarations", read_again)
    assert udbud("build", "--only", "kravspecifikation").code == 0


def test_without_the_cache_nothing_is_left_behind(udbud: Udbud) -> None:
    assert udbud("check", "--no-cache").code == 0
    assert not Path(".udbud-cache").exists()
