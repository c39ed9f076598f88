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
    new = {parts[name]: part for name, part in other.items()}
    made = with_parts(write_zip(parts), tuple(other), new.__getitem__)
    assert made == write_zip(parts | other)
    assert with_parts(made, (), new.__getitem__) == made
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None


def test_equal_parts_lie_equal_in_the_package() -> None:
    one, other = (write_zip({"a": b"a" * n, "same": b"the same" * 90, "b": b"b"}) for n in (5, 900))
    assert packed(one, ("same", "none")) == packed(other, ("same", "none")) != {}
    assert packed(one, ("a",)) != packed(other, ("a",))


def foreign(parts: dict[str, bytes], **kinds: object) -> bytes:
    """As other programs write them: sizes behind the part, comments, stored parts, folders."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(Unseekable(buffer) if kinds.get("streamed") else buffer, "w") as package:
        for n, (name, data) in enumerate(parts.items()):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_BZIP2 if kinds.get("bzip2") else (zipfile.ZIP_STORED, 8)[n % 2]
            entry.comment = b"kort" if kinds.get("commented") else b""
            entry.extra = b"\x99\x99\x02\0ab" if kinds.get("extra") else b""
            package.writestr(entry, data)
        package.comment = b"slut" if kinds.get("ended") else b""
    return buffer.getvalue()


class Unseekable(io.RawIOBase):
    def __init__(self, onto: io.BytesIO) -> None:
        self.onto = onto

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self.onto.write(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["plain", "streamed", "bzip2", "commented", "extra", "ended"])
def test_parts_are_read_as_zipfile_reads_them(kind: str) -> None:
    parts = {"[Content_Types].xml": b"<a/>", "mappe/": b"", "mappe/æ.xml": "æ".encode() * 3000, "tom": b""}
    data = foreign(parts, **{kind: True})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        wanted = {name: package.read(name) for name in package.namelist() if not name.endswith("/")}
    assert read_zip(data) == wanted
    assert read_zip(data, ("tom", "mappe/æ.xml"), but="tom") == {"mappe/æ.xml": parts["mappe/æ.xml"]}


def test_a_damaged_package_is_said_to_be_so_or_reads_the_same() -> None:
    parts = {name: name.encode() * 400 for name in ("a", "b", "c")}
    data, chance = write_zip(parts), random.Random(3)
    spoilt = 0
    for _n in range(600):
        other = bytearray(data)
        for _change in range(chance.randrange(1, 4)):
            other[chance.randrange(len(other))] = chance.randrange(256)
        try:
            found = read_zip(bytes(other)[: chance.choice((len(other), chance.randrange(len(other))))])
        except zipfile.BadZipFile:
            spoilt += 1
            continue
        assert set(found.values()) <= set(parts.values())
    assert spoilt > 300
