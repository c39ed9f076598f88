"""Every workbook of four foreign test suites through `import`: requirements or a coded message, 10 CPU s, 1 GB."""

from imports import CPU_SECONDS, MEGABYTES, corpus, run

SUITES = ("xlsx-readxl", "xlsx-openpyxl", "xlsx-xlsx2csv", "doorstop")
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm")


def test_every_workbook_ends_in_requirements_or_a_message() -> None:
    corpus()
    files = sorted(f for suite in SUITES for f in corpus(suite).rglob("*") if f.suffix.lower() in ENDINGS)
    assert len(files) > 100
    outcomes = run(files)
    assert {path: o.traceback for path, o in outcomes.items() if o.traceback} == {}
    assert {path: o.cpu for path, o in outcomes.items() if o.cpu > CPU_SECONDS} == {}
    assert {path: o.megabytes for path, o in outcomes.items() if o.megabytes > MEGABYTES} == {}
    silent = [path for path, o in outcomes.items() if not o.count and not o.problems]
    assert silent == []
    assert all(bool(o.files) == bool(o.count) for o in outcomes.values())


def test_doorstop_exports() -> None:
    """The huge one has a single cell in row 1,048,576 and claims all before it."""
    folder = corpus("doorstop")
    small, huge = sorted(folder.rglob("exported.xlsx"))[0], next(folder.rglob("exported-huge.xlsx"))
    outcomes = run([small, huge])
    assert outcomes[str(small)].count == 5
    assert "REQ001" in outcomes[str(small)].files["exported.md"]
    assert {"too-far-out", "no-requirements"} <= outcomes[str(huge)].codes
