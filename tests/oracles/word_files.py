"""One Word document without a project on disk: requirements and chapters in, .docx bytes out, verified or not."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from factory import requirement, specification, tender
from msgspec.structs import replace

from pipeline.model.contribution import Chapter
from pipeline.model.edition import visible
from pipeline.model.outline import outlines
from pipeline.model.place import Place
from pipeline.model.problem import Problem
from pipeline.model.prose import Blocks
from pipeline.model.specification import Lookup, Requirement, Specification
from pipeline.model.targets import targets
from pipeline.model.tender import Document, Part, Tender
from pipeline.verify.word import verify_document
from pipeline.write.word import write_document

ROOT = Path(__file__).resolve().parents[2]
PLACE = Place("sources/chapters/kravspecifikation/10-kapitel.md", 1)
PARTS = (
    Part("chapters", "", PLACE),
    Part("summary", "Kravene i tal", PLACE),
    Part("requirements", "", PLACE),
    Part("goals", "Formål", PLACE),
    Part("standards", "Standarder", PLACE),
    Part("terms", "Begreber", PLACE),
    Part("changes", "Ændringer", PLACE),
    Part("problems", "Åbne spørgsmål", PLACE),
)


@cache
def template() -> bytes:
    return (ROOT / "templates" / "kravspecifikation" / "template.docx").read_bytes()


def document(**changes: object) -> Document:
    path = "templates/kravspecifikation/template.docx"
    made = Document(
        "kravspecifikation", "Kravspecifikation", "3", ("word",), ("internal", "consultation", "tender", "contract"),
        Place("templates/kravspecifikation/document.yaml"), PARTS, template=template(), template_path=path,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def spec(
    requirements: Iterable[Requirement] = (),
    chapter: Blocks = (),
    *,
    edition: str = "internal",
    facts: dict[str, str] | None = None,
    declared: Tender | None = None,
    it: Document | None = None,
) -> Specification:
    """A whole specification with one Word document, as `merge` and the edition would make it."""
    given = tuple(requirements) or (requirement("F-001"), requirement("F-002"))
    words = {"loesning": "Borgerkontaktløsningen"} if facts is None else facts
    made = replace(declared or tender(), documents=(it or document(),))
    bare = specification(given, facts=words, declared=made)
    chapters = {"kravspecifikation": (Chapter("kravspecifikation", "10.md", chapter, PLACE),)} if chapter else {}
    names = Lookup(facts=words)
    whole = replace(
        bare,
        edition="",
        chapters=chapters,
        lookup=Lookup(targets(made, bare.sections, chapters, (), names), words),
        outlines=outlines(made, bare.sections, chapters, (), names),
    )
    return visible(whole, edition)


def written(given: Specification, problems: tuple[Problem, ...] = ()) -> bytes:
    """The Word document; a template that cannot be used fails the test."""
    data, found = write_document(given, given.tender.documents[0], problems)
    assert data is not None, found
    return data


def faults(given: Specification, data: bytes) -> tuple[Problem, ...]:
    return tuple(verify_document(given, data, given.tender.documents[0]))
