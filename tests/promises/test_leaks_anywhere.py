"""The planted secrets of test_projection.py, and some more, looked for in all that goes out, however it is packed or
spelt: a whole release with its zip, sums, statement and list of libraries, every kind of document, and one
municipality's edition.
"""

import base64
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
import xlsxwriter
from small import ROOT, write
from test_projection import PNG, SECRETS, Spell, files, make, opened, otherwise, plainly

from pipeline.build import build
from pipeline.model.problem import Severity
from pipeline.release import release

Files = dict[str, bytes]
MORE = {
    "reason of an opt-out": "ZQfravalgXQ",
    "struck text": "ZQoverstregetXQ",
    "hidden column": "ZQskjultkolonneXQ",
    "very hidden sheet": "ZQmegetskjultXQ",
    "defined name": "ZQnavnXQ",
    "header of a sheet": "ZQsidehovedXQ",
    "title of a form": "ZQskematitelXQ",
    "custom property of a form": "ZQskemaegenskabXQ",
    "prompt of a cell": "ZQhjaelpetekstXQ",
    "text box": "ZQtekstboksXQ",
    "link of a cell": "ZQcellelinkXQ",
    "name of a picture": "ZQbilledfilXQ",
    "word in a front matter": "ZQhovedXQ",
    "unused definition": "ZQdefinitionXQ",
    "block in a workflow": "ZQarbejdsgangXQ",
    "file beside": "ZQlaesmigXQ",
    "comment in tender.yaml": "ZQudbudXQ",
    "fact that is not printed": "ZQoplysningXQ",
    "role of a decision": "ZQrolleXQ",
}
ALL = SECRETS | MORE
OUTER = ("release", pytest.param("nordby", marks=pytest.mark.slow))
_LISTED = re.compile(r"(?m)(?<=^documents:\n)(?:  - .*\n)+")
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{4}\s?){4,}={0,2}")


def every_document(root: Path) -> Path:
    """The project with all the documents the example lists, those for machines and for each municipality too."""
    declared = root / "sources/tender.yaml"
    example = (ROOT / "sources/tender.yaml").read_text("utf-8")
    listed = _LISTED.search(example)
    assert listed
    assert "key: kommissorium" in listed[0]
    declared.write_text(_LISTED.sub(listed[0], declared.read_text("utf-8")), "utf-8")
    return root


def more(root: Path, s: Spell) -> Path:
    """Plants MORE, where people write it: in a second municipality's form, and in the consultant's files."""
    write(root, "packages/AP1/received/aamose/001.xlsx", form(s))
    heading = "---\narea: functional\n---\n"
    said = (
        "# Henvendelser\n\n## F-003 Kvittering\n\n- Type: K\n- Kilde: Lov\n\nLøsningen skal kvittere, jf. [@F-001].\n\n"
    )
    definition = f"[gemt]: https://intern.invalid/{s('unused definition')}\n"
    write(root, "packages/AP1/flere.md", heading + said + definition)
    flow = f"# Arbejdsgange\n\n## Arbejdsgang: Opkald\n\n::: intern\n{s('block in a workflow')}\n:::\n\n"
    flow += "| Nr. | Aktør | Handling | Næste |\n|---|---|---|---|\n| 1 | Borger | Ringer op | slut |\n"
    write(root, "packages/AP1/gange.md", flow)
    name = f"{s('name of a picture')}.png"
    write(root, f"chapters/kravspecifikation/{name}", PNG)
    write(
        root,
        "chapters/kravspecifikation/20-mere.md",
        f"---\nforfatter: {s('word in a front matter')}\n---\n# Mere\n\n![Et kort]({name})\n",
    )
    write(root, "packages/AP1/README.md", s("file beside"))
    declared = root / "sources/tender.yaml"
    lines = f"# {s('comment in tender.yaml')}\n{declared.read_text('utf-8')}"
    fact = f"facts:\n  gemt: {s('fact that is not printed')}\n"
    declared.write_text(re.sub(r"(?m)^facts:\n", lambda _m: fact, lines, count=1), "utf-8")
    decisions = root / "sources/decisions.yaml"
    decisions.write_text(re.sub(r"role: .*", f"role: {s('role of a decision')}", decisions.read_text("utf-8")), "utf-8")
    return root


def form(s: Spell) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": s("title of a form"), "comments": s("title of a form")})
    book.set_custom_property("Sag", s("custom property of a form"))
    book.define_name(s("defined name"), "=Høring!$A$1")
    struck = book.add_format({"font_strikeout": True})
    sheet = book.add_worksheet("Høring")
    heads = ["Krav-ID", "Titel", "Bemærkning", "Forslag til ny tekst", "Holdning", "Fravalg", "Begrundelse", "Vores"]
    sheet.write_row(0, 0, heads)
    sheet.write_row(1, 0, ["F-001", "", "", "", "", "ja", s("reason of an opt-out"), s("hidden column")])
    sheet.set_column(7, 7, 10, None, {"hidden": True})
    sheet.write_string(2, 0, "F-002")
    sheet.write_rich_string(2, 2, "Fint nok ", struck, s("struck text"), " sådan")
    sheet.write_url(3, 8, f"https://intern.invalid/{s('link of a cell')}", string="her")
    sheet.data_validation(
        1, 4, 9, 4, {"validate": "any", "input_title": "Hjælp", "input_message": s("prompt of a cell")}
    )
    sheet.insert_textbox(5, 9, s("text box"))
    sheet.set_header(f"&L{s('header of a sheet')}")
    hidden = book.add_worksheet("Regneark")
    hidden.write_string(0, 0, s("very hidden sheet"))
    hidden.very_hidden()
    book.close()
    return data.getvalue()


