"""The ledger on disk, for the commands that write it."""

import argparse
from pathlib import Path

from ..base.i18n import _
from . import streams

PATH = "sources/ids.csv"


def save(given: argparse.Namespace, root: Path, content: bytes) -> bool:
    """False where the disk would not take it, which is said."""
    from ..base import files
    from ..bundle import cannot_save
    from ..report import text

    if given.dry_run:
        streams.out(_("Nothing was written (--dry-run).") + "\n")
        return True
    try:
        files.write(root / PATH, content)
    except OSError as failure:
        streams.out(text.text((cannot_save(root / PATH, failure),)))
        return False
    return True
