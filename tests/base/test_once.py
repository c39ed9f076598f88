"""What is made once for an object, and anew for another one."""

from pipeline.base.once import once


def test_the_same_object_is_asked_about_once() -> None:
    asked: list[list[int]] = []

    @once
    def total(numbers: list[int]) -> int:
        """The sum."""
        asked.append(numbers)
        return sum(numbers)

    one, equal = [1, 2], [1, 2]
    assert [total(one), total(one), total(equal), total(equal), total(one)] == [3] * 5
    assert list(map(id, asked)) == [id(one), id(equal), id(one)]
    assert total.__doc__ == "The sum."


def test_nothing_is_remembered_of_what_failed() -> None:
    @once
    def first(numbers: list[int]) -> int:
        return numbers[0]

    numbers: list[int] = []
    for _ in range(2):
        try:
            first(numbers)
        except IndexError:
            numbers.append(7)
    assert first(numbers) == 7
