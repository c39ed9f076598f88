"""What one file contributes: statements about requirements, comments on them, local wishes. The readers' result."""

from collections.abc import Mapping

from msgspec import field

from .place import Place
from .prose import Blocks
from .struct import Struct
from .value import Value, Values
from .workflow import Workflow


class Statement(Struct, frozen=True):
    """What one contributor says about one requirement, in one place.

    `id` is '' for a proposal that has no number yet; `row_key` is the hidden key of a form row ('' elsewhere).
    `values` is keyed by field name; a field that was left empty is absent. `area` as a field is always filled in by
    the reader when file, sheet or id prefix tells it. `withdrawn` marks a tombstone (status Udgået).
    `nth` counts statements that are alike in package, contributor, section and title (0, 1, 2 …).

    Rows of a form: `about` is what the requirement was called when the row was sent, where it has no id of ours;
    `copied` the same for a row that was copied, which may be about something else now. `sent` holds the texts the row
    had then, of those fields that say something else now, and `version` that of the form.
    """

    id: str
    values: Values
    place: Place
    package: str = ""
    contributor: str = ""
    row_key: str = ""
    nth: int = 0
    about: str = ""
    copied: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    version: str = ""


class Local(Struct, frozen=True):
    """One municipality's addition to (`addition`) or opt-out from (`optout`) a common requirement."""

    kind: str
    requirement: str
    municipality: str
    text: Value | None
    reason: Value | None
    place: Place


class Comment(Struct, frozen=True):
    """A consultation reply to one requirement: remark, weight, stance. A proposed text is a Statement beside it."""

    requirement: str
    municipality: str
    remark: Value | None
    importance: Value | None
    stance: Value | None
    place: Place


class Introduction(Struct, frozen=True):
    """Prose that introduces a section of requirements."""

    area: str
    section: str
    blocks: Blocks
    place: Place


class Contribution(Struct, frozen=True):
    """One source file of a package. `contributor` is a municipality key or 'consultant'.

    `no_remarks` is the cell in which a municipality said that it has read the requirements and has no remarks; None
    is silence, which is not consent.
    """

    path: str
    package: str
    contributor: str
    statements: tuple[Statement, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    locals: tuple[Local, ...] = ()
    comments: tuple[Comment, ...] = ()
    no_remarks: Place | None = None
    workflows: tuple[Workflow, ...] = ()


class Chapter(Struct, frozen=True):
    """Prose of one document: one file under chapters/<document>/. `name` orders it."""

    document: str
    name: str
    blocks: Blocks
    place: Place
