"""A small project that is right, and `project(...)` to write it with something changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

TENDER = """\
title: Fælles borgerkontakt
reference: 007
version: 1.10
date: 2026-11-02
authority: Indkøbsfællesskabet
areas:
  - {key: functional, prefix: F, title: Funktionelle krav, synonyms: [funktionel]}
  - {key: operations, prefix: DR, title: Drift}
types:
  - {key: MK, label: Mindstekrav, modals: [skal], minimum: ja, scored: nej}
  - {key: K, label: Krav, modals: [skal]}
documents:
  - {key: kravspecifikation, number: "3", title: Kravspecifikation}
"""
FIELDS = """\
- {name: title, label: {da: Titel, en: Title}, kind: line, required: ja}
- {name: text, label: {da: Kravtekst}, kind: prose}
- {name: type, label: Type, kind: choice, choices_from: types}
- {name: area, label: Område, kind: choice, choices_from: areas}
"""
DOCUMENT = """\
key: kravspecifikation
title: Kravspecifikationen
number: "9"
kind: word
editions: [internal, tender]
parts:
  - {name: chapters, title: ""}
"""
MUNICIPALITIES = """\
- {key: nordby, name: Nordby Kommune, code: 0101, population: 84.000}
- {key: sydby, name: Sydby Kommune, code: 0102, population: 9500}
"""
RIGHT: dict[str, str | bytes] = {
    "sources/tender.yaml": TENDER,
    "sources/fields.yaml": FIELDS,
    "sources/municipalities.yaml": MUNICIPALITIES,
    "templates/kravspecifikation/document.yaml": DOCUMENT,
    "templates/kravspecifikation/template.docx": b"a Word file",
}

Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """`project({path: text or None})`: None takes the file away. `tender="…"` is added to the end of tender.yaml."""

    def write(files: dict[str, str | bytes | None] | None = None, tender: str = "") -> Path:
        everything = {**RIGHT, **(files or {})}
        if tender:
            text = everything["sources/tender.yaml"]
            assert isinstance(text, str)
            key = tender.split(":")[0]
            text = re.sub(rf"(?m)^{re.escape(key)}:.*\n(?:[ -].*\n)*", "", text)
            everything["sources/tender.yaml"] = text + tender
        for path, contents in everything.items():
            if contents is None:
                continue
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        return tmp_path

    return write
