"""Who has returned what, judged as `intake` judges it; coverage, gaps, payment. Every figure is counted by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from small import write
from states import MUNICIPALITIES, TODAY, build

from pipeline.base.i18n import speaking
from pipeline.hearing import report
from pipeline.intake import Desk, intake
from pipeline.model.status import Held, State, Status
from pipeline.report.status import json as as_json
from pipeline.report.status import text as as_text
from pipeline.report.status.mails import mails
from pipeline.status import status

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("states"))


@pytest.fixture
def found(folder: Path) -> Status:
    result, _specification, problems = status(folder, TODAY)
    assert problems == ()
    assert result is not None
    return result


def test_every_state_occurs(found: Status) -> None:
    states = {(r.package.key, r.municipality.key): r.state for r in found.returns}
    assert states == {
        ("AP1", "nordby"): State.DELIVERED,
        ("AP1", "aamose"): State.DELIVERED,
        ("AP1", "soenderkaer"): State.OPEN,
        ("AP1", "oestervig"): State.OVERDUE,
        ("AP1", "birkesund"): State.SILENT,
        ("AP1", "lindeaa"): State.CONSENT,
        ("AP2", "nordby"): State.DELIVERED,
        ("AP2", "oestervig"): State.WAITING,
    }
    assert set(states.values()) == set(State)
    assert [r.municipality.key for r in found.returns if r.late] == ["aamose"]
    assert {r.days for r in found.returns} == {-9, 10}


def test_dates_files_and_versions(found: Status) -> None:
    by = {(r.package.key, r.municipality.key): r for r in found.returns}
    nordby = by["AP1", "nordby"]
    assert (nordby.file, nordby.files, nordby.first, nordby.received) == ("002.xlsx", 2, "2026-10-20", "2026-11-03")
    assert (nordby.version, nordby.newest, nordby.tally.requirements, nordby.tally.comments) == ("0.9", "0.9", 1, 1)
    older = by["AP2", "nordby"]
    assert (older.version, older.newest, older.received) == ("0.8", "0.9", "")


def test_problems_are_those_of_intake(found: Status, folder: Path, tmp_path: Path) -> None:
    """The same file handed in gets the same answer."""
    with speaking("da"):
        for one in found.returns:
            if one.file:
                path = folder / "sources" / "packages" / one.package.key / "received" / one.municipality.key / one.file
                (answer,) = intake(folder, tmp_path, [path], TODAY).answers
                said = {(p.code, p.message, p.place.sheet, p.place.cell) for p in answer.problems}
                assert {(p.code, p.message, p.place.sheet, p.place.cell) for p in one.problems} == said


def test_coverage_and_gaps(found: Status) -> None:
    functional = next(c for c in found.coverage if c.area.key == "functional")
    # F-001 and F-002 of the consultant, «Kvittering», «Kø», «Opkald» (without a type) and «Snitflade».
    assert functional.by_type == {"K": 4, "MK": 1, "": 1}
    assert functional.by_municipality == {"nordby": 2, "aamose": 1, "soenderkaer": 1}
    assert functional.comments == 1
    assert [(g.package, g.name) for g in found.gaps if g.kind == "area"] == [("AP2", "Integrationer")]
    assert {g.name.split()[0] for g in found.gaps if g.kind == "goal"} == {"F1", "F2", "F3", "F4"}


def test_comments_without_an_answer(found: Status, tmp_path: Path) -> None:
    """nordby's newest form has one comment, about F-001; an answer to it is an entry of answers.yaml."""
    (nordby,) = found.heard
    assert (nordby.name, nordby.comments, nordby.answered) == ("Nordby Kommune", 1, 0)
    (remark,) = nordby.unanswered
    assert (remark.label, remark.text) == ("F-001", "2 dage er for længe")
    assert remark.place.path == "sources/packages/AP1/received/nordby/002.xlsx"
    build(tmp_path)
    entry = f"- requirement: F-001\n  municipality: nordby\n  about: {remark.about}\n"
    write(tmp_path, "answers.yaml", entry + "  answer: Tak.\n  decision: afvist\n  role: Gruppen\n  date: 2026-11-09\n")
    result, _specification, _problems = status(tmp_path, TODAY)
    assert result is not None
    assert [(h.comments, h.answered, h.unanswered) for h in result.heard] == [(1, 1, ())]


def test_the_hearing_is_counted_as_its_report_counts_it(found: Status, folder: Path, tmp_path: Path) -> None:
    told = report(folder, tmp_path).hearing
    asking = [remark for remark in told.remarks() if remark.needs_answer]
    assert asking
    assert sum(h.comments for h in found.heard) == len(asking)
    assert sum(len(h.unanswered) for h in found.heard) == sum(remark.is_open for remark in asking)


