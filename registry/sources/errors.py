"""Why a source cannot be read; the Chinese words stand in the locale file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath


class SourceError(Exception):
    """The source as a whole cannot be read; nothing of it was used.

    ``code`` names the message in the locale file, ``values`` fill its placeholders.
    """

    def __init__(self, code: str, values: Mapping[str, str]) -> None:
        super().__init__(f"{code} {dict(values)}")
        self.code = code
        self.values = values


class DamagedError(Exception):
    """The bytes are not what a workbook is made of."""


class UnsafeError(Exception):
    """The file asks for more than a sheet of a street office ever needs."""


@contextmanager
def refusals_of(path: PurePath) -> Iterator[None]:
    """Turn every refusal while reading ``path`` into a ``SourceError`` that names the file."""
    values = {"name": path.name}
    try:
        yield
    except DamagedError as cause:
        raise SourceError("S003", values) from cause
    except UnsafeError as cause:
        raise SourceError("S004", values) from cause
    except FileNotFoundError as cause:
        raise SourceError("S001", values) from cause
    except OSError as cause:
        raise SourceError("S006", values) from cause
