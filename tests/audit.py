"""`make audit`: pip-audit over the lock files. Fails on a known vulnerability; where no database answers, it says so.

usage: python -m tests.audit LOCK …
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 120.0  # seconds for one file


def main(locks: Sequence[str]) -> int:
    known = False
    for lock in locks:
        try:
            found = audited(lock)
        except (OSError, ValueError, subprocess.TimeoutExpired) as failure:
            print(f"{lock}: not looked up, no database answered ({failure}).")
            continue
        weak = [d for d in found if d.get("vulns")]
        print(f"{lock}: {len(found)} packages, {len(weak)} with a known vulnerability.")
        for package in weak:
            said = ", ".join(v["id"] for v in package["vulns"])
            print(f"  {package['name']} {package['version']}: {said}")
        known |= bool(weak)
    return int(known)


def audited(lock: str) -> list[dict[str, object]]:
    """What pip-audit knows of each pinned package. ValueError where it got no answer."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "audit.json")
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
        command += ["--timeout", "10", "--format", "json", "--output", str(answer), "--requirement", lock]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        if not answer.is_file():
            raise ValueError((done.stderr.strip().splitlines() or ["no answer"])[-1][:160])
        return list(json.loads(answer.read_text("utf-8"))["dependencies"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