# 166,67 kr is 16667 øre: 25 % are 4166,75 and 75 % 12500,25, so 4167 and 12500; of 16666: 4166,5 and 12499,5, and the
# øre left over goes to the first.
EXPECTED = {
    ("nordby", "arbejdsgange"): (4167, Held.NOTHING),
    ("nordby", "skema"): (12500, Held.NOTHING),
    ("aamose", "arbejdsgange"): (4167, Held.UNACCEPTED),
    ("aamose", "skema"): (12500, Held.UNACCEPTED),
    ("soenderkaer", "arbejdsgange"): (4167, Held.NOTHING),
    ("soenderkaer", "skema"): (12500, Held.OPEN),
    ("oestervig", "arbejdsgange"): (4167, Held.MISSING),
    ("oestervig", "skema"): (12500, Held.MISSING),
    ("birkesund", "arbejdsgange"): (4167, Held.NOTHING),
    ("birkesund", "skema"): (12499, Held.OPEN),
    ("lindeaa", "arbejdsgange"): (4167, Held.MISSING),
    ("lindeaa", "skema"): (12499, Held.UNACCEPTED),
}


def test_payment(found: Status) -> None:
    first = [p for p in found.payments if p.package.key == "AP1"]
    assert {(p.municipality.key, p.deliverable.key): (p.amount, p.held) for p in first} == EXPECTED
    assert sum(p.amount or 0 for p in first) == 100_000
    assert sum(p.due for p in first) == 3 * 4167 + 12500
    assert all(p.due + p.withheld == p.amount for p in first)
    late = {(p.municipality.key, p.deliverable.key) for p in first if p.late}
    assert late == {
        ("aamose", "arbejdsgange"),
        ("aamose", "skema"),
        ("oestervig", "arbejdsgange"),
        ("oestervig", "skema"),
        ("lindeaa", "arbejdsgange"),
    }


def test_a_package_without_a_fee_pays_what_is_agreed_singly(found: Status) -> None:
    second = {p.municipality.key: (p.amount, p.held) for p in found.payments if p.package.key == "AP2"}
    assert second == {"nordby": (50_050, Held.UNACCEPTED), "oestervig": (None, Held.NO_FEE)}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_table(found: Status, language: str, golden: Callable[[Path, str], None]) -> None:
    with speaking(language):
        golden(HERE / "golden" / f"status.{language}.txt", as_text.text(found))


def test_json(found: Status, golden: Callable[[Path, str], None]) -> None:
    record = as_json.record(found)
    golden(HERE / "golden" / "status.json", record)
    assert [r["state"] for r in json.loads(record)["returns"]] == [r.state.value for r in found.returns]


def test_mails_go_to_those_who_owe_something(found: Status, golden: Callable[[Path, str], None]) -> None:
    with speaking("da"):
        letters = mails(found)
    # nordby has delivered everything, aamose's late form is in order, lindeaa's tick too, but a document is missing.
    assert sorted(letters) == [
        "birkesund.txt",
        "lindeaa.txt",
        "oestervig-AP1.txt",
        "oestervig-AP2.txt",
        "oestervig.txt",
        "soenderkaer.txt",
    ]
    for name, data in letters.items():
        golden(HERE / "golden" / name, data.decode())
    said = letters["soenderkaer.txt"].decode()
    assert "arket «Funktionelle krav», celle D2" in said


def test_nobody_is_asked_for_documents_that_nobody_keeps_a_list_of(tmp_path: Path) -> None:
    build(tmp_path)
    path = tmp_path / "sources" / "packages" / "AP1" / "package.yaml"
    write(tmp_path, "packages/AP1/package.yaml", path.read_text("utf-8").partition("deliveries:")[0])
    result, _specification, _problems = status(tmp_path, TODAY)
    assert result is not None
    assert not [p for p in result.payments if p.wanted]


def test_the_order_of_deliveries_does_not_matter(found: Status, tmp_path: Path) -> None:
    build(tmp_path)
    path = tmp_path / "sources" / "packages" / "AP1" / "package.yaml"
    head, name, rest = path.read_text("utf-8").partition("deliveries:\n")
    path.write_text(head + name + "".join(f"{line}\n" for line in reversed(rest.splitlines())), "utf-8")
    again, _specification, _problems = status(tmp_path, TODAY)
    assert again is not None
    figures = [(p.municipality.key, p.deliverable.key, p.amount, p.held) for p in again.payments]
    assert figures == [(p.municipality.key, p.deliverable.key, p.amount, p.held) for p in found.payments]
    assert {m for m, *_rest in figures} == set(MUNICIPALITIES)


def test_reading_a_form_once_changes_nothing(folder: Path) -> None:
    """`status` takes what the merge needs from the reading that answers; everybody else reads the other way."""
    once, twice = Desk(folder, TODAY, keep=True), Desk(folder, TODAY)
    assert once.sources == twice.sources
    assert once.merged == twice.merged
