"""Problems as text, JSON, GitHub commands and SARIF; manifests; the closing table."""

import io
import json
import zipfile

import pytest
from factory import requirement, specification

from pipeline.base.i18n import use_language
from pipeline.model.place import Place
from pipeline.model.problem import error, note, warning
from pipeline.model.sources import Sources
from pipeline.report import github, manifest, sarif, text
from pipeline.report import json as as_json
from pipeline.report.summary import summary
from pipeline.report.table import table

CELL = Place("sources/packages/AP2/received/nordby/001.xlsx", sheet="Integrationer", cell="D7")
LINE = Place("sources/packages/AP1/spørge, guider.md", 12)
UNKNOWN = error(
    "unknown-choice", CELL, "«Mk» er ikke en kravtype.", "vælg MK, PK, K, EK, O eller INFO.", excerpt="Type: Mk"
)
VAGUE = warning("vague-wording", LINE, "100 % vague:\ntwo lines", "Say how many.", others=(CELL,))


def test_the_format_of_the_design_to_the_letter() -> None:
    use_language("da")
    assert text.text([UNKNOWN]) == (
        "sources/packages/AP2/received/nordby/001.xlsx: ark «Integrationer», celle D7: fejl [unknown-choice]\n"
        "  | Type: Mk\n"
        "  «Mk» er ikke en kravtype.\n"
        "  Ret: vælg MK, PK, K, EK, O eller INFO.\n"
    )


def test_a_line_a_second_place_and_several_problems() -> None:
    assert text.text([VAGUE, note("a", Place("x"), "m", "")]) == (
        "sources/packages/AP1/spørge, guider.md:12: warning [vague-wording]\n"
        "  100 % vague:\n"
        "  two lines\n"
        "  Fix: Say how many.\n"
        "  See also: sources/packages/AP2/received/nordby/001.xlsx: sheet «Integrationer», cell D7\n"
        "\n"
        "x: note [a]\n"
        "  m\n"
    )


def test_cells_of_the_same_sheet_share_a_line() -> None:
    here, there = Place("a.xlsx", sheet="S", cell="E1"), Place("b.xlsx", sheet="S", cell="E4")
    others = (Place("a.xlsx", sheet="S", cell="E2"), there, Place("a.xlsx", sheet="S", cell="E3"))
    shown = text.text([error("a", here, "m", "f", others=others)])
    assert shown.endswith("  See also: E2, E3 on the same sheet\n  See also: b.xlsx: sheet «S», cell E4\n")


def test_lines_to_paste_stand_at_the_margin() -> None:
    shown = text.text([error("a", Place("x"), "m", "Paste this:\n- field: text\n  take: x")])
    assert shown.endswith("  Fix: Paste this:\n- field: text\n  take: x\n")


def test_a_file_cannot_steer_the_terminal() -> None:
    nasty = "\x1b[2J\x07 \u202egnp.exe \x9b31m \ud800"
    shown = text.text([error("a", Place("x\x1b.md"), nasty, nasty, excerpt=nasty)])
    assert not set("\x1b\x07\u202e\x9b\ud800") & set(shown)
    assert "\\u001b[2J" in shown
    shown.encode("utf-8")


def test_long_excerpts_are_cut() -> None:
    shown = text.text([error("a", Place("x"), "m", "f", excerpt="\n".join(["y" * 5000] * 50))])
    assert len(shown) < 1500
    assert "…" in shown


def test_json_keeps_line_or_cell() -> None:
    found = summary(Sources(specification([]).tender), specification([]), (UNKNOWN, VAGUE), edition="internal")
    read = json.loads(as_json.record(found, (UNKNOWN, VAGUE)))
    first, second = read["problems"]
    assert first == {
        "code": "unknown-choice",
        "severity": "error",
        "path": CELL.path,
        "sheet": "Integrationer",
        "cell": "D7",
        "message": UNKNOWN.message,
        "fix": UNKNOWN.fix,
        "excerpt": "Type: Mk",
    }
    assert (second["path"], second["line"]) == (LINE.path, 12)
    assert second["others"] == [{"path": CELL.path, "sheet": "Integrationer", "cell": "D7"}]


def test_github_escapes_what_would_end_the_command() -> None:
    first, second = github.github([UNKNOWN, VAGUE], "project/").splitlines()
    assert first.startswith(f"::error file=project/{CELL.path},title=unknown-choice::")
    assert "sheet «Integrationer», cell D7%0A" in first
    assert second == (
        "::warning file=project/sources/packages/AP1/spørge%2C guider.md,line=12,title=vague-wording"
        "::100 %25 vague:%0Atwo lines%0ASay how many."
    )


def test_sarif_has_what_readers_require() -> None:
    read = json.loads(sarif.sarif([UNKNOWN, VAGUE], "project/"))
    assert read["version"] == "2.1.0"
    run = read["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    first, second = run["results"]
    assert first["level"] == "error"
    assert first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "Integrationer!D7"
    where = second["locations"][0]["physicalLocation"]
    assert where["region"] == {"startLine": 12}
    assert where["artifactLocation"]["uri"] == "project/sources/packages/AP1/sp%C3%B8rge%2C%20guider.md"


def _zip(level: int, **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def test_the_hash_of_the_parts_does_not_depend_on_how_they_were_packed() -> None:
    one, other = _zip(1, a="x" * 9999, b="y"), _zip(9, b="y", a="x" * 9999)
    assert one != other
    assert manifest.parts_sha256(one) == manifest.parts_sha256(other)
    assert manifest.parts_sha256(one) != manifest.parts_sha256(_zip(1, a="x" * 9999, b="z"))
    assert manifest.parts_sha256(_zip(1, a="xy", b="")) != manifest.parts_sha256(_zip(1, a="x", b="y"))


def test_a_manifest_reads_back_as_it_was_written() -> None:
    listed = (manifest.entry("b.docx", "b", _zip(1, a="x"), "new"), manifest.entry("a.docx", "a", b"x", "old"))
    content = manifest.manifest(manifest.Head("internal", "R-1", "0.9", "new"), listed)
    assert set(manifest.entries(content)) == set(listed)
    assert [f["path"] for f in json.loads(content)["files"]] == ["a.docx", "b.docx"]


@pytest.mark.parametrize("content", [b"[1]", b"\xff not json", b"{}", b'{"source_digest": "x", "files": [1]}'])
def test_what_is_no_manifest_is_said_so(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        manifest.entries(content)


def test_the_closing_table_counts_per_area_and_type() -> None:
    spec = specification(
        [
            requirement("F-001", type="MK"),
            requirement("F-002", type="EK"),
            requirement("INT-001", type="MK", area="integrations"),
        ]
    )
    shown = table(summary(Sources(spec.tender), spec, (UNKNOWN, VAGUE), seconds={"read": 0.21, "merge": 0.1}))
    rows = [" ".join(line.split()) for line in shown.splitlines()]
    assert "Requirements 3" in rows
    assert "Funktionelle krav 2 (EK 1, MK 1)" in rows
    assert "Integrationer 1 (MK 1)" in rows
    assert "Problems 1 error, 1 warning, 0 notes" in rows
    assert "Seconds 0.3 (read 0.2, merge 0.1)" in rows
