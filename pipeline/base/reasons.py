"""A failure of the system -> why, in the words of the person at the terminal."""

import errno

from .i18n import _, mark

_WRITING = {
    errno.EEXIST: mark("there is a file or folder of that name already"),
    errno.ENOENT: mark("the folder is not there"),
    errno.ENOTDIR: mark("a file stands where a folder is needed"),
    errno.EACCES: mark("you may not write there"),
    errno.EPERM: mark("you may not write there"),
    errno.EBUSY: mark("a document there is open in another program"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the disk is full"),
    errno.EROFS: mark("the disk can only be read"),
    errno.ENAMETOOLONG: mark("the name is too long for the system"),
    errno.EIO: mark("the disk does not answer as it should"),
}
_READING = {
    errno.EACCES: mark("you may not open it"),
    errno.EPERM: mark("you may not open it"),
    errno.EBUSY: mark("it is open in another program"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOENT: mark("there is no such file"),
    errno.EINTR: mark("the system broke it off"),
    errno.EIO: mark("the disk does not answer as it should"),
}


def why_not_written(failure: OSError) -> str:
    return _said(_WRITING, failure)


def why_not_read(failure: OSError) -> str:
    return _said(_READING, failure)


def why(failure: OSError) -> str:
    """Where it is not known what was being done."""
    return _said(_WRITING | _READING, failure)


def _said(known: dict[int, str], failure: OSError) -> str:
    """The system speaks English; `known` are the answers people meet."""
    said = known.get(failure.errno or 0)
    return _(said) if said else failure.strerror or str(failure) or type(failure).__name__
