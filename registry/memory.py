"""Making very many rows at once without the search for garbage among them."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Puts off the search for circular garbage: rows are no garbage, and looking takes a third.

    Nothing is lost: what has become garbage meanwhile is found by the next search.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def with_collection() -> Iterator[None]:
    """Lets the search go on within such a block, for work that leaves much garbage behind."""
    was_on = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not was_on:
            gc.disable()


def rest_until_the_end() -> None:
    """Has the search rest for good, for a process that will soon be over.

    Its memory goes as a whole then, so there is no last search either.
    """
    gc.disable()
    atexit.register(gc.freeze)
