"""base/zip.py: one canonical package whatever the library did."""

import io
import random
import zipfile

import pytest

from pipeline.base.zip import packed, read_zip, rezip, with_parts, write_zip


def _package(year: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in ("[Content_Types].xml", "b/", "b/two.xml", "a.xml"):
            entry = zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6))
            entry.external_attr = year << 8
            package.writestr(entry, b"" if name.endswith("/") else name.encode() * 50)
    return buffer.getvalue()


def test_times_and_attributes_do_not_show() -> None:
    assert _package(1999) != _package(2026)
    assert rezip(_package(1999)) == rezip(_package(2026))


def test_parts_and_their_order_are_kept() -> None:
    parts = read_zip(rezip(_package(2026)))
    assert list(parts) == ["[Content_Types].xml", "b/two.xml", "a.xml"]
    assert parts["a.xml"] == b"a.xml" * 50


def test_order_of_parts_is_the_callers() -> None:
    assert list(read_zip(write_zip({"z": b"1", "a": b"2"}))) == ["z", "a"]


@pytest.mark.parametrize("seed", range(8))
def test_exchanging_parts_gives_the_bytes_of_writing_all_anew(seed: int) -> None:
    chance = random.Random(seed)
    names = ["[Content_Types].xml", *(f"del-{n}/æøå {n}.xml" for n in range(6)), "tom.bin"]
    parts = {name: chance.randbytes(chance.randrange(3000)) * chance.randrange(1, 9) for name in names} | {
        "tom.bin": b""
    }
    other = {name: chance.randbytes(chance.randrange(5000)) for name in chance.sample(names, 3)}
    made = with_parts(write_zip(parts), other)
    assert made == write_zip(parts | other)
    assert with_parts(made, {}) == made
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None


def test_equal_parts_lie_equal_in_the_package() -> None:
    one, other = (write_zip({"a": b"a" * n, "same": b"the same" * 90, "b": b"b"}) for n in (5, 900))
    assert packed(one, ("same", "none")) == packed(other, ("same", "none")) != {}
    assert packed(one, ("a",)) != packed(other, ("a",))
