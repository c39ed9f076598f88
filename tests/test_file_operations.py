"""Every file operation goes through pipeline/base/files.py and the system calls it names, so that each can be made to
fail in a test."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOME = {"base/system.py"}
# Each with the reason why its files are none of a build's.
ELSEWHERE = {
    "base/i18n.py": "gettext opens the program's own catalogues",
    "base/zip.py": "an entry of a zip in memory has is_dir, too",
    "check/__init__.py": "pkgutil lists the program's own modules",
    "cli/streams.py": "the null device takes what nobody reads any more",
    "cli/walk.py": "a temporary file for the user's editor",
    "libreoffice.py": "a temporary folder for LibreOffice",
    "locale/__main__.py": "a tool for developers, over the program's own texts",
    "signing.py": "a temporary folder for ssh-keygen",
}
OS = {
    *("open", "fdopen", "read", "write", "close", "fsync", "stat", "lstat", "fstat", "listdir", "scandir", "walk"),
    *("access", "mkdir", "makedirs", "rename", "renames", "replace", "link", "symlink", "unlink", "remove", "rmdir"),
    *("removedirs", "truncate", "ftruncate", "chmod", "chown", "utime", "readlink", "sendfile"),
}
OS_PATH = {"exists", "lexists", "isfile", "isdir", "islink", "getsize", "getmtime", "realpath", "samefile"}
PATH = {
    *("read_bytes", "read_text", "write_bytes", "write_text", "iterdir", "rglob", "is_file", "is_dir", "is_symlink"),
    *("lstat", "mkdir", "unlink", "rmdir", "touch", "chmod", "readlink", "symlink_to", "hardlink_to", "samefile"),
}
MODULES = {"shutil", "tempfile", "glob", "fcntl", "mmap", "fileinput", "linecache"}


OURS = ("files.", "disk.", "on_disk.", "system.")  # the names under which base/files.py is imported


def operations(code: str) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [f"{node.lineno} import {n.name}" for n in node.names if n.name.split(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            if node.module in MODULES or node.module in ("os", "os.path", "io"):
                names = [n.name for n in node.names if node.module in MODULES or n.name in OS | OS_PATH]
                found += [f"{node.lineno} from {node.module} import {name}" for name in names]
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            last = called.rpartition(".")[2]
            given = len(node.args) + len(node.keywords)
            if (
                called in ("open", "io.open")
                or (called.startswith("os.") and last in OS)
                or (called.startswith("os.path.") and last in OS_PATH)
                or (isinstance(node.func, ast.Attribute) and last in PATH and not called.startswith(OURS))
                or (
                    last in ("exists", "resolve", "stat")
                    and called != "Path(__file__).resolve"
                    and not given
                    and isinstance(node.func, ast.Attribute)
                )
                or (last in ("rename", "replace") and given == 1 and isinstance(node.func, ast.Attribute))
            ):
                found.append(f"{node.lineno} {called}")
    return found


def modules() -> dict[str, Path]:
    folder = ROOT / "pipeline"
    return {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*.py"))}


def test_only_one_module_touches_files() -> None:
    found = {name: operations(path.read_text("utf-8")) for name, path in modules().items()}
    strangers = {name: lines for name, lines in found.items() if lines and name not in HOME | ELSEWHERE.keys()}
    assert strangers == {}
    assert {name for name in ELSEWHERE if not found[name]} <= {"base/i18n.py", "check/__init__.py"}


def test_only_two_modules_use_the_system_calls() -> None:
    users = {
        name
        for name, path in modules().items()
        if "import files, system" in (text := path.read_text("utf-8")) or "import system" in text
    }
    assert users == {"base/files.py", "base/locking.py", "base/swapping.py"}


@pytest.mark.parametrize(
    "line",
    [
        *("open(path)", "path.read_bytes()", "os.listdir(folder)", "p.resolve()", "p.exists()", "os.path.isfile(p)"),
        *("import shutil", "from os import scandir", "from tempfile import TemporaryDirectory", "a.replace(b)"),
    ],
)
def test_a_file_operation_is_seen(line: str) -> None:
    assert operations(line)


@pytest.mark.parametrize("line", ["files.is_file(p)", "os.getpid()", "a.replace(b, c)", "package.open(name)"])
def test_other_things_are_not(line: str) -> None:
    assert not operations(line)
