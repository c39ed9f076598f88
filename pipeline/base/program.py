"""What must be the same on two machines for them to write the same bytes."""

import hashlib
import platform
import zlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from .. import __version__
from . import files

_PACKAGE = Path(__file__).resolve().parents[1]
_WRITERS = ("docxtpl", "jinja2", "lxml", "pillow", "python-docx", "reqif", "xlsxwriter")


@lru_cache(maxsize=1)
def fingerprint() -> dict[str, str]:
    """Name -> version, of the program, its files, Python, zlib and the libraries that write documents."""
    found = {"udbud": __version__, "program": _digest(), "Python": platform.python_version()}
    return found | {"zlib": zlib.ZLIB_RUNTIME_VERSION} | dict(_libraries())


def _digest() -> str:
    """Of the program's files by their content: times and folders differ from machine to machine."""
    digest = hashlib.sha256()
    for path in sorted(p for p in files.below(_PACKAGE) if p.suffix in (".py", ".mo")):
        data = files.read(path)
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16]


def _libraries() -> Iterator[tuple[str, str]]:
    for name in _WRITERS:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "-"
