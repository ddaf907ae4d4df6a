"""Making very many rows at once without the search for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Puts off the search for circular garbage: rows are no garbage, and looking takes a third.

    Nothing is lost: what has become garbage meanwhile is found by the next search.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
