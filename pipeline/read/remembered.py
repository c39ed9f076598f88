"""What the readers' results depend on, as the hash of what they read: the keys under which a cache knows them.

Declarations are one value: every YAML file, template and folder name counts. A contribution depends on them, on its own
bytes and on what was sent; a text with pictures is always read anew, since the pictures are files of their own.
"""

import hashlib
from pathlib import Path

from ..base import files
from .declarations import documents, packages

_PICTURE = b"!["


def declarations_key(root: Path) -> str:
    """'' where something cannot be read: then nothing is remembered."""
    digest = hashlib.sha256()
    try:
        for path in _declared(root):
            data = files.read(path) if files.is_file(path) else b""
            digest.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode("utf-8", "surrogatepass"))
            digest.update(data)
    except OSError:
        return ""
    return digest.hexdigest()


def _declared(root: Path) -> list[Path]:
    sources = root / "sources"
    folders = [p for p in files.within(root / packages.FOLDER) if files.is_folder(p)]
    of_packages = [p / packages.FILE for p in folders]
    templates = files.below(root / documents.FOLDER)
    return sorted((*(p for p in files.within(sources) if files.is_file(p)), *folders, *of_packages, *templates))


def issued_key(root: Path, package: str) -> bytes | None:
    """None where something cannot be read."""
    digest = hashlib.sha256()
    try:
        for path in files.within(root / packages.FOLDER / package / "issued", ".json"):
            data = files.read(path)
            digest.update(f"{path.name} {len(data)}\n".encode())
            digest.update(data)
    except OSError:
        return None
    return digest.digest()


def alone(path: str, data: bytes) -> bool:
    """Whether a file depends on no other: a text with a picture does."""
    return not path.endswith(".md") or _PICTURE not in data
