"""A blank that the bidder fills in: a content control with a bookmark of its own.

Word shows the control and jumps from one to the next; LibreOffice drops controls when it saves, so the bookmark says
the same and stays. The id `felt:<document>/<name>` is how a filled-in document is read back.
"""

from ...base.xml import attribute
from ...model.bookmark import bookmark
from .context import Context
from .inlines import run

_LONGEST = 64  # what Word takes as alias and tag of a control
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
TICK = "☐"
_SYMBOL = "Segoe UI Symbol"
_SYMBOLS = f'<w:rFonts w:ascii="{_SYMBOL}" w:hAnsi="{_SYMBOL}" w:eastAsia="MS Gothic" w:cs="{_SYMBOL}"/>'


def blank(context: Context, name: str, label: str, shown: str) -> str:
    """`name` is unique in the document, `label` what screen readers say, `shown` what stands there at first."""
    return _control(context, name, label, "<w:showingPlcHdr/><w:text/>", run(shown, context.styles.of_run("Udfyldes")))


def tick(context: Context, name: str, label: str) -> str:
    """A box to tick. Where controls are dropped it is the character ☐, which can be written over."""
    states = (
        '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
    )
    kind = f'<w14:checkbox xmlns:w14="{_W14}">{states}</w14:checkbox>'
    return _control(context, name, label, kind, run(TICK, _SYMBOLS))


def _control(context: Context, name: str, label: str, kind: str, shown: str) -> str:
    mark = bookmark("felt", name)
    tag = f"felt:{context.document.key}/{name}"
    if len(tag) > _LONGEST:
        tag = f"felt:{mark}"
    about = f'<w:alias w:val="{attribute(label[:_LONGEST])}"/><w:tag w:val="{attribute(tag)}"/>'
    return context.bookmark(
        mark, f"<w:sdt><w:sdtPr>{about}{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    )
