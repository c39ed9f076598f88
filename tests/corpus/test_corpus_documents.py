"""Every Word document of two foreign test suites through `import`: requirements or a coded message, 10 CPU s, 1 GB."""

from imports import CPU_SECONDS, MEGABYTES, corpus, run

SUITES = ("docx-pandoc", "docx-docxcompose")


def test_every_document_ends_in_requirements_or_a_message() -> None:
    corpus()
    files = sorted(f for suite in SUITES for f in corpus(suite).rglob("*.docx"))
    assert len(files) > 200
    outcomes = run(files)
    assert {path: o.traceback for path, o in outcomes.items() if o.traceback} == {}
    assert {path: o.cpu for path, o in outcomes.items() if o.cpu > CPU_SECONDS} == {}
    assert {path: o.megabytes for path, o in outcomes.items() if o.megabytes > MEGABYTES} == {}
    assert [path for path, o in outcomes.items() if not o.count and not o.problems] == []
