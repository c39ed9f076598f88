"""When Python looks for cyclic garbage: between documents, not whenever many objects have been made.

A build makes millions of small frozen objects that live to its end; looking through them again and again cost two
fifths of its time. Spent writers (openpyxl, XlsxWriter, lxml) are cycles and large, so they are collected by hand.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unhurried_collector() -> Iterator[None]:
    """No collection inside, but where `collect_now` asks for it; and what lives at the end is not looked through."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@contextmanager
def collected() -> Iterator[None]:
    """No collection inside, and one at the end: for work that is done again and again in one process."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        if was_on:
            gc.enable()


def keep() -> None:
    """What lives now lives to the end: later collections need not look at it."""
    gc.freeze()


def collect_now() -> None:
    gc.collect()


def let_go() -> None:
    """Between two builds of a process that goes on: cycles that died are found, and what lives is left alone again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
