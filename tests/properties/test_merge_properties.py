"""Promises of merge: the order of files never matters, and no statement, text or comment is lost."""

from factory import tender
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from said import introduction, remark, says, wish

from pipeline.merge import merge
from pipeline.model.contribution import Contribution, Statement
from pipeline.model.issued import Issued
from pipeline.model.place import Place
from pipeline.model.problem import ordered
from pipeline.model.sources import Sources

WORDS = st.sampled_from(("Løsningen skal svare.", "Løsningen skal ringe.", "Svar & vis < 2 s", ""))
SECTIONS = st.sampled_from(("", "Chat", "chat", "Telefoni"))


ISSUED = (
    Issued("AP1", "0.9", "", {"F-1": {"title": "Søgning", "text": "Løsningen skal svare."}}),
    Issued("AP1", "1.0", "", {"F-1": {"title": "Søgning", "text": "Løsningen skal ringe."}}),
)


def as_row(said: Statement) -> Statement:
    """The same in a form, whose rows may be known by their text, be copies, or speak of a number from elsewhere."""
    n = said.place.line
    place = Place(said.place.path, 0, "Krav", f"B{n}")
    values = {name: replace(value, place=place) for name, value in said.values.items()}
    about = "1.1" if n % 3 == 0 and not said.id else ""
    return replace(
        said, place=place, values=values, about=about, copied="F-2" if n == 2 else "", sent={"text": "Før."},
        version="0.9",
    )  # fmt: skip


@st.composite
def contributions(draw: st.DrawFn) -> tuple[Contribution, ...]:
    out = []
    for n in range(draw(st.integers(1, 4))):
        by = draw(st.sampled_from(("consultant", "nordby", "soevang")))
        package = draw(st.sampled_from(("AP1", "AP2")))
        path = f"sources/packages/{package}/{by}/{n}.md"
        said = []
        for line in range(draw(st.integers(0, 4))):
            fields = {
                "title": draw(st.sampled_from(("Søgning", "Opslag", ""))),
                "text": draw(WORDS),
                "section": draw(SECTIONS),
                "area": draw(st.sampled_from(("functional", "integrations", "", "ukendt"))),
                "type": draw(st.sampled_from(("MK", "K", ""))),
                "foreign_id": draw(st.sampled_from(("", "", "1.1"))),
                "note": draw(st.sampled_from(("", "a", "b"))),
            }
            one = says(
                draw(st.sampled_from(("", "F-1", "F-2", "IF-10"))), path, line + 1, by=by, package=package,
                row_key=draw(st.sampled_from(("", "", "R-AAAAAAAA"))), **{k: v for k, v in fields.items() if v},
            )  # fmt: skip
            said.append(draw(st.sampled_from((as_row, lambda s: s)))(one) if by != "consultant" else one)
        out.append(
            Contribution(
                path, package, by, tuple(said),
                (introduction(draw(st.sampled_from(("", "functional"))), draw(SECTIONS), f"Om {n % 2}", path),),
                (wish("addition", draw(st.sampled_from(("F-1", "F-7"))), by, "Også her.", path),),
                (remark(draw(st.sampled_from(("F-2", "1.1"))), by, "Hvorfor?", path),),
            )
        )  # fmt: skip
    return tuple(out)


@settings(max_examples=150, deadline=None)
@given(contributions(), st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters(given_: tuple[Contribution, ...], random: object) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, problems = merge(Sources(tender(), given_, issued=ISSUED))
    other, same_problems = merge(Sources(tender(), tuple(shuffled), issued=ISSUED[::-1]))
    assert one == other
    assert ordered(problems) == ordered(same_problems)


@settings(max_examples=150, deadline=None)
@given(contributions())
def test_nothing_is_lost(given_: tuple[Contribution, ...]) -> None:
    specification, _ = merge(Sources(tender(), given_, issued=ISSUED))
    said = [s for c in given_ for s in c.statements]
    requirements = specification.requirements
    assert {s.place for s in said} == {o.place for r in requirements for o in r.origins}
    assert len({r.key for r in requirements}) == len(requirements)
    kept = {
        (r.key, name, text)
        for r in requirements
        for name, value in r.values.items()
        for text in (value.text, *value.text.split("; "), *value.text.split("\n\n"))
    } | {(r.key, c.field, a.value.text) for r in requirements for c in r.conflicts for a in c.alternatives}
    texts = {(name, text.casefold()) for _key, name, text in kept}
    assert {(name, v.text.casefold()) for s in said for name, v in s.values.items()} <= texts
    wishes = [w for r in requirements for w in r.locals] + list(specification.orphan_locals)
    comments = [c for r in requirements for c in r.comments] + list(specification.orphan_comments)
    assert len(wishes) == len(comments) == len(given_)
    assert {i.place.path for c in given_ for i in c.introductions} >= {
        i.place.path for s in specification.sections for i in s.introductions
    }
