"""What changed since the last release. There is none yet, and the document says so."""

from collections.abc import Iterator

from ....model.tender import Part
from ..context import Context
from ..heading import heading, text


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    words = _("This is the first edition, version {version}. There is no earlier release to compare with.")
    yield heading(context) + text(context, words.format(version=context.specification.tender.version))
