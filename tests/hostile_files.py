"""The generated hostile files, and what EXPECT.csv wants of each: as a file for `import`, among those that `intake` is
given, and as a file in a project that is built.
"""

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from imports import corpus

MAKER = corpus("hostile") / "make_hostile.py"
CANARY = "CANARY-7f3a"
BOOKS = (".xlsx", ".xls")


def made(folder: Path) -> Path:
    """The files in `folder`/files, with EXPECT.csv and a file nothing may read among them."""
    files = folder / "files"
    subprocess.run([sys.executable, str(MAKER), str(files)], check=True, capture_output=True)
    return files


def not_outside() -> bool:
    """Whether no archive has written where its parts want to go."""
    return not any(Path("/var/tmp", name).exists() for name in ("udbud-evil.txt", "udbud-evil2.txt", "udbud-evil4"))


@dataclass(frozen=True)
class Wanted:
    """`error`: refused with this code. Else `count` requirements are read, with `codes` among the messages."""

    error: str = ""
    count: int = 0
    codes: tuple[str, ...] = ()
    says: str = ""


def refused(code: str, says: str = "") -> Wanted:
    return Wanted(error=code, says=says)


def taken(count: int, *codes: str) -> Wanted:
    return Wanted(count=count, codes=codes)


ENTITIES = ("billion-laughs", "xxe-file", "xxe-http", "quadratic")
WANTED = {
    **{f"{name}.{end}": refused("xml-entity") for name in ENTITIES for end in ("xlsx", "docx")},
    "zipbomb-sheet.xlsx": refused("zip-bomb", "xl/worksheets/sheet1.xml"),
    "zipbomb-document.docx": refused("zip-bomb", "word/document.xml"),
    "zipbomb-media.docx": refused("zip-bomb", "word/media/image1.png"),
    "many-entries.xlsx": refused("zip-bomb", "2000"),
    "million-styles.xlsx": taken(2),
    "many-empty-rows.xlsx": taken(2),
    "huge-dimension.xlsx": taken(2),
    "far-cell.xlsx": taken(2, "too-far-out"),
    "deep-xml.docx": taken(1),
    "nested-tables.docx": refused("too-deep"),
    **{f"{name}.{end}": refused("damaged-file") for end in ("xlsx", "docx") for name in ("truncated", "empty")},
    "zip-only-eocd.xlsx": refused("damaged-file", "empty"),
    "csv-named.xlsx": refused("wrong-file-type", "text file"),
    "html-named.xls": refused("wrong-file-type", "HTML"),
    "docx-named.xlsx": refused("wrong-file-type", "Word"),
    "xlsx-named.docx": refused("wrong-file-type", "Excel"),
    "ole2-named.xlsx": refused("wrong-file-type", "password"),
    "lock-~$krav.xlsx": taken(0, "lock-file"),
    "no-content-types.docx": refused("damaged-file", "[Content_Types].xml"),
    "no-sheet-part.xlsx": refused("damaged-file", "xl/worksheets/sheet1.xml"),
    "path-traversal.docx": refused("unsafe-archive", "udbud-evil"),
    "duplicate-part.docx": refused("unsafe-archive", "twice"),
    "zip-encrypted-flag.docx": refused("password-protected"),
    "external-template.docx": taken(1),
    "external-image.docx": taken(1),
    "includetext-field.docx": taken(1, "field-left-out"),
    "dde-field.docx": taken(1, "field-left-out"),
    "formula-injection-as-text.xlsx": taken(17),
    "formula-injection.csv": taken(17),
    "formulas-no-cached-value.xlsx": taken(1, "formula-without-value", "row-without-text"),
    "lookalike-ids.xlsx": taken(23, "look-alike-id", "duplicate-foreign-id", "invisible-character"),
    "bidi.md": taken(1, "invisible-character"),
    "nfd-names-a\u030a.md": Wanted(error="no-requirements", codes=("decomposed-name",)),
    "ssti-requirements.md": taken(13),
    "ssti-requirements.xlsx": taken(13),
    "ssti-template.docx": refused("no-requirements"),
    "pandoc-hostile.md": refused("no-requirements"),
    "yaml-bomb.md": refused("yaml-alias"),
    "yaml-object.md": refused("yaml-tag"),
    "yaml-surprises.md": refused("duplicate-key"),
    "deep-markdown.md": refused("too-deep"),
    "huge-table.md": taken(20_000),
    "mixed-newlines.md": refused("bad-encoding", "NUL"),
    "latin1.md": taken(1, "assumed-encoding"),
    "utf16.md": taken(1),
    "utf8-bom.md": taken(1),
    "cp1252.csv": taken(1, "assumed-encoding"),
    "cp865-dos.csv": taken(1, "assumed-encoding"),
    "control-chars.xlsx": taken(1, "control-character"),
    **{f"bitflip-{n}.{end}": refused("damaged-file") for n in range(5) for end in ("xlsx", "docx")},
}  # fmt: skip


def at_the_desk(name: str) -> tuple[str, set[str]]:
    """State and codes of `intake`. What can be read is none of our forms; what is no workbook is passed by."""
    wanted = WANTED[name]
    if "lock-file" in wanted.codes:
        return "passed", {"lock-file"}
    if name == "xlsx-named.docx":
        return "refused", {"not-our-form"}  # its contents count
    if not name.endswith(BOOKS):
        return "passed", {"not-a-workbook"}
    return "refused", {wanted.error or "not-our-form"}


# Markdown that stands in a project is ours: it must be UTF-8, and its front matter is declared.
_MARKDOWN = {
    "bidi.md": taken(1, "invisible-character"),
    "nfd-names-a\u030a.md": taken(0, "decomposed-name"),
    "ssti-requirements.md": taken(13),
    "pandoc-hostile.md": taken(0, "bad-front-matter", "picture-outside", "remote-picture"),
    "yaml-bomb.md": taken(0, "bad-front-matter"),
    "yaml-object.md": taken(0, "bad-front-matter"),
    "yaml-surprises.md": taken(0, "bad-front-matter"),
    "deep-markdown.md": refused("too-deep"),
    "huge-table.md": taken(0),
    "mixed-newlines.md": refused("bad-encoding", "NUL"),
    "latin1.md": refused("bad-encoding"),
    "utf16.md": refused("bad-encoding"),
    "utf8-bom.md": taken(1),
}


def in_a_project(name: str) -> Wanted:
    """What a build makes of it in the folder of a municipality, or for Markdown in that of a package."""
    wanted = WANTED[name]
    if name.endswith(".md"):
        return _MARKDOWN[name]
    if not name.endswith(BOOKS):
        return taken(0, "unread-file")
    return replace(wanted, codes=tuple({"row-without-text": "row-without-content"}.get(c, c) for c in wanted.codes))
