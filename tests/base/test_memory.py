"""Cyclic garbage of one build does not stay for ever in a process that builds again."""

import gc
import weakref

from pipeline.base.memory import keep, let_go


class Writer:
    """A library's object that refers to itself."""

    def __init__(self) -> None:
        self.own = self


def test_what_died_after_it_was_kept_is_let_go() -> None:
    writer = Writer()
    seen = weakref.ref(writer)
    keep()
    del writer
    gc.collect()
    assert seen() is not None, "kept: nobody looks at it any more"
    let_go()
    assert seen() is None
