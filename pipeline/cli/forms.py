"""`udbud forms`: a workbook per work package and municipality, to fill in and send back."""

import argparse
from typing import TYPE_CHECKING

from ..base.i18n import _, ngettext
from . import project, streams
from .usage import UsageError

if TYPE_CHECKING:
    from ..forms import Forms, Made

NAME = "forms"


def about() -> str:
    return _("make the municipalities' forms, one workbook per work package and municipality")


def options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--package", metavar=_("PACKAGE"), default="", help=_("the forms of this work package only"))
    add("--municipality", metavar=_("MUNICIPALITY"), default="", help=_("the forms of this municipality only"))
    add("--issue", action="store_true", help=_("they are sent: record rows and texts in sources/packages/…/issued/"))


def run(given: argparse.Namespace) -> int:
    from ..forms import UnknownNameError, make_forms

    root = project.root(given)
    with streams.progress(given.quiet) as listener:
        try:
            forms = make_forms(root, project.output(given), given.package, given.municipality, given.issue, listener)
        except UnknownNameError as unknown:
            raise UsageError(_wrong(unknown.kind, unknown.name, unknown.known)) from None
    _show(given, forms)
    return 1 if forms.failed else 0


def _wrong(kind: str, name: str, known: tuple[str, ...]) -> str:
    words = (
        _("«{key}» is no work package of this tender. It has: {known}")
        if kind == "package"
        else _("«{key}» is no municipality of this tender. It has: {known}")
    )
    return words.format(key=name, known=", ".join(known))


def _show(given: argparse.Namespace, forms: "Forms") -> None:
    from ..report import github, json, sarif, text

    match given.format:
        case "json":
            streams.out(json.listing(forms.problems))
        case "github":
            streams.out(github.github(forms.problems, project.prefix(given.project)))
        case "sarif":
            streams.out(sarif.sarif(forms.problems, project.prefix(given.project)))
        case _other:
            streams.out(text.text(forms.problems))
            if not given.quiet:
                streams.out(("\n" if forms.problems else "") + _summary(given, forms))


def _summary(given: argparse.Namespace, forms: "Forms") -> str:
    """One line per package, then what to do next."""
    lines = [_line(made) for made in forms.made]
    total = sum(len(made.municipalities) for made in forms.made if made.saved)
    if total:
        where = project.output(given) / "forms"
        count = ngettext("{n} form in {path}", "{n} forms in {path}", total)
        lines.append(count.format(n=total, path=where))
    unnumbered = sum(made.unnumbered for made in forms.made)
    if unnumbered:
        words = ngettext(
            "{n} proposal has no number and is in no form: run udbud number first.",
            "{n} proposals have no number and are in no form: run udbud number first.",
            unnumbered,
        )
        lines.append(words.format(n=unnumbered))
    if forms.outcome.failed:
        lines.append(_("The sources have errors, which the forms show as they stand: see udbud check."))
    issued = [made.issued for made in forms.made if made.issued]
    if issued:
        lines += [_("What was sent is recorded in {path}").format(path=path) for path in issued]
    elif total:
        lines.append(_("Nothing is recorded as sent. Before you send the forms, make them with --issue."))
    return "".join(f"{line}\n" for line in lines)


def _line(made: "Made") -> str:
    names = ", ".join(m.key for m in made.municipalities)
    count = ngettext("{n} requirement", "{n} requirements", made.requirements).format(n=made.requirements)
    line = f"{made.package.key}  {count}  {names}"
    return line if made.saved else line + "  (" + _("not written") + ")"
