"""Status -> mails ready to send: what each municipality still has to do, cell by cell. Who owes nothing gets none.

In the tender's language (`speaking`). A municipality with several open packages gets one mail about all of them and
one for each, so that whoever sends them can choose.
"""

from collections.abc import Iterator

from ...base.dates import printed
from ...base.i18n import _, ngettext
from ...model import status_tables as tables
from ...model.problem import Problem
from ...model.status import Payment, Return, State, Status
from ...model.tender import Municipality

_SHOWN = 60
_Matter = tuple[Return | None, tuple[Payment, ...]]


def mails(status: Status) -> dict[str, bytes]:
    """File name -> the mail's text, with `Til:` and `Emne:` above it."""
    found: dict[str, bytes] = {}
    for municipality in status.municipalities:
        matters = {p.key: m for p in status.packages if (m := _matter(status, municipality.key, p.key)) is not None}
        if matters:
            found[f"{municipality.key}.txt"] = _mail(status, municipality, matters)
        if len(matters) > 1:
            for key, matter in matters.items():
                found[f"{municipality.key}-{key}.txt"] = _mail(status, municipality, {key: matter})
    return found


def _matter(status: Status, municipality: str, package: str) -> _Matter | None:
    """What is open in one package: the form, and documents that have not come."""
    back = next((r for r in status.returns if (r.municipality.key, r.package.key) == (municipality, package)), None)
    form = back if back is not None and back.asked and not back.settled else None
    documents = tuple(
        p for p in status.payments if (p.municipality.key, p.package.key) == (municipality, package) and p.wanted
    )
    return (form, documents) if form is not None or documents else None


def _mail(status: Status, municipality: Municipality, matters: dict[str, _Matter]) -> bytes:
    titles = {p.key: p.title for p in status.packages}
    keys = ", ".join(matters)
    subject = ngettext(
        "{reference}: what we still need from you in work package {keys}",
        "{reference}: what we still need from you in work packages {keys}",
        len(matters),
    ).format(reference=status.reference, keys=keys)
    lines = [
        _("To: {mailbox}").format(mailbox=municipality.mailbox or _("(no mailbox in municipalities.yaml)")),
        _("Subject: {subject}").format(subject=subject),
        "",
        _("Dear {municipality}").format(municipality=municipality.name),
        "",
        _("Thank you for taking part in {title}. As of {date} we still need the following from you.").format(
            title=status.title, date=printed(status.date, status.language)
        ),
    ]
    for key, (form, documents) in matters.items():
        heading = _("Work package {key}: {title}").format(key=key, title=titles[key])
        lines += ["", heading, "-" * len(heading)]
        if form is not None:
            lines += ["", *_form(form, status.language)]
        for document in documents:
            lines += ["", *_document(document, status.language)]
    forms = any(form is not None for form, _documents in matters.values())
    use = (_("Use the form you were sent last and save it as .xlsx."),) if forms else ()
    lines += [
        "",
        " ".join((_("Please send it as a reply to this mail."), *use)),
        _("If you have sent it already, or if something is unclear, just write to us."),
        "",
        _("Kind regards"),
        status.authority,
        "",
    ]
    return "\n".join(lines).encode("utf-8", "replace")


def _form(one: Return, language: str) -> Iterator[str]:
    when = _when(one.package.deadline, one.days, language)
    match one.state:
        case State.WAITING | State.OVERDUE:
            yield _("We have not received your form. {when}").format(when=when)
            yield _("If you have no remarks, choose «ja» at «Ingen bemærkninger» on the sheet Høring and send it.")
        case State.SILENT:
            yield _("Your form came back empty, without «ja» at «Ingen bemærkninger».")
            yield _("That does not count as a yes. Fill it in, or choose «ja», and send it again. {when}").format(
                when=when
            )
        case _other:
            yield _("We have read your form. Some of it must be corrected. {when}").format(when=when)
            found = tables.to_do(one.problems)
            for n, problem in enumerate(found[:_SHOWN], 1):
                yield ""
                yield from _point(n, problem)
            if len(found) > _SHOWN:
                more = len(found) - _SHOWN
                yield ""
                yield ngettext("… and {n} point more.", "… and {n} points more.", more).format(n=more)


def _point(number: int, problem: Problem) -> Iterator[str]:
    place = problem.place
    if place.sheet and place.cell:
        where = _("sheet «{sheet}», cell {cell}").format(sheet=place.sheet, cell=place.cell)
    else:
        where = _("sheet «{sheet}»").format(sheet=place.sheet) if place.sheet else _("the whole file")
    yield f"{number}. {where} ({tables.severity_words(problem.severity)})"
    yield f"   {problem.message}"
    if problem.fix:
        yield f"   → {problem.fix.splitlines()[0]}"


def _document(one: Payment, language: str) -> Iterator[str]:
    yield _("We have not received «{title}». {when}").format(
        title=one.deliverable.title, when=_when(one.deliverable.deadline, one.days, language)
    )


def _when(deadline: str, days: int | None, language: str) -> str:
    if days is None:
        return _("No deadline has been set.")
    day = printed(deadline, language)
    if days < 0:
        return ngettext(
            "The deadline was {day}, {n} day ago; please send it as soon as you can.",
            "The deadline was {day}, {n} days ago; please send it as soon as you can.",
            -days,
        ).format(day=day, n=-days)
    if not days:
        return _("The deadline is today, {day}.").format(day=day)
    return ngettext("The deadline is {day}, in {n} day.", "The deadline is {day}, in {n} days.", days).format(
        day=day, n=days
    )
