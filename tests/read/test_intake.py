"""Whose a returned file is, from the workbook itself; and a plain answer to every file that is no form of ours."""

from pathlib import Path

import pytest
from returned import ABOUT, GOOD, form, tender

from pipeline.model.issued import Issued, IssuedRow
from pipeline.model.problem import Severity
from pipeline.read import read
from pipeline.read.intake import Received, receive
from pipeline.read.values import Vocabulary

ROOT = Path(__file__).resolve().parent.parent.parent
ISSUED = Issued("AP1", "0.9", "", {}, {"R-AAAAAAAA": IssuedRow("nordby", "functional")})


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return Vocabulary.of(read(tender(tmp_path_factory.mktemp("tender")))[0].tender)


def codes(received: Received) -> list[str]:
    submission, refused = received
    return [p.code for p in (submission.problems if submission else refused)]


def test_a_form_is_known_by_its_sheet_and_not_by_its_name(words: Vocabulary) -> None:
    submission, _ = receive(form(GOOD), "retur/AP7 aamose (kopi).xlsx", words)
    assert submission is not None
    assert (submission.package.key, submission.municipality.key, submission.version) == ("AP1", "nordby", "0.9")
    assert [s.values["title"].text for s in submission.contribution.statements] == ["Kvittering"]
    assert str(submission.contribution.statements[0].place) == "retur/AP7 aamose (kopi).xlsx#Funktionelle krav!B2"


@pytest.mark.parametrize("name", ["Nordby Kommune", "Nordby", "nordby kommune ", "NORDBY KOMMUNE"])
def test_a_municipality_may_write_its_name_in_many_ways(words: Vocabulary, name: str) -> None:
    submission, _ = receive(form(GOOD, about=ABOUT | {"Kommune": name}), "x.xlsx", words)
    assert submission is not None
    assert submission.municipality.key == "nordby"


def test_without_the_sheet_om_the_row_keys_tell(words: Vocabulary) -> None:
    submission, _ = receive(form(GOOD, about={}), "x.xlsx", words, (ISSUED,))
    assert submission is not None
    assert (submission.package.key, submission.municipality.key) == ("AP1", "nordby")


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({}, "not-our-form"),
        ({"Dato": "2026", "Emne": "krav"}, "not-our-form"),
        (ABOUT | {"Reference": "XYZ-2025-07"}, "other-tender"),
        ({"Arbejdspakke": "P9 Veje", "Kommune": "Andeby"}, "other-tender"),
        (ABOUT | {"Arbejdspakke": "AP77 Veje"}, "unknown-package"),
        (ABOUT | {"Kommune": "Andeby"}, "unknown-sender"),
        ({"Reference": "FBK-2026-01", "Arbejdspakke": "AP1"}, "unknown-sender"),
    ],
)
def test_a_form_that_cannot_be_placed_is_refused(words: Vocabulary, about: dict[str, str], code: str) -> None:
    received = receive(form(GOOD, about=about), "x.xlsx", words)
    assert received[0] is None
    assert codes(received) == [code]
    assert received[1][0].severity is Severity.ERROR


def test_a_list_of_another_kind_is_shown_the_way_to_import(words: Vocabulary) -> None:
    (problem,) = receive(form(GOOD, about={}), "retur/liste.xlsx", words)[1]
    assert 'udbud import "liste.xlsx"' in problem.fix


def test_an_older_form_is_read_with_a_note(words: Vocabulary) -> None:
    newest = Issued("AP1", "0.10", "", {}, {})
    submission, _ = receive(form(GOOD), "x.xlsx", words, (ISSUED, newest))
    assert submission is not None
    assert len(submission.contribution.statements) == 1
    (note,) = [p for p in submission.problems if p.code == "older-form"]
    assert note.severity is Severity.NOTE
    assert "0.10" in note.message
    assert codes(receive(form(GOOD), "x.xlsx", words, (ISSUED,))) == []


def test_somebody_who_was_not_asked_is_named(words: Vocabulary) -> None:
    assert codes(receive(form(GOOD, about=ABOUT | {"Kommune": "Lindeå"}), "x.xlsx", words)) == ["not-a-participant"]


def test_the_content_decides_what_a_file_is(words: Vocabulary) -> None:
    word = (ROOT / "templates" / "kravspecifikation" / "template.docx").read_bytes()
    assert codes(receive(word, "krav.xlsx", words)) == ["wrong-file-type"]
    assert codes(receive(b"Kun tekst", "krav.xlsx", words)) == ["wrong-file-type"]
    assert codes(receive(b"", "krav.xlsx", words)) == ["damaged-file"]
    assert codes(receive(form(GOOD)[:900], "krav.xlsx", words)) == ["damaged-file"]
    assert codes(receive(b"x", "retur/~$krav.xlsx", words)) == ["lock-file"]
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert codes(receive(locked, "krav.xlsx", words)) == ["password-protected"]


def test_only_the_tick_is_consent(words: Vocabulary) -> None:
    said = {tick: receive(form(tick=tick), "x.xlsx", words)[0] for tick in ("", "ja", "nej", "X")}
    assert {tick: s and s.consent for tick, s in said.items()} == {"": False, "ja": True, "nej": False, "X": True}


def test_every_cell_is_kept_where_it_stood(words: Vocabulary) -> None:
    submission, _ = receive(form(GOOD), "x.xlsx", words)
    assert submission is not None
    area = submission.sheets[0]
    assert (area.name, area.header) == ("Funktionelle krav", 1)
    assert area.rows[2] == {2: GOOD[1], 3: GOOD[2], 4: "K", 5: "R-AAAAAAAA"}
    assert [c.role for c in area.columns] == ["id", "title", "text", "type", "key"]
    assert "MK" in area.columns[3].choices
