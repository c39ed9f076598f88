"""decisions.yaml about two requirements: what it must say, and what it must not."""

import pytest

from pipeline.read.declarations import read_declarations

A, B = "a" * 64, "b" * 64
ENTRY = f"""\
- requirement: F-012
  between:
    - {{place: "sources/packages/AP2/krav.md:12", sha256: {B}}}
    - {{place: "sources/packages/AP3/krav.md:40", sha256: {A}}}
  reason: Hver sin svartid.
  role: projektgruppen
  date: 2026-10-20
"""


def read(project, more):
    tender, problems = read_declarations(project({"sources/decisions.yaml": ENTRY + more}))
    return tender.decisions, [p.code for p in problems]


@pytest.mark.parametrize("kind", ["same-as", "refines", "different"])
def test_a_decision_on_two_requirements(project, kind):
    (decision,), problems = read(project, f"  kind: {kind}\n  with: F-113\n")
    assert problems == []
    assert (decision.kind, decision.requirement, decision.other, decision.field) == (kind, "F-012", "F-113", "")
    assert decision.between == (A, B)


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("  kind: different\n", ["missing-key"]),
        ("  kind: same-as\n  with: F-113\n  text: Løsningen skal vise.\n", ["unknown-key"]),
        ("  kind: same-as\n  with: F-113\n  take: sources/packages/AP2/krav.md:12\n", ["unknown-key"]),
        ("  kind: refines\n  with: F-113\n  field: text\n", ["unknown-key"]),
        ("  field: text\n  text: Løsningen skal vise.\n  with: F-113\n", ["unknown-key"]),
    ],
)
def test_what_does_not_belong_together_decides_nothing(project, more, codes):
    assert read(project, more) == ((), codes)


def test_a_misspelt_kind_is_one_mistake(project):
    assert read(project, "  kind: diferent\n  with: F-113\n")[1] == ["unknown-word"]
