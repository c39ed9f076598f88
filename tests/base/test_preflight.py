"""What a file is, by its content, and what must not be opened."""

import io
import struct
import warnings
import zipfile

import pytest

from pipeline.base.archive import Reason
from pipeline.base.preflight import Kind, inspect

TYPES = (
    '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/s.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/></Types>'
)


def workbook(**parts: str | bytes) -> bytes:
    """A minimal archive; keyword `xl__s` is the part xl/s.xml."""
    members = {"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>", "xl/s.xml": "<s/>"}
    members |= {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    return zipped(members)


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (b"", Kind.EMPTY, Reason.EMPTY),
        (b"PK\5\6" + b"\0" * 18, Kind.ZIP, Reason.EMPTY),
        (b"PK\3\4 and no more", Kind.ZIP, Reason.DAMAGED),
        (b"Krav-ID;Krav\n", Kind.TEXT, Reason.NONE),
        ("Løsningen skal håndtere æøå.\r\n".encode("cp865"), Kind.TEXT, Reason.NONE),
        ("Løsningen".encode("utf-16"), Kind.TEXT, Reason.NONE),
        ("Løsningen".encode("utf-16-le"), Kind.TEXT, Reason.NONE),
        (bytes(range(256)) * 4, Kind.BINARY, Reason.NONE),
        (b"\xef\xbb\xbf <!-- x --><html><table>", Kind.HTML, Reason.NONE),
        (b"%PDF-1.7", Kind.PDF, Reason.NONE),
        (b"\x89PNG\r\n\x1a\n", Kind.PICTURE, Reason.NONE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), Kind.OLE2, Reason.NONE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Kind.OLE2, Reason.PASSWORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), Kind.XLS, Reason.NONE),
        (b"\x0eName" + b" " * 50 + bytes(110), Kind.LOCK, Reason.LOCK),
        (workbook(), Kind.XLSX, Reason.NONE),
        (zipped({"xl/workbook.xml": "<workbook/>"}), Kind.XLSX, Reason.MISSING_PART),
        (zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<w/>"}), Kind.XLSX, Reason.MISSING_PART),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Kind.ODS, Reason.NONE),
        (zipped({"a.txt": "x"}), Kind.ZIP, Reason.NONE),
    ],
)
def test_kind_and_reason(data: bytes, kind: Kind, reason: Reason) -> None:
    finding = inspect(data, "krav.xlsx")
    assert (finding.kind, finding.reason) == (kind, reason)


@pytest.mark.parametrize("name", ["~$krav.xlsx", "mappe/~$krav.docx", "mappe/.~lock.krav.ods#"])
def test_lock_files_by_name(name: str) -> None:
    assert inspect(b"anything", name).reason is Reason.LOCK


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE x><x/>",
        "<?xml version='1.0'?>\n<!-- > -->\n<?p q?>  <!DOCTYPE x [<!ENTITY e 'y'>]><x/>",
        "<!DOCTYPE x><x/>".encode("utf-16"),
        "<!DOCTYPE x><x/>".encode("utf-16-be"),
        b"\xef\xbb\xbf<!DOCTYPE x><x/>",
        "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE x+AD4-<x/>",
        "<!--" + "x" * 70_000 + "--><!DOCTYPE x><x/>",
    ],
)
def test_doctype_is_found_however_it_hides(text: str | bytes) -> None:
    finding = inspect(workbook(xl__s=text), "a.xlsx")
    assert (finding.reason, finding.member) == (Reason.DOCTYPE, "xl/s.xml")


def test_doctype_in_text_is_no_doctype() -> None:
    assert not inspect(workbook(xl__s="<x>&lt;!DOCTYPE x&gt;<!-- <!DOCTYPE x> --></x>"), "a.xlsx").refused


def test_ratio_and_total() -> None:
    assert inspect(workbook(xl__s="<x>" + "A" * 2_000_000 + "</x>"), "a.xlsx").reason is Reason.RATIO
    assert not inspect(workbook(xl__s="<x>" + "A" * 900_000 + "</x>"), "a.xlsx").refused
    assert not inspect(workbook(xl__styles="<x>" + "A" * 2_000_000 + "</x>"), "a.xlsx").refused


def test_declared_sizes_are_not_believed() -> None:
    data = bytearray(workbook(xl__s="<x>" + "A" * 2_000_000 + "</x>"))
    at = data.rfind(b"PK\1\2")
    struct.pack_into("<L", data, at + 24, 100)
    assert inspect(bytes(data), "a.xlsx").reason is Reason.RATIO


def test_members_duplicates_and_names() -> None:
    assert inspect(zipped({f"{n}.xml": "" for n in range(2_001)}), "a.xlsx").reason is Reason.MEMBERS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        buffer = io.BytesIO(workbook())
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("XL/s.xml", "<other/>")
    assert inspect(buffer.getvalue(), "a.xlsx").reason is Reason.DUPLICATE
    for name in ("../x", "/etc/x", "C:\\x", "a/../../b", "\\\\server\\x"):
        assert inspect(zipped({name: "x"}), "a.xlsx").reason is Reason.UNSAFE_NAME


def test_password_and_damage() -> None:
    data = bytearray(workbook())
    at = data.find(b"PK\1\2")
    data[at + 8] |= 1
    assert inspect(bytes(data), "a.xlsx").reason is Reason.PASSWORD
    data = bytearray(workbook(xl__s="<x>" + "Krav" * 400 + "</x>"))
    data[data.find(b"xl/s.xml") + 14] ^= 0x55
    assert inspect(bytes(data), "a.xlsx").reason is Reason.DAMAGED