def planted(folder: Path, s: Spell) -> Path:
    def spell(name: str) -> str:
        return s(name) if name in SECRETS else MORE[name] if s is plainly else MORE[name][::-1] + "abc"

    return every_document(more(make(folder, s), spell))


def made(root: Path, what: str) -> Files:
    if what == "release":
        outcome = release(root, root / "output", pages=False).outcome
    else:
        outcome = build(root, root / "output", "tender", municipality=what)
    assert [p for p in outcome.problems if p.severity is Severity.ERROR] == []
    assert outcome.saved
    return files(outcome.saved)


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file, its name, and whatever is packed in it, to the bottom."""
    yield name, name.encode()
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield f"{name}:comment", package.comment + b"".join(i.comment + i.extra for i in package.infolist())
            for part in package.namelist():
                yield from unpacked(f"{name}:{part}", package.read(part))
    for at in (m.start() for m in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data)):
        inflated = zlib.decompressobj()
        try:
            yield f"{name}@{at}", inflated.decompress(data[at:], 10_000_000)
        except zlib.error:
            continue


def spelt(data: bytes) -> Iterator[bytes]:
    """As it is, and what it says to who reads it as UTF-16, XML, an address, JSON or base64."""
    yield data
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            yield data[start:].decode(encoding, "ignore").encode("utf-8", "ignore")
    text = data.decode("utf-8", "ignore")
    yield re.sub(r"<[^>]*>", "", text).encode()
    yield html.unescape(text).encode("utf-8", "ignore")
    yield unquote_to_bytes(data)
    yield re.sub(rb"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)).encode("utf-8", "ignore"), data)
    for found in _BASE64.findall(data):
        letters = re.sub(rb"\s|=", b"", found)
        yield base64.b64decode(letters[: len(letters) // 4 * 4], b"-_" if b"-" in letters or b"_" in letters else None)


def found(those: Files) -> set[tuple[str, str]]:
    """(secret, where)."""
    return {
        (secret, where)
        for name, data in those.items()
        for where, part in unpacked(name, data)
        for form in spelt(part)
        for secret, word in ALL.items()
        if word.casefold().encode() in form.lower()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted(tmp_path_factory.mktemp("anywhere"), plainly)


@pytest.fixture(scope="module", params=OUTER)
def outer(request: pytest.FixtureRequest, project: Path) -> tuple[str, Files]:
    return request.param, made(project, request.param)


def test_the_secrets_are_in_the_sources(project: Path) -> None:
    """Each where a form or a file can hold it; otherwise it could not leak."""
    there = {
        secret
        for path, data in files(project).items()
        if path.startswith(("sources/", "templates/"))
        for name, part in opened(path, data).items()
        for secret, word in ALL.items()
        if word.encode() in name.encode() + part
    }
    assert there == set(ALL)


def test_no_secret_is_anywhere(outer: tuple[str, Files], figure: Callable[[str, str, str], None]) -> None:
    what, those = outer
    endings = {name.rpartition(".")[2] for name in those}
    assert {"docx", "xlsx", "json"} <= endings
    assert ("zip" in endings) == (what == "release")
    assert found(those) == set()
    figure("leak-free", f"planted secrets anywhere in {what}, however spelt or packed", f"0 of {len(ALL)}")


def test_changing_what_is_internal_changes_no_byte(
    outer: tuple[str, Files], tmp_path_factory: pytest.TempPathFactory
) -> None:
    what, before = outer
    changed = planted(tmp_path_factory.mktemp("changed"), otherwise)
    after = made(changed, what)
    assert after.keys() == before.keys()
    assert [name for name in before if after[name] != before[name]] == []


SECRET = SECRETS["field"]


@pytest.mark.parametrize(
    "hidden",
    [
        SECRET.encode(),
        SECRET.upper().encode(),
        SECRET.encode("utf-16-le"),
        b"x" + SECRET.encode("utf-16-be"),
        "".join(f"&#{ord(c)};" for c in SECRET).encode(),
        f"{SECRET[:4]}<w:t>{SECRET[4:]}".encode(),
        "".join(f"%{ord(c):02X}" for c in SECRET).encode(),
        "".join(f"\\u{ord(c):04x}" for c in SECRET).encode(),
        base64.b64encode(SECRET.encode() * 2),
        b"PDF" + zlib.compress(SECRET.encode()),
    ],
)
def test_the_search_finds_it_however_it_is_spelt(hidden: bytes) -> None:
    inner, package = io.BytesIO(), io.BytesIO()
    for buffer, data in ((inner, hidden), (package, None)):
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("fil", inner.getvalue() if data is None else data)
    assert {secret for secret, _where in found({"pakke.zip": package.getvalue()})} == {"field"}
