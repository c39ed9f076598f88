"""Imports each file named on standard input in turn and prints what came of it, one JSON object a line.

A process of its own: it can be killed when it hangs, and its memory is its own.
"""

import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pipeline.read import read_declarations  # noqa: E402
from pipeline.read.foreign import import_file  # noqa: E402
from pipeline.read.values import Vocabulary  # noqa: E402


def main() -> None:
    words = Vocabulary.of(read_declarations(ROOT)[0])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        file = Path(line.rstrip("\n"))
        began = time.monotonic()
        before = os.times()
        said: dict[str, object] = {"file": file.name}
        try:
            found, problems = import_file(
                file.read_bytes(), file.name, words=words, package="AP1", area="functional", type_="K"
            )
        except BaseException:
            said["traceback"] = traceback.format_exc()
        else:
            said["count"] = found.count
            said["files"] = dict(found.files)
            said["problems"] = [[p.severity.value, p.code, str(p.place), p.message, p.fix, p.excerpt] for p in problems]
        after = os.times()
        said["seconds"] = time.monotonic() - began
        said["cpu"] = sum(after[:4]) - sum(before[:4])
        said["megabytes"] = (
            max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
        )
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
