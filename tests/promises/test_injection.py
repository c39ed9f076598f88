"""What people write stays text: verbatim in Word and in the matrix, never a formula, field, template or link."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from independent import (
    OURS,
    Box,
    boxes,
    external_targets,
    formulas,
    instructions,
    matrix,
    parts,
    stated,
    table,
    whole_text,
)
from naughty import ALL, escaped, one_line
from small import project, write

from pipeline.build import Outcome, build

# Field -> its label, for every field of a requirement that holds free text.
LINES = {"source": "Kilde", "foreign_id": "Oprindeligt nr.", "contact": "Kontakt"}
PROSE = {"rationale": "Begrundelse", "acceptance": "Prøvekriterium", "note": "Intern note"}
IN_WORD = (*(label for name, label in LINES.items() if name != "contact"), *PROSE.values())
# Signs that mean something in Markdown, outside braces.
ACTIVE = re.compile(r"[\\`*_\[\]&~|^\n\r\t]|<!--|^[#>:= ]|^\W+$|^[-+] ")
BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
# In a cell a backslash before braces is an escape, and XlsxWriter, which makes the cells here, cannot write the other.
AS_CELL = tuple(s for s in ALL if s not in ("\\\\{{", "_x005F_x0041_"))


ONE_LINE = tuple(dict.fromkeys(map(one_line, ALL)))
RAW = tuple(s for s in ONE_LINE if not ACTIVE.search(BRACES.sub("", s)))


def same_section(title: str) -> str:
    """Sections whose titles differ in case or outer punctuation only are one, headed as the first was written."""
    return stated(title).replace("\u00a0", " ").strip(" .:*?").casefold()


def markdown(strings: list[str]) -> str:
    """One section and one requirement per string, with the string in every field."""
    out = ["---\narea: functional\n---\n"]
    for n, text in enumerate(strings, 1):
        out.append(f"# {text}\n\n## F-{n:04d} {text}\n\n- Type: K\n")
        out += [f"- {label}: {text}\n" for label in LINES.values()]
        out.append(f"\n{text}\n\n")
        out += [f"**{label}:** {text}\n\n" for label in PROSE.values()]
    return "".join(out)


def workbook(path: Path, strings: tuple[str, ...]) -> None:
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Funktionelle krav")
    sheet.write_row(0, 0, ["Krav-ID", "Type", "Titel", "Kravtekst", "Afsnit", *LINES.values(), *PROSE.values()])
    for n, text in enumerate(strings, 1):
        for column, cell in enumerate([f"F-{n:04d}", "K", *[text] * (3 + len(LINES) + len(PROSE))]):
            assert sheet.write_string(n, column, cell) == 0
    book.close()


class Built:
    """A project with every string in every field, built once, and read with other programs."""

    def __init__(self, kind: str, folder: Path, strings: tuple[str, ...]) -> None:
        self.kind = kind
        self.outcome: Outcome = build(folder, folder / "output")
        self.folder = folder / "output" / "internal"
        assert self.outcome.faults == ()
        self.strings = strings
        self.word: dict[str, Box] = boxes(self.folder / "kravspecifikation.docx")
        self.rows = matrix(self.folder / "kravmatrix.xlsx")
        self.trace = {row["Krav-ID"]: row for row in table(self.folder / "sporbarhedsmatrix.xlsx", "Krav")}

    def codes(self, label: str) -> set[str]:
        return {p.code for p in self.outcome.problems if p.requirement == label}


@pytest.fixture(scope="module", params=["markdown-escaped", "markdown-raw", "workbook"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = project(tmp_path_factory.mktemp("naughty"))
    match request.param:
        case "markdown-escaped":
            strings = ONE_LINE
            write(folder, "packages/AP1/krav.md", markdown([escaped(s) for s in strings]))
        case "markdown-raw":
            strings = RAW
            write(folder, "packages/AP1/krav.md", markdown(list(strings)))
        case _:
            strings = AS_CELL
            workbook(folder / "sources/packages/AP1/received/nordby/001.xlsx", strings)
    return Built(request.param, folder, strings)


def test_there_are_enough_of_them(figure: Callable[[str, str, str], None]) -> None:
    assert len(ALL) >= 100
    assert len(RAW) >= 80
    figure(
        "injection",
        "naughty texts in every field of requirements, from Markdown and xlsx, verbatim in Word and Excel",
        f"{len(ALL)}",
    )


def test_every_field_is_verbatim_in_word(built: Built) -> None:
    wrong = []
    for n, text in enumerate(built.strings, 1):
        box, expected = built.word[f"F-{n:04d}"], stated(text)
        found = {"": box.fields[""], "Titel": box.title}
        found |= {label: box.fields.get(label, "") for label in IN_WORD}
        if same_section(box.section) != same_section(text):
            wrong.append((n, "Afsnit", box.section, expected))
        wrong += [(n, label, shown, expected) for label, shown in found.items() if stated(shown) != expected]
    assert wrong == []


def test_every_field_is_verbatim_in_the_matrices(built: Built) -> None:
    wrong = []
    for n, text in enumerate(built.strings, 1):
        label, expected = f"F-{n:04d}", stated(text)
        if "_x005F_" in text:
            continue  # openpyxl takes every _x005F_ away; the program's own reading back has looked at it
        row, trace = built.rows[label], built.trace[label]
        found = {name: row[name] for name in ("Titel", "Kravtekst", "Afsnit", "Oprindeligt nr.")}
        found |= {f"{name} (trace)": trace[name] for name in ("Titel", "Afsnit", "Kilde", "Kontakt")}
        wrong += [(n, name, shown, expected) for name, shown in found.items() if stated(shown) != expected]
    assert wrong == []


def test_word_runs_only_our_own_fields(built: Built) -> None:
    strange = [code for code in instructions(built.folder / "kravspecifikation.docx") if not OURS.fullmatch(code)]
    assert strange == []


def test_no_link_and_no_foreign_part(built: Built) -> None:
    for path in sorted(built.folder.glob("*.???x")):
        assert external_targets(path) == set()
        for name, root in parts(path):
            assert not re.search("externalLink|embedding|activeX|vba", name, re.IGNORECASE)
            local = {e.tag.rpartition("}")[2] for e in root.iter() if isinstance(e.tag, str)}
            assert not local & {"object", "OLEObject", "ddeLink", "altChunk", "control", "script", "attachedTemplate"}


def test_no_spreadsheet_works_them_out(built: Built) -> None:
    """A formula is ours if it stays the same when the texts are harmless."""
    for name in ("kravmatrix.xlsx", "sporbarhedsmatrix.xlsx"):
        for formula in formulas(built.folder / name):
            assert not re.search(r"cmd|SUM\(1|HYPERLINK|WEBSERVICE|IMPORTXML|DDE|7\*7|1\+1|ond\.invalid", formula)


def test_a_fact_nobody_declared_is_an_error(built: Built) -> None:
    shaped = re.compile(r"\{\{\s*[a-zæøå][\wæøåÆØÅ.]*\s*\}\}")
    named = [f"F-{n:04d}" for n, text in enumerate(built.strings, 1) if shaped.fullmatch(text)]
    assert len(named) >= 2
    expected = [] if built.kind == "markdown-escaped" else named  # escaped braces are text
    assert [label for label in named if "unknown-fact" in built.codes(label)] == expected


def test_a_control_character_is_said(built: Built) -> None:
    said = " ".join(p.message for p in built.outcome.problems if p.code in ("control-character", "illegal-character"))
    assert "U+0007" in said


def test_invisible_and_bidirectional_characters_are_said(built: Built) -> None:
    for sign in "\u200b\u200d\u200c\ufeff\u202e\u202a\u202c\u2066\u2069\u00ad":
        n = next(n for n, text in enumerate(built.strings, 1) if sign in text)
        assert "invisible-character" in built.codes(f"F-{n:04d}"), hex(ord(sign))


def test_declared_texts_stay_texts_too(tmp_path: Path) -> None:
    """Title, facts, goals and terms of the tender; and the foreign number that is printed as a requirement's own."""
    folder = project(tmp_path, "## Uden nummer\n\n- Type: K\n- Oprindeligt nr.: =1+1\n\n{{ farlig }}\n")
    tender = folder / "sources" / "tender.yaml"
    naughty = "=7*7 {{7*7}} {{ config }} {% raw %} <w:t>&amp;"
    text = re.sub(r"(?m)^title: .*", f"title: '{naughty}'", tender.read_text("utf-8"))
    text = text.replace("facts:\n", f"facts:\n  farlig: '{naughty}'\n", 1)
    text = text.replace("title: Besparelser gennem fælles krav", f"title: '{naughty}'")
    tender.write_text(text, "utf-8")
    write(folder, "terms.yaml", f"- term: krav\n  definition: '{naughty}'\n")
    outcome = build(folder, tmp_path / "output")
    assert outcome.faults == ()
    assert outcome.saved
    word, sheet = outcome.saved / "kravspecifikation.docx", outcome.saved / "kravmatrix.xlsx"
    assert whole_text(word).count(naughty) >= 4
    assert docx.Document(str(word)).core_properties.title.count(naughty) == 1
    assert matrix(sheet)["=1+1"]["Kravtekst"] == naughty
    assert [code for code in instructions(word) if not OURS.fullmatch(code)] == []
    assert [f for f in formulas(sheet) if "7*7" in f or "1+1" in f] == []


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xff", b"a\x00b"])
def test_bytes_that_are_no_text_are_said(tmp_path: Path, data: bytes) -> None:
    folder = project(tmp_path, "## F-001 Hel\n\n- Type: K\n\nLøsningen skal.\n")
    write(folder, "packages/AP1/brudt.md", b"## F-002 " + data + b"\n")
    outcome = build(folder, tmp_path / "output")
    assert [p.code for p in outcome.problems if p.place.path.endswith("brudt.md")] == ["bad-encoding"]
    assert len(outcome.specification.requirements) == 1
