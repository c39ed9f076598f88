"""What the readers' results depend on, as the hash of what they read: the keys under which a cache knows them.

Declarations are one value: every YAML file, template and folder name counts. A contribution depends on them, on its own
bytes and on what was sent; a text with pictures is always read anew, since the pictures are files of their own.
"""

import hashlib
from pathlib import Path

from .declarations import documents, packages

_PICTURE = b"!["


def declarations_key(root: Path) -> str:
    """'' where something cannot be read: then nothing is remembered."""
    digest = hashlib.sha256()
    try:
        for path in _declared(root):
            data = path.read_bytes() if path.is_file() else b""
            digest.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode("utf-8", "surrogatepass"))
            digest.update(data)
    except OSError:
        return ""
    return digest.hexdigest()


def _declared(root: Path) -> list[Path]:
    sources = root / "sources"
    folders = [p for p in (root / packages.FOLDER).glob("*") if p.is_dir()]
    of_packages = [p / packages.FILE for p in folders]
    templates = [p for p in (root / documents.FOLDER).rglob("*") if p.is_file()]
    return sorted((*(p for p in sources.glob("*") if p.is_file()), *folders, *of_packages, *templates))


def issued_key(root: Path, package: str) -> bytes:
    folder = root / packages.FOLDER / package / "issued"
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.digest()


def alone(path: str, data: bytes) -> bool:
    """Whether a file depends on no other: a text with a picture does."""
    return not path.endswith(".md") or _PICTURE not in data
