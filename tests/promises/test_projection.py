"""Nothing internal reaches an outer edition: planted secrets are not in it, and changing them changes no byte."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from small import project, write

from pipeline.build import build
from pipeline.model.problem import Severity

# Every place in which a project says something that must stay in the house, as ZQ…XQ; a fee must be an amount.
SECRETS = {
    "field": "ZQnotatXQ",
    "waiver": "ZQundtagelseXQ",
    "contact": "ZQkontaktXQ",
    "block in a requirement": "ZQkravblokXQ",
    "block in a chapter": "ZQkapitelblokXQ",
    "heading in a block": "ZQoverskriftXQ",
    "table in a block": "ZQtabelXQ",
    "footnote in a block": "ZQfodnoteXQ",
    "link in a block": "ZQlinkXQ",
    "picture in a block": "ZQbilledeXQ",
    "block in an introduction": "ZQafsnitXQ",
    "source file": "ZQfilXQ",
    "chapter file": "ZQkapitelfilXQ",
    "sheet": "ZQarkXQ",
    "comment on a cell": "ZQkommentarXQ",
    "hidden row": "ZQskjultXQ",
    "hidden sheet": "ZQskjultarkXQ",
    "unknown column": "ZQkolonneXQ",
    "workbook author": "ZQforfatterXQ",
    "text that lost": "ZQtabtXQ",
    "reason of a decision": "ZQgrundXQ",
    "remark": "ZQhoeringXQ",
    "package": "ZQpakkeXQ",
    "fee": "927.461.385",
    "deliverable": "ZQleveranceXQ",
    "mailbox": "ZQpostkasseXQ",
    "YAML comment": "ZQyamlXQ",
    "ledger": "ZQnoegleXQ",
    "internal document": "ZQkommissoriumXQ",
    "camera's notes in a picture": "ZQkameraXQ",
    "words in a picture file": "ZQpngXQ",
    "behind the end of a picture": "ZQbagXQ",
    "artist of the template's logo": "ZQkunstnerXQ",
    "author of the template": "ZQskabelonforfatterXQ",
    "company of the template": "ZQfirmaXQ",
    "custom property of the template": "ZQegenskabXQ",
    "where the template lay": "ZQdrevXQ",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

# Read, or not even that, but printed nowhere.
NOT_SHOWN = {
    *("YAML comment", "fee", "deliverable", "mailbox", "ledger", "workbook author", "reason of a decision", "waiver"),
    *("text that lost", "chapter file", "hidden row"),
    # In no edition, for a picture is its pixels and a template its look.
    *("camera's notes in a picture", "words in a picture file", "behind the end of a picture"),
    *("artist of the template's logo", "author of the template", "company of the template"),
    *("custom property of the template", "where the template lay"),
}

Spell = Callable[[str], str]


def requirements(s: Spell) -> str:
    return f"""---
area: functional
---
# Henvendelser

Fælles indledning.

::: intern
{s("block in an introduction")}
:::

## F-001 Visning

- Type: K
- Kilde: Workshop
- Kontakt: {s("contact")}
- Undtagelse: vague-wording – {s("waiver")}

