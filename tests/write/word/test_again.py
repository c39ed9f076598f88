"""Boxes that are taken again are what would be written, wherever the document has come to by then."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from small import project, shown

from pipeline.base.kept import Memory, keeping
from pipeline.model.specification import Requirement, Specification
from pipeline.write.word import write_document
from pipeline.write.word.box import Boxes

BOX = """## F-{n} Krav {n}

- Type: K
- Verifikation: prøve
- Standarder: KLE

{text}

"""
TEXTS = (
    "Løsningen skal vise det, jf. [siden](https://eksempel.dk/{n}).",
    "Løsningen skal vise:\n\n1. det ene\n2. det andet",
    "Løsningen skal vise det, jf. [@F-901] og [@F-903].",
    "Løsningen skal vise det.[^a]\n\n[^a]: En note.",
    "Løsningen skal vise {{{{ antal.krav }}}} krav.",
)


def boxes(numbers: range, changed: int = 0) -> str:
    texts = {n: TEXTS[n % len(TEXTS)].format(n=n) for n in numbers}
    return "".join(BOX.format(n=n, text=f"Straks. {t}" if n == changed else t) for n, t in texts.items())


def written(specification: Specification) -> bytes:
    document = next(d for d in specification.tender.documents if d.key == "kravspecifikation")
    data, _problems = write_document(replace(specification, digest="0" * 64), document, ())
    assert data
    return data


@pytest.mark.parametrize(
    ("then", "taken"),
    [
        (boxes(range(901, 916)), 12),  # three have notes
        (boxes(range(901, 916), changed=907), 11),
        (boxes(range(902, 916)), 0),  # the count that one of them prints has changed
        (boxes(range(901, 917)), 0),
        (boxes(range(903, 912)) + boxes(range(901, 903)), 0),
    ],
    ids=["the same", "one changed", "one gone", "one more", "another order"],
)
def test_the_same_bytes_as_anew(then: str, taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    root = project(tmp_path / "p", boxes(range(901, 916)))
    anew: list[str] = []
    original = Boxes.write

    def counted(self: Boxes, requirement: Requirement) -> str:
        anew.append(requirement.label)
        return original(self, requirement)

    with keeping(memory):
        written(shown(root))
        memory.sweep()
        project(root, then)
        with monkeypatch.context() as patched:
            patched.setattr(Boxes, "write", counted)
            again = written(shown(root))
    assert again == written(shown(root))
    assert len(shown(root).requirements) - len(anew) == taken
