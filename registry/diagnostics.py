"""Problems as values: where, what was found, what was expected, what to do.

A diagnostic carries a code and plain data; its Chinese words stand in the locale file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from registry.snapshot import column_letter


class Severity(StrEnum):
    """An error stops publication; a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Address(NamedTuple):  # of every private cell: a dataclass takes twice as long
    """A place in the sheet; ``row`` is as seen on screen, ``column`` counts from 0.

    ``book`` names the file where there are several, ``link`` opens the place in a browser.
    """

    tab: str = ""
    row: int | None = None
    column: int | None = None
    header: str = ""
    book: str = ""
    link: str = ""

    @property
    def cell(self) -> str:
        """The cell in spreadsheet form, such as ``B12``; empty where row or column is unknown."""
        if self.row is None or self.column is None:
            return ""
        return f"{column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem at one place.

    ``found`` is the text of the cell, masked where the column is not public. ``values`` fill
    the placeholders of the message and of its remedy.
    """

    code: str
    severity: Severity
    address: Address
    found: str = ""
    suggestion: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """True when publication must stop."""
    return any(problem.severity is Severity.ERROR for problem in diagnostics)
