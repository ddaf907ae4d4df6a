"""The sheet as it was read: exact texts with their places, before anything is understood."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple


class Cell(NamedTuple):  # of every cell of the sheet: a dataclass takes twice as long
    """One cell as text: numbers in plain decimal form, dates as ``YYYY-MM-DD``.

    ``is_error`` marks a formula error; ``text`` is then the error as the editor sees it.
    """

    text: str = ""
    is_error: bool = False


BLANK = Cell()
"""The one cell that stands for every blank place."""


@dataclass(frozen=True, slots=True)
class Row:
    """One data row; ``number`` is the row number that the editor sees on screen."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """The cell in that column counted from 0; blank beyond the end of the row."""
        return self.cells[index] if index < len(self.cells) else BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One tab: its title on screen, its header texts by column, its rows without blank ones."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What the reader noticed at one place: something lost, hidden or not to be trusted.

    ``code`` names the message; without ``row`` and ``column`` it is about the tab, without
    ``tab`` about the whole source. ``found`` is what stands there, ``values`` fill the message.
    ``book`` names the file where the place is one in a file that the sheet was put together with.
    """

    code: str
    tab: str = ""
    row: int | None = None
    column: int | None = None
    found: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    book: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the sheets that a tab was put together from.

    ``book`` is its name where there is more than one, ``link`` the start of an address that leads
    to a cell when the name of the cell, such as ``B12``, is put behind it; either may be empty.
    ``columns`` and ``rows`` say where those of the tab stand in this sheet, as far as they do;
    without them everything stands where it does in the tab.
    """

    book: str = ""
    link: str = ""
    columns: Mapping[int, int] | None = None
    rows: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All tabs of one source at one moment. Equal content compares equal whatever the source.

    ``doubts`` are told to the editor, ``parts`` tell by title from which sheets a tab was put
    together, ``revision`` is the source's own name of this state, where it has one; all of them
    depend on the kind of source and are no content.
    """

    tables: tuple[Table, ...]
    origin: str = field(default="", compare=False)
    doubts: tuple[Doubt, ...] = field(default=(), compare=False)
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict, compare=False)
    revision: str = field(default="", compare=False)

    @property
    def digest(self) -> str:
        """64 hex digits that change with any title, header or cell."""
        digest = hashlib.sha256()
        for table in self.tables:
            cells = [(row.number, *map(_text_of, row.cells)) for row in table.rows]
            errors = [
                (place, [cell.is_error for cell in row.cells])
                for place, row in enumerate(table.rows)
                if any(map(_is_error, row.cells))
            ]
            headers = tuple(table.headers)
            digest.update(_bytes_of((table.title, headers, table.header_row, cells, errors)))
        return digest.hexdigest()


_text_of = attrgetter("text")
_is_error = attrgetter("is_error")


def _bytes_of(content: object) -> bytes:
    """Equal bytes for equal content, whatever texts in it are one object; JSON takes far longer."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(content)
    return buffer.getvalue()


def column_letter(index: int) -> str:
    """The letter of a column counted from 0, as spreadsheets show it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
