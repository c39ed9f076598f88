"""The desk that judges returned forms -> where every municipality stands in every package."""

from collections.abc import Iterator

from ..base import files
from ..intake import Desk, State
from ..intake.storage import received
from ..model.receipt import Receipt
from ..model.reply import Tally
from ..model.status import Return
from ..model.tender import Municipality, Package


def returns(desk: Desk) -> tuple[Return, ...]:
    """Participants in the order declared, then those who returned a form without being asked."""
    receipts: dict[tuple[str, str], list[Receipt]] = {}
    for receipt in desk.sources.receipts:
        receipts.setdefault((receipt.package, receipt.municipality), []).append(receipt)
    found = []
    for package in desk.tender.packages:
        newest = desk.newest(package.key)
        for municipality, asked in _concerned(desk, package):
            noted = receipts.get((package.key, municipality.key), [])
            found.append(_one(desk, package, municipality, asked, newest, noted))
    return tuple(found)


def _concerned(desk: Desk, package: Package) -> Iterator[tuple[Municipality, bool]]:
    known = {m.key: m for m in desk.tender.municipalities}
    for key in dict.fromkeys(package.participants):
        if key in known:
            yield known[key], True
    for key, municipality in known.items():
        if key not in package.participants and received(desk.root, package.key, key):
            yield municipality, False


def _one(
    desk: Desk, package: Package, municipality: Municipality, asked: bool, newest: str, noted: list[Receipt]
) -> Return:
    kept = received(desk.root, package.key, municipality.key)
    if not kept:
        return Return(package, municipality, desk.date, newest, asked=asked)
    path = kept[-1].relative_to(desk.root).as_posix()
    answer = desk.answer(path, files.read(kept[-1]))
    reply = answer.reply
    dates = sorted(receipt.date for receipt in noted)
    last = [r for r in noted if path.endswith(f"/{package.key}/{r.file}")]
    return Return(
        package,
        municipality,
        desk.date,
        newest,
        file=kept[-1].name,
        files=len(kept),
        first=dates[0] if dates else "",
        received=last[-1].date if last else "",
        version=reply.submission.version if reply is not None else "",
        consent=reply is not None and reply.submission.consent,
        readable=answer.state is not State.REFUSED,
        tally=reply.tally if reply is not None else Tally(),
        problems=answer.problems,
        asked=asked,
    )
