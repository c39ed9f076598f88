"""Word bookmark names: letters, digits, underscore, a letter first, at most 40 characters, one per target."""

import hashlib
import re
from functools import lru_cache

from ..base.text import slug

# Hidden bookmarks of a Word file, which say what is not the author's text whatever styles the template has: our text
# stands between BEGIN and END, and a paragraph with LABEL… holds the word that says what kind of block follows.
BEGIN = "_udbud_begin"
END = "_udbud_end"
LABEL = "_udbud_label_"
_ID = re.compile("[A-Z]+-[0-9]+")
_OTHER = re.compile("[^A-Za-z0-9]")

_OTHER = re.compile(r"[^A-Za-z0-9]")
_ID = re.compile(r"[A-Z]+-[0-9]+")


@lru_cache(maxsize=65_536)  # every writer asks for those of all requirements
def bookmark(kind: str, name: str) -> str:
    """`("krav", "F-012")` -> `krav_F_012`. Names that would lose something carry a short hash, so no two collide."""
    bare = _OTHER.sub("_", name)
    exact = _ID.fullmatch(name) or bare == name
    if exact and len(kind) + len(bare) < 40:
        return f"{kind}_{bare}"
    stem = slug(name).replace("-", "_")[:24]
    return f"{kind}_{stem}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
