"""Summary -> the closing table of a build, as aligned plain text."""

from collections.abc import Mapping

from ..base.i18n import _, ngettext
from ..model.problem import Severity
from .summary import Summary
from .text import harmless

_STAGES = ("read", "merge", "check", "write", "verify", "save")


def table(summary: Summary) -> str:
    rows = [
        (_("Work packages"), str(summary.packages)),
        (_("Contributions"), str(summary.contributions)),
        (_("Requirements"), _requirements(summary)),
        *(("  " + (harmless(title) or _("No area")), _types(counts)) for title, counts in summary.by_area),
        (_("Additions and opt-outs"), str(summary.local)),
        (_("Open conflicts"), str(summary.conflicts)),
        (_("Problems"), problems(summary.problems)),
        *_documents(summary),
        (_("Seconds"), seconds(summary)),
    ]
    width = max(len(label) for label, _text in rows)
    return "".join(f"{label:<{width}}  {text}".rstrip() + "\n" for label, text in rows)


def problems(counts: Mapping[Severity, int]) -> str:
    errors, warnings = counts.get(Severity.ERROR, 0), counts.get(Severity.WARNING, 0)
    notes = counts.get(Severity.NOTE, 0)
    return ", ".join(
        (
            ngettext("{n} error", "{n} errors", errors).format(n=errors),
            ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
            ngettext("{n} note", "{n} notes", notes).format(n=notes),
        )
    )


def seconds(summary: Summary) -> str:
    stages = [f"{stage_name(s)} {summary.seconds[s]:.1f}" for s in _STAGES if s in summary.seconds]
    return f"{sum(summary.seconds.values()):.1f} ({', '.join(stages)})"


def stage_name(stage: str) -> str:
    names = {
        "read": _("read"),
        "merge": _("merge"),
        "check": _("check"),
        "write": _("write"),
        "verify": _("verify"),
        "save": _("save"),
    }
    return names.get(stage, stage)


def _requirements(summary: Summary) -> str:
    if not summary.withdrawn:
        return str(summary.requirements)
    return _("{n} and {withdrawn} withdrawn").format(n=summary.requirements, withdrawn=summary.withdrawn)


def _types(counts: Mapping[str, int]) -> str:
    parts = ", ".join(f"{harmless(kind) or '?'} {counts[kind]}" for kind in sorted(counts))
    return f"{sum(counts.values())} ({parts})"


def _documents(summary: Summary) -> list[tuple[str, str]]:
    if not summary.documents:
        return []
    lines = [f"{d.path} ({size(d.size)})" for d in summary.documents]
    return [(_("Documents") if i == 0 else "", line) for i, line in enumerate(lines)]


def size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"
