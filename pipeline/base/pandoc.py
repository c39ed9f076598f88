"""pandoc in a closed room: as a subprocess, no network, no files, limited time and memory."""

import subprocess
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

MEGABYTES = 512
_HEAP_EXHAUSTED = 251


class Ended(Enum):
    WELL = "well"
    LATE = "late"
    LARGE = "large"
    BADLY = "badly"


class Done(Struct, frozen=True):
    ended: Ended
    output: bytes = b""
    said: str = ""


def pandoc(data: bytes, from_: str, to: str, seconds: int, options: Iterable[str] = ()) -> Done:
    """`from_` and `to` as pandoc calls the formats."""
    import pypandoc

    limits = ("+RTS", f"-M{MEGABYTES}m", "-RTS", "--sandbox")
    command = [pypandoc.get_pandoc_path(), *limits, "-f", from_, "-t", to, *options]
    try:
        done = subprocess.run([*command, "-o", "-"], input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Done(Ended.LATE)
    said = done.stderr.decode("utf-8", "replace").strip()[:200]
    if done.returncode == _HEAP_EXHAUSTED:
        return Done(Ended.LARGE, said=said)
    return Done(Ended.BADLY if done.returncode else Ended.WELL, done.stdout, said)
