"""The cases -> README.md: every mistake as a user would make it, and the answer."""

from cases import HERE, Case, cases

from pipeline.report.catalogue import lookup

README = HERE / "README.md"
_HEAD = """# Every problem, with an example

Made from the folders beside this file; `pytest --update-golden` writes it anew. Each folder is a mistake as a user
would make it, laid over the small tender in `_base/`, and `expected.txt` is what the program answers.
"""
_LANGUAGES = {".md": "markdown", ".yaml": "yaml", ".csv": "csv", ".txt": "text"}


def readme() -> str:
    index = "\n".join(f"- [{case.code}](#{case.code}) {_title(case)}".rstrip() for case in cases())
    return "\n".join((_HEAD, index, "", *map(_chapter, cases())))


def _title(case: Case) -> str:
    entry = lookup(case.code)
    return entry.title if entry else ""


def _chapter(case: Case) -> str:
    entry = lookup(case.code)
    parts = [f"## {case.code}", ""]
    if entry:
        parts += [f"{entry.title}. {entry.explanation}", ""]
    for file in case.files:
        parts += _file(case, file.relative_to(case.folder).as_posix(), file.read_bytes())
    if case.without:
        parts += ["Taken away: " + ", ".join(f"`{path}`" for path in case.without), ""]
    return "\n".join((*parts, "The answer:", "", "```text", case.expected.rstrip("\n"), "```", ""))


def _file(case: Case, name: str, data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8").rstrip("\n")
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:
        return [f"`{name}` ({len(data)} bytes)", ""]
    suffix = "." + name.rpartition(".")[2]
    lines = [line if len(line) <= 160 else f"{line[:160]} …" for line in text.split("\n")]
    shown = "\n".join(lines if len(lines) <= 40 else [*lines[:40], "…"])
    return [f"`{name.removesuffix('.txt')}`", "", f"````{_LANGUAGES.get(suffix, 'text')}", _visible(shown), "````", ""]


def _visible(text: str) -> str:
    """Nothing in the catalogue may be invisible or turn the page around."""
    return "".join(c if c.isprintable() or c == "\n" else f"‹U+{ord(c):04X}›" for c in text)
