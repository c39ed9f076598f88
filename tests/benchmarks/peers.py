"""The generated requirements in the formats of other programs, and each program's own export of them, measured.

Every program has an environment of its own in a cache folder, made once (`peers.txt` pins what is in it). None writes
what we write; `does` says what the measured command makes of the requirements, so that figures are read with it.

usage: python -m tests.benchmarks.peers SIZE …
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from .generate import TABLE_HEAD, Given, given
from .measure import Spent, spent

PINS = Path(__file__).with_name("peers.txt")
INSTALL, RUN = 600, 600  # wall seconds


@dataclass(frozen=True, slots=True)
class Peer:
    """`write` puts the requirements into a folder, `commands` are run there; `{bin}` is where its programs lie."""

    name: str
    does: str
    write: Callable[[Sequence[Given], Path], None]
    commands: tuple[tuple[str, ...], ...]
    made: str  # a pattern of files that are there when it has done its work, '' where it writes none


@dataclass(frozen=True, slots=True)
class Measured:
    """`skipped` says why there are no figures, '' where there are."""

    peer: str
    version: str
    does: str
    size: int
    spent: Spent | None = None
    skipped: str = ""


# --- the requirements in their formats --------------------------------------------------------------------------------


def _strictdoc(requirements: Sequence[Given], folder: Path) -> None:
    lines = ["[DOCUMENT]", "TITLE: Kravspecifikation", ""]
    for section, those in groupby(requirements, lambda r: r.section):
        lines += ["[[SECTION]]", f"TITLE: {section}", ""]
        for r in those:
            lines += ["[REQUIREMENT]", f"UID: {r.id}", f"TAGS: {r.type}", f"TITLE: {r.title}", "STATEMENT: >>>"]
            lines += [*_rst(r), "<<<", "RATIONALE: >>>", r.rationale, "<<<", f"COMMENT: {r.source}", ""]
        lines += ["[[/SECTION]]", ""]
    (folder / "krav.sdoc").write_text("\n".join(lines), "utf-8")


def _doorstop(requirements: Sequence[Given], folder: Path) -> None:
    subprocess.run(["git", "init", "-q", str(folder)], check=True, capture_output=True)
    register = folder / "krav"
    register.mkdir()
    (register / ".doorstop.yml").write_text("settings:\n  digits: 6\n  prefix: REQ\n  sep: ''\n", "utf-8")
    number = {r.id: n for n, r in enumerate(requirements, 1)}
    for n, r in enumerate(requirements, 1):
        head = f"active: true\nderived: false\nheader: '{r.title}'\nlevel: 1.{n}\nlinks: []\nnormative: true\nref: ''\n"
        text = "".join(f"  {line}\n" for line in _markdown(r, lambda id_: f"REQ{number[id_]:06d}"))
        (register / f"REQ{n:06d}.yml").write_text(f"{head}reviewed: null\ntext: |\n{text}", "utf-8")


def _sphinx(requirements: Sequence[Given], folder: Path) -> None:
    (folder / "conf.py").write_text(
        'project = "Kravspecifikation"\nextensions = ["sphinx_needs", "docxbuilder"]\n'
        'needs_id_regex = "^[A-Z0-9-]+$"\n'
        'docx_documents = [("index", "krav.docx", {"title": project, "creator": ""}, True)]\n',
        "utf-8",
    )
    lines = ["Kravspecifikation", "=" * 17, ""]
    for section, those in groupby(requirements, lambda r: r.section):
        lines += [section, "-" * len(section), ""]
        for r in those:
            lines += [f".. req:: {r.title}", f"   :id: {r.id}", f"   :tags: {r.type}", f"   :links: {r.refers[0]}", ""]
            lines += [f"   {line}" for line in (*_rst(r), "", f"**Begrundelse:** {r.rationale}", "", r.source)]
            lines.append("")
    (folder / "index.rst").write_text("\n".join(lines), "utf-8")


def _throughline(requirements: Sequence[Given], folder: Path) -> None:
    (folder / "throughline.toml").write_text(_THROUGHLINE, "utf-8")
    for name, prefix, kind in (("krav", "REQ", "requirement"), ("formaal", "INT", "intent")):
        (folder / name).mkdir()
        register = f"prefix: {prefix}\ndigits: 6\ntitle: {name}\ntype: {kind}\n"
        (folder / name / ".register.yml").write_text(register, "utf-8")
    goal = "uid: INT-000001\ntype: intent\nstatus: approved\ntitle: Formål\ntext: Bedre borgerkontakt.\nlinks: []\n"
    (folder / "formaal" / "INT-000001.yml").write_text(goal, "utf-8")
    number = {r.id: n for n, r in enumerate(requirements, 1)}
    page = ["# Kravspecifikation", ""]
    for n, r in enumerate(requirements, 1):
        uid = f"REQ-{n:06d}"
        text = "".join(f"  {line}\n" for line in _markdown(r, lambda id_: f"REQ-{number[id_]:06d}"))
        (folder / "krav" / f"{uid}.yml").write_text(
            f"uid: {uid}\ntype: requirement\nstatus: approved\ntitle: {r.title}\ntext: |\n{text}"
            f"normative: true\nlinks:\n- target: INT-000001\n  type: implements\n",
            "utf-8",
        )
        page += [f"<!-- tl:item {uid} -->", "<!-- tl:end -->", ""]
    (folder / "docs").mkdir()
    (folder / "docs" / "krav.md").write_text("\n".join(page), "utf-8")


_THROUGHLINE = """[project]
name = "Kravspecifikation"
format_version = 4
[grounding]
root_types = ["intent"]
delivery_roots = ["intent"]
ground_link_types = ["implements"]
[types.intent]
normative = false
[types.requirement]
[links]
types = ["implements"]
[status]
values = ["approved"]
[docs]
files = ["docs/krav.md"]
"""


def _trlc(requirements: Sequence[Given], folder: Path) -> None:
    (folder / "model.rsl").write_text(
        "package Tender\n\ntype Requirement {\n  id String\n  title String\n  kind String\n  text String\n"
        "  rationale String\n  origin String\n  refers Requirement[0 .. *]\n}\n\n"
        'checks Requirement {\n  len(text) > 0, error "no text"\n}\n',
        "utf-8",
    )
    lines = ["package Tender", ""]
    for section, those in groupby(requirements, lambda r: r.section):
        lines.append(f'section "{section}" {{')
        for r in those:
            text = "\n".join(_markdown(r, str)).replace("'''", "")
            refers = ", ".join(_name(id_) for id_ in dict.fromkeys(r.refers))
            lines += [
                f"Requirement {_name(r.id)} {{", f'  id = "{r.id}"', f'  title = "{r.title}"', f'  kind = "{r.type}"',
                f"  text = '''{text}'''", f'  rationale = "{r.rationale}"', f'  origin = "{r.source}"',
                f"  refers = [{refers}]", "}",
            ]  # fmt: skip
        lines += ["}", ""]
    (folder / "krav.trlc").write_text("\n".join(lines), "utf-8")


def _name(id_: str) -> str:
    return id_.replace("-", "_")


def _rst(r: Given) -> Iterator[str]:
    yield r.text.replace("[@", "[")
    yield ""
    for n, item in enumerate(r.items, 1):
        yield f"- {item} nummer **{n}**"
    if r.table:
        yield from ("", ".. list-table::", "   :header-rows: 1", "")
        for row in (TABLE_HEAD, *r.table):
            yield from (f"   {'*' if n == 0 else ' '} - {cell}" for n, cell in enumerate(row))


def _markdown(r: Given, name: Callable[[str], str]) -> Iterator[str]:
    """`name`: what the program calls the requirement of an id."""
    text = r.text
    for id_ in r.refers:
        text = text.replace(f"[@{id_}]", name(id_))
    yield from (text, "")
    yield from (f"- {item} nummer **{n}**" for n, item in enumerate(r.items, 1))
    if r.table:
        yield from ("", *(f"| {' | '.join(row)} |" for row in (TABLE_HEAD, ("---",) * 3, *r.table)))
    yield from ("", f"Begrundelse: {r.rationale}")


PEERS = (
    Peer(
        "StrictDoc", "HTML pages, without a search index of other projects", _strictdoc,
        (("{bin}/strictdoc", "export", ".", "--output-dir", "out", "--formats", "html"),), "out/html/**/krav.html",
    ),
    Peer("Doorstop", "one HTML page, checks before it", _doorstop,
         (("{bin}/doorstop", "publish", "all", "out", "--html"),), "out/**/REQ.html"),
    Peer("Sphinx-Needs", "one Word file, with docxbuilder", _sphinx,
         (("{bin}/sphinx-build", "-q", "-b", "docx", ".", "out"),), "out/krav.docx"),
    Peer("throughline", "check, and one Markdown page", _throughline,
         (("{bin}/tl", "check"), ("{bin}/tl", "docs", "docs/krav.md")), "docs/krav.md"),
    Peer("TRLC", "parses and checks, writes nothing", _trlc, (("{bin}/trlc", "--no-lint", "."),), ""),
)  # fmt: skip


# --- installing and running -------------------------------------------------------------------------------------------


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "udbud-bench"


def pins() -> dict[str, str]:
    """Name -> packages."""
    lines = (line.partition(":") for line in PINS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: packages.strip() for name, _colon, packages in lines if packages}


def installed(name: str, packages: str) -> tuple[Path | None, str]:
    """The folder with the peer's programs, or None and why there is none. Made once for each set of pins."""
    home = cache() / name.lower()
    made = home / "pins"
    folder = home / ("Scripts" if sys.platform == "win32" else "bin")
    if made.is_file() and made.read_text("utf-8") == packages:
        return folder, ""
    shutil.rmtree(home, ignore_errors=True)
    end = time.monotonic() + INSTALL
    try:
        for command in (
            (sys.executable, "-m", "venv", str(home)),
            (str(folder / "python"), "-m", "pip", "install", "--quiet", *packages.split()),
        ):
            left = max(1.0, end - time.monotonic())
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=left)
    except subprocess.TimeoutExpired:
        return None, f"not installed within {INSTALL // 60} minutes"
    except (subprocess.CalledProcessError, OSError) as failure:
        said = str(getattr(failure, "stderr", "") or failure).strip().splitlines()
        return None, f"not installed: {said[-1] if said else failure}"
    made.write_text(packages, "utf-8")
    return folder, ""


def measured(peer: Peer, size: int) -> Measured:
    packages = pins().get(peer.name, "")
    base = Measured(peer.name, packages, peer.does, size)
    folder, reason = installed(peer.name, packages)
    if folder is None:
        return Measured(peer.name, packages, peer.does, size, skipped=reason)
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        project.mkdir()
        peer.write(tuple(given(size)), project)
        whole: Spent | None = None
        for command in peer.commands:
            one = spent([part.format(bin=folder) for part in command], project, RUN)
            if one.failed:
                return Measured(peer.name, packages, peer.does, size, skipped=one.failed)
            whole = one if whole is None else whole.and_then(one)
        if peer.made and not any(project.glob(peer.made)):
            return Measured(peer.name, packages, peer.does, size, skipped="ended without what it should write")
    return Measured(base.peer, base.version, base.does, base.size, whole)


def main(sizes: Sequence[int]) -> int:
    for peer in PEERS:
        for size in sizes:
            found = measured(peer, size)
            print(f"{found.peer:<14} {size:>7} {found.spent or found.skipped}", flush=True)
            if found.skipped:
                break
    return 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100]))
