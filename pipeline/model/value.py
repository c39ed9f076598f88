"""One field of one requirement as one person wrote it, with the place it was written."""

import hashlib
from collections.abc import Mapping

from .place import Place
from .prose import Blocks, Names, paragraph, strict
from .struct import Struct


class Value(Struct, frozen=True):
    """`source` is the text exactly as written; `text` its plain form, in which values are compared.

    `blocks` holds the prose of a prose field, () for other kinds. `keys` holds what a choice or list field was
    understood as (choice keys, goal keys, standard codes, requirement ids); a word that was not understood is in `keys`
    as written and reported by a check, so one mistake gives one message.
    """

    text: str
    place: Place
    source: str = ""
    blocks: Blocks = ()
    keys: tuple[str, ...] = ()

    def prose(self) -> Blocks:
        """The blocks to print: the prose, or the plain text as one paragraph."""
        return self.blocks or ((paragraph(self.text),) if self.text else ())

    def printed(self, names: Names) -> str:
        """The plain text with references and facts as they print. Most texts have neither and are used as they are."""
        if not self.blocks or ("[@" not in self.text and "{{" not in self.text):
            return self.text
        return names.printed(self.blocks)

    @property
    def comparable(self) -> str:
        """What is compared: the keys of a choice in any order (`MK` = `Mindstekrav`), else the text with block kinds:
        the same words inside and outside `::: intern` are not the same."""
        if self.keys:
            return ", ".join(sorted(self.keys))
        return strict(self.blocks) if self.blocks else self.text

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the comparable text: what decisions.yaml calls `sha256`."""
        return hashlib.sha256(self.comparable.encode("utf-8", "surrogatepass")).hexdigest()


Values = Mapping[str, Value]
