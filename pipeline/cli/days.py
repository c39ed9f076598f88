"""`--today` -> a day; today where it is not given."""

import re
from datetime import datetime

from ..base.i18n import _
from .usage import UsageError

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def day_of(text: str) -> str:
    """ISO. What is no date is wrong use."""
    if not text:
        return datetime.now().astimezone().date().isoformat()
    try:
        if _DATE.fullmatch(text):
            return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        pass
    raise UsageError(_("«{text}» is no date; write it as 2026-09-18.").format(text=text))
