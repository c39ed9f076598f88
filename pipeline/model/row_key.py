"""What identifies a row of a form -> its hidden key, by which the row is known again when it comes back.

Equal parts give the same key, so a form that is made twice has the same keys. The rows for new requirements of another
version have other keys: what a municipality wrote in row 1 last time is not the row 1 of this time.
"""

import base64
import hashlib

LENGTH = 8


def row_key(*parts: str) -> str:
    """`R-` and 8 base32 characters of package, contributor, sheet and requirement (or version and row number)."""
    name = "\x1f".join(parts)
    return "R-" + base64.b32encode(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()).decode()[:LENGTH]
