"""What was worked out before and need not be again: values by the hash of everything they were made from.

A hit is the same as making it anew, because the key holds all of the input: the bytes read, the program's own files,
the Python version and the language of messages. Anything odd (a damaged file, an unknown class, a disk that will not be
written) is a miss, never an error. Values are pickled and loaded with care (`pickles.py`): a cache that came along with
somebody's project can run nothing.
"""

import contextlib
import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from . import files
from .i18n import spoken
from .kept import Memory
from .pickles import careful, pickled

FOLDER = ".udbud-cache"
_MOST = 4_000  # files; the oldest go first
_HERE = Path(__file__).resolve().parents[1]
_START = str(_HERE)
_SUFFIX = ".pickle"

T = TypeVar("T")


class Cache:
    """`folder` None: nothing is remembered on disk. `held`: values stay in memory too, and come back as the very same
    objects, for a process that builds again and again; `memory` is what was made of those. `used` are the names asked
    for since the last `prune`."""

    def __init__(self, folder: Path | None = None, held: bool = False) -> None:
        self._folder = folder if folder is not None and _program() else None
        self._held: dict[str, object] | None = {} if held else None
        self._used: set[str] = set()
        self.memory = Memory() if held else None

    def remember(
        self, parts: tuple[bytes | str, ...], make: Callable[[], T], lasts: Callable[[T], bool] | None = None
    ) -> T:
        """The value `make` would give. `parts` must hold everything it depends on, what kind of value it is first.
        `lasts`: whether it would come out the same again, which it does not where the disk failed."""
        if self._folder is None and self._held is None:
            return make()
        name = _key(parts)
        found = self._get(name)
        if found is not None:
            return found  # type: ignore[no-any-return]
        value = make()
        if lasts is None or lasts(value):
            self._put(name, value)
        return value

    def get(self, parts: tuple[bytes | str, ...]) -> Any:
        """None where nothing is remembered."""
        return self._get(_key(parts)) if self._folder is not None or self._held is not None else None

    def put(self, parts: tuple[bytes | str, ...], value: object) -> None:
        if self._folder is not None or self._held is not None:
            self._put(_key(parts), value)

    def holding(self) -> "Cache":
        """The same on disk, in memory too."""
        return Cache(self._folder, held=True)

    def forget(self) -> set[str]:
        """Memory keeps what was used since the last time, which is given back."""
        used, self._used = self._used, set()
        if self.memory is not None:
            self.memory.sweep()
        if self._held is not None:
            self._held = {name: value for name, value in self._held.items() if name in used}
        return used

    def prune(self) -> None:
        """As `forget`. The folder does not grow for ever: beyond `_MOST` files those that were not used and are oldest
        go."""
        used = self.forget()
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            files.clear(self._folder)
            kept = files.within(self._folder, _SUFFIX)
            spare = [p for p in kept if p.name not in used] if len(kept) > _MOST else []
            spare.sort(key=lambda p: (files.stat(p).st_mtime_ns, p.name))
            for path in spare[: len(kept) - _MOST]:
                files.remove(path)

    def _get(self, name: str) -> Any:
        self._used.add(name)
        if self._held is not None and name in self._held:
            return self._held[name]
        found = self._load(self._folder, name) if self._folder is not None else None
        if found is not None and self._held is not None:
            self._held[name] = found
        return found

    def _put(self, name: str, value: object) -> None:
        self._used.add(name)
        if self._held is not None:
            self._held[name] = value
        if self._folder is not None:
            self._store(self._folder, name, value)

    def _load(self, folder: Path, name: str) -> Any:
        try:
            return careful(files.read(folder / name))
        except Exception:  # whatever is wrong with the file, the value can be made anew
            return None

    def _store(self, folder: Path, name: str, value: object) -> None:
        try:
            data = pickled(value)
            files.make_folder(folder)
            files.swap_in(folder / name, data)
        except Exception:  # a cache that cannot be written costs time, nothing else
            return


def _key(parts: tuple[bytes | str, ...]) -> str:
    digest = hashlib.sha256(_program())
    digest.update(f"{sys.version}\0{spoken()}\0".encode())
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest() + _SUFFIX


@lru_cache(maxsize=1)
def _program() -> bytes:
    """The program's own files, by size and time, and the versions of the libraries beside it: another version of any
    of them remembers nothing of this one. b'' where they cannot be looked at."""
    digest = hashlib.sha256()
    try:
        for line in sorted(_files(_HERE)) + sorted(_libraries()):
            digest.update(f"{line}\n".encode("utf-8", "surrogatepass"))
    except OSError:
        return b""
    return digest.digest()


def _files(folder: Path) -> Iterator[str]:
    for path in files.within(folder):
        if path.name.endswith((".py", ".mo")):
            found = files.stat(path)
            yield f"{str(path).removeprefix(_START)} {found.st_size} {found.st_mtime_ns}"
        elif "." not in path.name and path.name != "__pycache__" and files.is_folder(path):
            yield from _files(path)


def _libraries() -> Iterator[str]:
    """`lxml-6.0.2.dist-info`, as pip leaves it for every library."""
    for folder in sys.path:
        if not folder.endswith(".zip"):
            yield from (path.name for path in files.within(Path(folder), ".dist-info"))
