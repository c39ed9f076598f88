"""ids.csv -> ledger entries; a line that is not understood is said and never guessed at."""

import pytest

from pipeline.model.place import Place
from pipeline.model.tender import LedgerEntry
from pipeline.read.declarations import read_declarations

HEADER = "id,key,status,first_release,last_release,number,replaces\n"


def read(project, text):
    tender, problems = read_declarations(project({"sources/ids.csv": text}))
    return tender.ledger, [f"{p.place.line} {p.code}" for p in problems]


def test_entries_are_text_with_their_line(project):
    entries, problems = read(
        project, HEADER + 'F-001,P-ABCDEFGHJK,live,,,1.10,\r\nF-002,,withdrawn,1.0,,,"F-001, F-9"\n'
    )
    assert problems == []
    place = Place("sources/ids.csv", 2)
    assert entries[0] == LedgerEntry("F-001", "P-ABCDEFGHJK", "live", "", "", "1.10", "", place)
    assert (entries[1].replaces, entries[1].place.line) == ("F-001, F-9", 3)


@pytest.mark.parametrize(
    ("lines", "answer", "kept"),
    [
        ("F-001,,live,,,,\nF-002,,live\n", ["3 bad-ledger"], 1),
        ("F-001,,live,,,,\nF-001,,live,,,,\n", ["3 bad-ledger"], 1),
        ("F-001,P-A,live,,,,\nF-002,P-A,live,,,,\n", ["3 bad-ledger"], 1),
        ("F 1,,live,,,,\n", ["2 bad-name"], 0),
        (",,live,,,,\n", ["2 bad-ledger"], 0),
        ("F-001,,alive,,,,\n", ["2 unknown-word"], 0),
        ("<<<<<<< ours\nF-001,,live,,,,\n=======\nF-002,,live,,,,\n>>>>>>> theirs\n",
         ["2 bad-ledger", "4 bad-ledger", "6 bad-ledger"], 2),
        ('F-001,,live,,,,\n"F-002,,live,,,,\n', ["3 bad-ledger"], 1),
        *((f'F-001,,live,,,"{n}",\n', ["2 bad-ledger"], 0) for n in ("²", "1.", "1.05", "٣.٧", "3,7", "0.1", "1.2.3")),
        ("F-001,,live,,,1.5,\nF-002,,withdrawn,,,1.5,\n", ["3 bad-ledger"], 2),
        ('F-001,,live,,,,\n"F-002"x,,live,,,,\nF-003,,live,,,,\n', ["3 bad-ledger"], 2),
    ],
)  # fmt: skip
def test_a_bad_line_is_said_and_the_others_count(project, lines, answer, kept):
    entries, problems = read(project, HEADER + lines)
    assert (problems, len(entries)) == (answer, kept)


def test_a_ledger_saved_with_semicolons_is_refused_once(project):
    entries, problems = read(project, HEADER.replace(",", ";") + "F-001;;live;;;;\nF-002;;live;;;;\n")
    assert (problems, entries) == (["1 bad-ledger"], ())


def test_an_id_and_a_standard_code_may_not_be_the_same(project):
    files = {"sources/ids.csv": HEADER + "KLE,,live,,,,\n", "sources/standards.yaml": "- {code: KLE, title: x}\n"}
    assert [p.code for p in read_declarations(project(files))[1]] == ["duplicate-name"]
