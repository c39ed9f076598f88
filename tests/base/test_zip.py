"""base/zip.py: one canonical package whatever the library did."""

import io
import zipfile

from pipeline.base.zip import read_zip, rezip, write_zip


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
