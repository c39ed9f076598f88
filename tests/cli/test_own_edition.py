"""`build --for`: one municipality's own edition, beside the joint one, and copies with the paths of the manifest."""

import json
from pathlib import Path

import pytest
from small import DOCUMENTS, project, write

from pipeline.__main__ import main
from pipeline.model.editions import EDITIONS

REQUIREMENT = (
    "## F-001 Kvittering\n\n- Type: K\n- Kilde: Lov\n- Verifikation: prøve\n\nLøsningen skal sende en kvittering.\n"
)
COPIES = """\
  - {key: leverancekontrakt, number: "19"}
  - {key: tilslutningsaftale}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project(tmp_path_factory.mktemp("own") / "p", REQUIREMENT)
    declared = made / "sources/tender.yaml"
    declared.write_text(declared.read_text("utf-8").replace(DOCUMENTS, DOCUMENTS + COPIES), "utf-8")
    write(made, "chapters/leverancekontrakt/10-parter.md", "# Parter\n\nBestilling fra {{ kommune }}.\n")
    write(made, "chapters/tilslutningsaftale/10-pris.md", "# Pris\n\n{{ kommune }} betaler {{ netvaerk.pris }}.\n")
    return made


def run(folder: Path, *words: str) -> int:
    return main(["-C", str(folder), "--lang", "da", *words])


def files(folder: Path, edition: str) -> set[str]:
    listed = json.loads((folder / "output" / edition / "manifest.json").read_text("utf-8"))["files"]
    return {entry["path"] for entry in listed if "/" in entry["path"] or "kontrakt" in entry["path"]}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_can_be_for_one_municipality(folder: Path, edition: str) -> None:
    assert run(folder, "build", "-q", "--edition", edition, "--for", "vesterlund") == 0
    name = f"{edition}-vesterlund"
    wanted = {"tilslutningsaftale/udbud-vesterlund.docx"} if edition == "internal" else set()
    wanted |= {"leverancekontrakt/vesterlund.docx"}
    assert files(folder, name) == wanted
    assert run(folder, "verify", str(folder / "output" / name)) == 0


def test_the_joint_edition_has_a_copy_for_each_or_one_blank(folder: Path) -> None:
    assert run(folder, "build", "-q") == 0
    assert run(folder, "build", "-q", "--edition", "tender") == 0
    joint = files(folder, "internal")
    assert len([path for path in joint if path.startswith("leverancekontrakt/")]) == 8
    assert len([path for path in joint if path.startswith("tilslutningsaftale/")]) == 14
    assert files(folder, "tender") == {"leverancekontrakt.docx"}


def test_only_builds_every_copy_of_a_document_and_keeps_the_rest(folder: Path) -> None:
    assert run(folder, "build", "-q") == 0
    before = files(folder, "internal")
    assert run(folder, "build", "-q", "--only", "tilslutningsaftale") == 0
    assert files(folder, "internal") == before
    assert run(folder, "verify", str(folder / "output" / "internal")) == 0


def test_a_municipality_nobody_knows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "build", "--for", "vesterlunt") == 2
    said = capsys.readouterr().err
    assert "«vesterlunt» er ikke en kommune i dette udbud. Mente du «vesterlund»?" in said
    assert run(folder, "build", "--for", "x") == 2
    assert "Mente du" not in capsys.readouterr().err.split("«x»")[1]
    assert not (folder / "output" / "internal-x").exists()


def test_a_copys_fact_outside_its_copies_is_unknown(folder: Path, tmp_path: Path) -> None:
    made = project(tmp_path / "p", REQUIREMENT, "# Indledning\n\nTil {{ kommune }}.\n")
    assert run(made, "build", "-q") == 1
    record = json.loads((made / "output/internal/build.json").read_text("utf-8"))
    assert [p["code"] for p in record["problems"] if p["severity"] == "error"] == ["unknown-fact"]