Løsningen skal hurtigt vise svaret, jf. [@F-002] og [@kravspecifikation#indledning].

::: intern
{s("block in a requirement")}
:::

**Begrundelse:** Borgeren venter.

**Intern note:** {s("field")} og [@F-002]

## F-002 Svar

- Type: K

Løsningen skal svare inden for 2 sekunder.
"""


def chapter(s: Spell) -> str:
    return f"""# Indledning

Tekst før.[^a]

::: intern
## {s("heading in a block")}

{s("block in a chapter")}[^b] og [her](https://intern.invalid/{s("link in a block")}).

Tabel: Hemmelige tal {{#tal}}

| {s("table in a block")} | 1 |
|---|---|
| 2 | 3 |

![{s("picture in a block")}](hemmelig.png)
:::

Tekst efter.

![Bygningen](foto.jpg)

![Kortet](kort.png)

## Åben del

Tabel: Åbne tal {{#aabne}}

| A |
|---|
| 1 |

Se [@tabel:aabne].

[^a]: Åben note.
[^b]: {s("footnote in a block")}
"""


def workbook(s: Spell) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"author": s("workbook author"), "company": s("workbook author")})
    sheet = book.add_worksheet(s("sheet"))
    sheet.write_row(0, 0, ["Krav-ID", "Titel", "Kravtekst", "Type", "Område", s("unknown column")])
    text = f"Løsningen skal svare inden for 5 sekunder {s('text that lost')}."
    sheet.write_row(1, 0, ["F-002", "Svar", text, "K", "Funktionelle krav", "x"])
    sheet.write_row(
        2, 0, ["F-009", "Forslag", "Løsningen skal kvittere.", "K", "Funktionelle krav", s("unknown column")]
    )
    sheet.write_comment(2, 1, s("comment on a cell"))
    sheet.write_string(3, 5, s("hidden row"))
    sheet.set_row(3, options={"hidden": True})
    replies = book.add_worksheet("Høring")
    replies.write_row(0, 0, ["Krav-ID", "Holdning", "Bemærkning", "Forslag til ny tekst"])
    replies.write_row(1, 0, ["F-001", "ok", s("remark"), ""])
    hidden = book.add_worksheet("Skjult")
    hidden.write_string(0, 0, s("hidden sheet"))
    hidden.hide()
    book.close()
    return data.getvalue()


def photograph(s: Spell) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = exif[0x010F] = s("camera's notes in a picture")
    Image.new("RGB", (30, 20), "navy").save(out, "JPEG", exif=exif, comment=s("camera's notes in a picture").encode())
    return out.getvalue()


def drawing(s: Spell, about: str) -> bytes:
    out, words = io.BytesIO(), PngInfo()
    words.add_text("Author", s(about))
    Image.new("RGB", (30, 20), "teal").save(out, "PNG", pnginfo=words)
    return out.getvalue()


def template(s: Spell, look: bytes) -> bytes:
    """The house's own: with a logo, its author, and what Word notes besides."""
    opened = docx.Document(io.BytesIO(look))
    opened.sections[0].header.paragraphs[0].add_run().add_picture(
        io.BytesIO(drawing(s, "artist of the template's logo"))
    )
    opened.core_properties.author = opened.core_properties.last_modified_by = s("author of the template")
    out, made = io.BytesIO(), io.BytesIO()
    opened.save(out)
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    custom = (
        f'<Properties xmlns="{office}/custom-properties"><!--{s("custom property of the template")}--></Properties>'
    )
    firm = f"<Company>{s('company of the template')}</Company>"
    app = f'<Properties xmlns="{office}/extended-properties">{firm}</Properties>'
    lay = f'Id="rIdA" Type="{office}/relationships/attachedTemplate" TargetMode="External"'
    lay += f' Target="file:///P:/{s("where the template lay")}/a.dotx"'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    more = {
        "docProps/custom.xml": custom,
        "docProps/app.xml": app,
        "word/_rels/settings.xml.rels": f"{head}<Relationship {lay}/></Relationships>",
    }
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
                part = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", part.encode())
            if name == "word/settings.xml":
                attached = f'<w:attachedTemplate xmlns:r="{office}/relationships" r:id="rIdA"/>'
                at = data.index(b">", data.index(b"<w:settings")) + 1
                data = data[:at] + attached.encode() + data[at:]
                assert word.encode() in data
            if name not in more:
                new.writestr(name, data)
        for name, text in more.items():
            new.writestr(name, text)
    return made.getvalue()


def make(folder: Path, s: Spell) -> Path:
    """A project without an error, whose secrets are spelt as `s` says."""
    made = project(folder)
    write(made, f"packages/AP1/krav-{s('source file')}.md", requirements(s))
    write(made, f"chapters/kravspecifikation/10-{s('chapter file')}.md", chapter(s))
    write(made, "chapters/kravspecifikation/hemmelig.png", PNG)
    write(made, "chapters/kravspecifikation/foto.jpg", photograph(s))
    behind = drawing(s, "words in a picture file") + s("behind the end of a picture").encode()
    write(made, "chapters/kravspecifikation/kort.png", behind)
    look = made / "templates/kravspecifikation/template.docx"
    look.write_bytes(template(s, look.read_bytes()))
    declared = made / "sources/tender.yaml"
    listed = "documents:\n  - {key: kommissorium}\n"
    declared.write_text(declared.read_text("utf-8").replace("documents:\n", listed, 1), "utf-8")
    write(made, "chapters/kommissorium/10-formaal.md", f"# Formål\n\n{s('internal document')} [@kommissorium].\n")
    write(made, "packages/AP1/received/nordby/001.xlsx", workbook(s))
    package = f"title: {s('package')}\nareas: [functional]\nfee: {s('fee')}  # {s('YAML comment')}\n"
    package += f"deliverables:\n  - {{title: {s('deliverable')}}}\n"
    write(made, "packages/AP1/package.yaml", package)
    towns = made / "sources/municipalities.yaml"
    towns.write_text(towns.read_text("utf-8").replace("borgerkontakt@nordby", f"{s('mailbox')}@nordby"), "utf-8")
    ledger = f"id,key,status,first_release,last_release,number,replaces\nF-001,{s('ledger')},live,,,,\n"
    write(made, "ids.csv", ledger)
    conflict = next(p for p in build(made, folder / "draft").problems if p.code == "conflict")
    lines = conflict.fix[conflict.fix.index("- requirement:") :]
    taken = next(line for line in lines.splitlines() if "krav-" in line and "place:" in line)
    place = re.search(r'place: ("[^"]*")', taken)
    assert place
    lines = re.sub(r"take: .*", f"take: {place[1]}", lines)
    write(made, "decisions.yaml", re.sub(r"reason: .*", f"reason: {s('reason of a decision')}", lines))
    return made


def plainly(name: str) -> str:
    return SECRETS[name]


def otherwise(name: str) -> str:
    """Other words, other lengths, other order."""
    if name == "fee":
        return SECRETS[name][::-1]
    return f"{'abcdefghij'[len(name) % 10]}{SECRETS[name][::-1]}{len(name)}"


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def opened(name: str, data: bytes) -> dict[str, bytes]:
    """The file, and every part of it where it is a package."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {name: data}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {f"{name}:{part}": package.read(part) + part.encode() for part in package.namelist()}


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("secret"), plainly)


@pytest.fixture(scope="module", params=["tender", "consultation", "contract"])
def outer(request: pytest.FixtureRequest, secret: Path) -> tuple[str, dict[str, bytes]]:
    outcome = build(secret, secret / "output", request.param)
    assert [p for p in outcome.problems if p.severity is Severity.ERROR] == []
    assert outcome.saved
    return request.param, files(outcome.saved)


def test_the_secrets_are_in_the_sources(secret: Path) -> None:
    """Each stands in a file or its name; otherwise it could not leak."""
    parts = b"\n".join(
        name.encode() + b"\n" + part
        for path, data in files(secret).items()
        if path.startswith(("sources/", "templates/"))
        for name, part in opened(path, data).items()
    )
    assert [name for name, word in SECRETS.items() if word.encode() not in parts] == []


def test_the_internal_edition_shows_most_of_them(secret: Path) -> None:
    """A search that finds nothing anywhere would prove nothing."""
    outcome = build(secret, secret / "output")
    assert outcome.saved
    made = [part for path, data in files(outcome.saved).items() for part in opened(path, data).values()]
    text = b"\n".join(made).decode("utf-8", "ignore")
    assert {name for name, word in SECRETS.items() if word not in text} <= NOT_SHOWN


def test_no_secret_is_in_an_outer_edition(
    outer: tuple[str, dict[str, bytes]], figure: Callable[[str, str, str], None]
) -> None:
    edition, made = outer
    assert {"kravspecifikation.docx", "kravmatrix.xlsx", "manifest.json", "SHA256SUMS"} == made.keys()
    found = [
        (edition, name, part)
        for path, data in made.items()
        for part, content in opened(path, data).items()
        for name, word in SECRETS.items()
        if word.encode() in content or word.encode("utf-16-le") in content
    ]
    assert found == []
    figure("leak-free", f"planted secrets found in the edition {edition}", f"0 of {len(SECRETS)}")


def test_nothing_of_the_machinery_is_in_an_outer_edition(outer: tuple[str, dict[str, bytes]], secret: Path) -> None:
    """No path, no package key, no contributor, no list of problems, no picture of an internal block."""
    for path, data in outer[1].items():
        for part, content in opened(path, data).items():
            for word in (b"sources/", b"AP1", b"nordby", b"001.xlsx", str(secret).encode(), PNG):
                assert word not in content, part


def test_changing_what_is_internal_changes_no_byte(
    outer: tuple[str, dict[str, bytes]],
    tmp_path_factory: pytest.TempPathFactory,
    figure: Callable[[str, str, str], None],
) -> None:
    edition, before = outer
    changed = make(tmp_path_factory.mktemp("changed"), otherwise)
    outcome = build(changed, changed / "output", edition)
    assert outcome.saved
    assert files(outcome.saved) == before
    figure("leak-free", f"bytes that change in the edition {edition} with all that is internal", "0")


def test_changing_what_is_public_changes_the_digest(secret: Path, tmp_path: Path) -> None:
    """Or else the test above would hold for a program that prints nothing."""
    changed = make(tmp_path, plainly)
    krav = next((changed / "sources/packages/AP1").glob("*.md"))
    krav.write_text(krav.read_text("utf-8").replace("Borgeren venter.", "Borgeren ringer op."), "utf-8")
    first, second = (build(p, tmp_path / f"out{n}", "tender") for n, p in enumerate((secret, changed)))
    assert first.saved
    assert second.saved
    assert (first.saved / "manifest.json").read_bytes() != (second.saved / "manifest.json").read_bytes()
