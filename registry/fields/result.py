"""What reading one cell gives: a value, and what is wrong with the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from registry.dates import PartialDate
from registry.model import Coverage

Value = str | int | Decimal | date | PartialDate | tuple[str, ...] | Coverage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with a cell, before it has an address and a severity.

    ``found`` is the piece at fault, ``None`` for the whole cell. ``echoes`` marks a suggestion
    that is made from the cell's own text: where the cell is not public it must not be shown.
    """

    code: str
    found: str | None = None
    suggestion: str = ""
    echoes: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


class Parsed(NamedTuple):  # of every cell of the sheet: a dataclass takes twice as long
    """The value of a cell, blank for its kind where the text could not be read."""

    value: Value
    faults: tuple[Fault, ...] = ()
