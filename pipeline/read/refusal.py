"""A preflight finding -> the Problem a person gets: what the file is, why it is not opened, what to do."""

from collections.abc import Callable

from ..base.archive import Reason
from ..base.i18n import _
from ..base.preflight import Finding, Kind
from ..model.place import Place
from ..model.problem import Problem, error, note


def kind_name(kind: Kind) -> str:
    """What people call a file of this kind."""
    match kind:
        case Kind.XLSX | Kind.XLSM | Kind.XLSB:
            return _("an Excel workbook")
        case Kind.XLS:
            return _("an old Excel workbook (.xls)")
        case Kind.ODS:
            return _("an OpenDocument spreadsheet (.ods)")
        case Kind.DOCX | Kind.DOCM:
            return _("a Word document")
        case Kind.DOC:
            return _("an old Word document (.doc)")
        case Kind.ODT:
            return _("an OpenDocument text (.odt)")
        case Kind.PPTX:
            return _("a PowerPoint presentation")
        case Kind.OLE2:
            return _("an old Office file (.xls, .doc) or one with a password")
        case Kind.ZIP:
            return _("a zip archive")
        case Kind.HTML:
            return _("a web page (HTML)")
        case Kind.XML:
            return _("an XML file")
        case Kind.RTF:
            return _("an RTF document")
        case Kind.PDF:
            return _("a PDF file")
        case Kind.PICTURE:
            return _("a picture")
        case Kind.TEXT:
            return _("a text file")
        case Kind.EMPTY:
            return _("an empty file")
        case Kind.LOCK:
            return _("a lock file")
        case Kind.BINARY:
            return _("a file of an unknown kind")


def wrong_type(finding: Finding, place: Place, wanted: str) -> Problem:
    """The file may be harmless, but it is not what its name or its folder says. `wanted` reads like `kind_name`."""
    return error(
        "wrong-file-type",
        place,
        _("The file is {kind}, not {wanted}.").format(kind=kind_name(finding.kind), wanted=wanted),
        _("Open it in the program it was made with and save it as {wanted}, or give it its right name.").format(
            wanted=wanted
        ),
    )


def refusal(finding: Finding, place: Place) -> Problem | None:
    """The Problem for a file that must not be opened, None when it may."""
    if finding.reason is Reason.NONE:
        return None
    return _WORDS[finding.reason](finding, place)


def _lock(_finding: Finding, place: Place) -> Problem:
    return note(
        "lock-file",
        place,
        _("This is the lock file of a document that is open somewhere; it holds no requirements and is skipped."),
        _("Close the document, or delete the lock file if nobody has it open."),
    )


def _damaged(finding: Finding, place: Place) -> Problem:
    match finding.reason:
        case Reason.EMPTY:
            what = _("The file is empty.")
        case Reason.MISSING_PART:
            what = _("The file is damaged: its part {member} is missing.").format(member=finding.member)
        case _other if finding.member:
            what = _("The file is damaged: its part {member} cannot be read.").format(member=finding.member)
        case _other:
            what = _("The file is damaged or cut short: it cannot be opened.")
    return error("damaged-file", place, what, _("Get the file again from the sender, or open and save it anew."))


def _password(_finding: Finding, place: Place) -> Problem:
    return error(
        "password-protected",
        place,
        _("The file is protected with a password and cannot be read."),
        _("Open it with the password, remove the password and save it again."),
    )


def _too_large(finding: Finding, place: Place) -> Problem:
    return too_large(place, finding.value, finding.limit)


def too_large(place: Place, size: int, limit: int) -> Problem:
    return error(
        "too-large",
        place,
        _("The file is {size} MB; the limit is {limit} MB.").format(
            size=-(-size // 1_000_000), limit=limit // 1_000_000
        ),
        _("Split it into several files, or remove pictures and empty rows."),
    )


def _bomb(finding: Finding, place: Place) -> Problem:
    match finding.reason:
        case Reason.RATIO:
            what = _("Part {member} of the file unpacks to more than {ratio} times its size.").format(
                member=finding.member, ratio=finding.limit
            )
        case Reason.TOTAL:
            what = _("The file unpacks to more than {limit} MB.").format(limit=finding.limit // 1_000_000)
        case _other:
            what = _("The file has {count} parts; the limit is {limit}.").format(
                count=finding.value, limit=finding.limit
            )
    return error(
        "zip-bomb",
        place,
        what + " " + _("No honest Office file does that."),
        _("Ask the sender what it is. If the text is wanted, copy it into a new file."),
    )


def _doctype(finding: Finding, place: Place) -> Problem:
    return error(
        "xml-entity",
        place,
        _("Part {member} of the file declares a document type or entities. Office never writes that.").format(
            member=finding.member
        ),
        _("Ask the sender what it is. If the text is wanted, copy it into a new file."),
    )


def _unsafe(finding: Finding, place: Place) -> Problem:
    if finding.reason is Reason.DUPLICATE:
        what = _("The file holds the part {member} twice; programs disagree on which one counts.")
    else:
        what = _("The file holds a part named {member}, outside its own folder.")
    return error(
        "unsafe-archive",
        place,
        what.format(member=finding.member),
        _("Ask the sender what it is. If the text is wanted, copy it into a new file."),
    )


_WORDS: dict[Reason, Callable[[Finding, Place], Problem]] = {
    Reason.LOCK: _lock,
    Reason.EMPTY: _damaged,
    Reason.DAMAGED: _damaged,
    Reason.MISSING_PART: _damaged,
    Reason.TOO_LARGE: _too_large,
    Reason.PASSWORD: _password,
    Reason.RATIO: _bomb,
    Reason.TOTAL: _bomb,
    Reason.MEMBERS: _bomb,
    Reason.DOCTYPE: _doctype,
    Reason.UNSAFE_NAME: _unsafe,
    Reason.DUPLICATE: _unsafe,
}
