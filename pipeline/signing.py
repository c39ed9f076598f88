"""A signature over SHA256SUMS with the user's own SSH key, made and checked by ssh-keygen. No key is read by us."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from .base.i18n import _
from .model.place import Place
from .model.problem import Problem, error

FILE = "SHA256SUMS.sig"
NAMESPACE = "udbud"
_SECONDS = 60
_PROGRAM = "ssh-keygen"


def sign(content: bytes, key: Path) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The signature of `content` by the private key in the file `key`, or why there is none."""
    place = Place(key.as_posix())
    if shutil.which(_PROGRAM) is None:
        return None, (_no_program(place),)
    with tempfile.TemporaryDirectory(prefix="udbud-") as folder:
        path = Path(folder, "SHA256SUMS")
        path.write_bytes(content)
        done = _run("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(path))
        made = Path(folder, FILE)
        if done is None or done.returncode or not made.is_file():
            return None, (_failed(place, _said(done)),)
        return made.read_bytes(), ()


def check(content: bytes, signature: bytes, signers: Path | None, place: Place) -> tuple[str, tuple[Problem, ...]]:
    """Whose signature it is. `signers`: ssh's own list of allowed signers; without it only soundness can be checked."""
    if shutil.which(_PROGRAM) is None:
        return "", (_no_program(place),)
    with tempfile.TemporaryDirectory(prefix="udbud-") as folder:
        path = Path(folder, FILE)
        path.write_bytes(signature)
        if signers is None:
            done = _run("-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(path), given=content)
        else:
            who = _run("-Y", "find-principals", "-f", str(signers), "-s", str(path))
            names = who.stdout.decode("utf-8", "replace").split() if who and not who.returncode else []
            if not names:
                message = _("The signature is by nobody on the list of signers.")
                return "", (error("bad-signature", place, message, _fix()),)
            done = _run(
                "-Y", "verify", "-f", str(signers), "-I", names[0], "-n", NAMESPACE, "-s", str(path), given=content
            )
    if done is None or done.returncode:
        message = _("The signature does not fit the file SHA256SUMS.")
        return "", (error("bad-signature", place, message, _fix(), excerpt=_said(done)),)
    return _said(done), ()


def _run(*arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes] | None":
    """None where the program did not answer in time: it may be waiting for a password nobody can type."""
    try:
        return subprocess.run([_PROGRAM, *arguments], input=given, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None


def _said(done: "subprocess.CompletedProcess[bytes] | None") -> str:
    if done is None:
        return _("no answer within {seconds} seconds").format(seconds=_SECONDS)
    return " ".join((done.stdout + b" " + done.stderr).decode("utf-8", "replace").split())


def _no_program(place: Place) -> Problem:
    message = _("There is no ssh-keygen on this machine, so the signature can be neither made nor checked.")
    return error("no-ssh-keygen", place, message, _("Install OpenSSH, or leave the signature out."))


def _failed(place: Place, said: str) -> Problem:
    message = _("The release could not be signed with this key.")
    fix = _("Name the private key of an SSH key pair that needs no password or is loaded in ssh-agent.")
    return error("cannot-sign", place, message, fix, excerpt=said)


def _fix() -> str:
    return _("Do not use the files; get them again from whoever published them, and compare their key.")
