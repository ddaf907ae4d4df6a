"""What goes wrong when the new edition is out already is not told as if nothing had changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_NOTE = "the new edition is published"


@contextmanager
def published() -> Iterator[None]:
    """The work after a publication; an error in it carries that the publication stands."""
    try:
        yield
    except BaseException as error:
        error.add_note(_NOTE)
        raise


def is_published(error: BaseException) -> bool:
    """True for an error that came after the new edition was out."""
    return _NOTE in getattr(error, "__notes__", ())
