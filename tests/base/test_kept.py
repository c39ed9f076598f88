"""What was made of the very same objects is not made again; anything else is."""

from pathlib import Path

from pipeline.base.cache import Cache
from pipeline.base.kept import Memory, keeping, kept, lasting, remembered, same


class Made:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1
        return self.count


def test_the_same_objects_give_the_same_value() -> None:
    make, thing, other = Made(), ("a",), ("b",)
    with keeping(Memory()):
        assert [kept("kind", (thing, other), make) for _n in range(2)] == [1, 1]
        assert kept("kind", (other, thing), make) == 2
        assert kept("another kind", (thing, other), make) == 3


def test_an_equal_object_is_another_one() -> None:
    make, memory = Made(), Memory()
    with keeping(memory):
        for n in range(200):  # so many that identities would be used again, were the objects not held
            kept("kind", (["a", n],), make)
    assert make.count == 200


def test_outside_nothing_is_kept() -> None:
    make, thing = Made(), ("a",)
    assert [kept("kind", (thing,), make) for _n in range(2)] == [1, 2]
    assert not lasting()
    with keeping(None):
        assert not lasting()
    with keeping(Memory()):
        assert lasting()


def test_what_two_rounds_did_not_ask_for_is_let_go() -> None:
    make, thing, used = Made(), ("a",), ("b",)
    memory = Memory()
    with keeping(memory):
        kept("kind", (thing,), make)
        memory.sweep()
        assert kept("kind", (thing,), make) == 1
        memory.sweep()
        kept("kind", (used,), make)
        memory.sweep()
        assert kept("kind", (thing,), make) == 3


def test_an_equal_value_is_the_same_object_again() -> None:
    memory = Memory()
    first, again, changed = ["a"], ["a"], ["b"]
    with keeping(memory):
        assert same("kind", "name", first) is first
        assert same("kind", "name", again) is first
        memory.sweep()
        assert same("kind", "name", again) is first
        assert same("kind", "other", again) is again
        assert same("kind", "name", changed) is changed
        assert same("kind", "name", ["b"]) is changed


def test_what_is_remembered_is_found_by_its_parts_in_the_next_build(tmp_path: Path) -> None:
    make = Made()
    assert [remembered(("kind", b"a"), make) for _n in range(2)] == [1, 2]
    for _build in range(2):
        with keeping(None, Cache(tmp_path)):
            assert remembered(("kind", b"a"), make) == 3
            assert not lasting()
    with keeping(None, Cache(tmp_path)):
        assert remembered(("kind", b"b"), make) == 4
