"""The Open XML SDK's validator, where UDBUD_OOXML_VALIDATOR names its program: `program FILE` prints JSON."""

import json
import os
import subprocess
from pathlib import Path

import pytest

VARIABLE = "UDBUD_OOXML_VALIDATOR"

needed = pytest.mark.skipif(not os.environ.get(VARIABLE), reason=f"{VARIABLE} names no Open XML SDK validator")


def invalid(file: Path) -> list[str]:
    """What the SDK says is wrong with an Office file."""
    done = subprocess.run([os.environ[VARIABLE], str(file)], capture_output=True, text=True, timeout=120, check=False)
    answer = json.loads(done.stdout)
    return [] if answer["ok"] else [str(error) for error in answer["errors"]] or ["not ok"]
