"""Small whole projects on disk: the example's declarations and templates, three of its documents, and a test's own
requirements and chapters.
"""

import re
import shutil
from pathlib import Path

from pipeline.merge import merge
from pipeline.model.edition import visible
from pipeline.model.problem import Problem
from pipeline.model.specification import Specification
from pipeline.read import read

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = """\
  - {key: kravspecifikation, number: "3", title: Kravspecifikation}
  - {key: kravmatrix, number: "3.1", title: Kravmatrix}
  - {key: sporbarhedsmatrix, number: "", title: Sporbarhedsmatrix}
"""
HEAD = "---\narea: functional\n---\n# Henvendelser\n\n"


def project(folder: Path, requirements: str = "", chapter: str = "") -> Path:
    """`requirements` stands under `# Henvendelser` in package AP1; `chapter` is the only chapter."""
    sources = folder / "sources"
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    sources.mkdir(parents=True, exist_ok=True)
    for name in ("tender.yaml", "fields.yaml", "standards.yaml", "wording.yaml", "municipalities.yaml"):
        shutil.copy(ROOT / "sources" / name, sources / name)
    declared = (sources / "tender.yaml").read_text("utf-8")
    write(folder, "tender.yaml", re.sub(r"(?m)(?<=^documents:\n)(?:  - .*\n)+", DOCUMENTS, declared))
    write(folder, "packages/AP1/package.yaml", "title: Pakke\nareas: [functional]\n")
    if requirements:
        write(folder, "packages/AP1/krav.md", HEAD + requirements)
    if chapter:
        write(folder, "chapters/kravspecifikation/10-kapitel.md", chapter)
    return folder


def write(folder: Path, name: str, text: "str | bytes") -> Path:
    """A file below sources/."""
    path = folder / "sources" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def merged(folder: Path) -> tuple[Specification, tuple[Problem, ...]]:
    sources, problems = read(folder)
    specification, more = merge(sources)
    return specification, (*problems, *more)


def shown(folder: Path, edition: str = "internal") -> Specification:
    return visible(merged(folder)[0], edition)
