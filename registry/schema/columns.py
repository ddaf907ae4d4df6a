"""What a tab and a column of the sheet are; the tabs themselves stand beside this file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Visibility(StrEnum):
    """Who may see a column. Undeclared columns belong to the office only."""

    PUBLIC = "public"
    STATION = "station"
    OFFICE = "office"


class Kind(StrEnum):
    """How the text of a cell is read; ``fields.py`` holds one parser for each kind."""

    ID = "id"
    TEXT = "text"
    LINES = "lines"  # several lines of text, one statement a line
    WORDS = "words"  # several short texts separated by commas or line breaks
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    PARTIAL_DATE = "partial_date"  # a year, a month or a day: an as-of date
    PHONE = "phone"  # one or more work phones, kept as text
    LINK = "link"
    CHOICE = "choice"  # one of a fixed list, named in ``Column.of``
    CHOICES = "choices"
    TERM = "term"  # one term of the taxonomy named in ``Column.of``
    TERMS = "terms"
    REFERENCE = "reference"  # the id of a row of the tab named in ``Column.of``
    REFERENCES = "references"
    COVERAGE = "coverage"  # the whole street, or some stations


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a tab.

    ``of`` names the choice list, taxonomy or tab that the cells refer to.
    ``steers`` marks a control column: public in the sense that it steers the public output.
    """

    key: str
    kind: Kind = Kind.TEXT
    visibility: Visibility = Visibility.OFFICE
    of: str = ""
    required: bool = False
    steers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab of the sheet: ``key`` in English, its Chinese title in the locale file.

    ``station_wide`` marks a tab that the public output never shows, whatever its columns say.
    ``optional`` marks one that a sheet may lack, and that never stops a publication: the office
    alone works with it.
    ``keeps_retired`` marks a tab whose retired rows keep a page that says so; those of other
    tabs are shown nowhere.
    """

    key: str
    columns: tuple[Column, ...]
    station_wide: bool = False
    keeps_retired: bool = False
    optional: bool = False
    _by_key: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {column.key: column for column in self.columns})

    def publishes(self, status: str) -> bool:
        """True when outputs may show a row of that state."""
        return status == "approved" or (status == "retired" and self.keeps_retired)

    def column(self, key: str) -> Column:
        """The column of that key; raises ``KeyError`` where there is none."""
        return self._by_key[key]


def public(key: str, kind: Kind = Kind.TEXT, of: str = "", *, required: bool = False) -> Column:
    """A column that everybody may see, in rows that are published."""
    return Column(key=key, kind=kind, of=of, required=required, visibility=Visibility.PUBLIC)


def station(key: str, kind: Kind = Kind.TEXT, of: str = "", *, required: bool = False) -> Column:
    """A column that the stations see on their printed lists, the public never."""
    return Column(key=key, kind=kind, of=of, required=required, visibility=Visibility.STATION)


def office(key: str, kind: Kind = Kind.TEXT, of: str = "") -> Column:
    """A column that leaves the office in no output."""
    return Column(key=key, kind=kind, of=of, visibility=Visibility.OFFICE)


def control(key: str, kind: Kind, of: str = "", *, required: bool = False) -> Column:
    """A column that steers what is shown: which row, in which order, to whom."""
    return Column(
        key=key, kind=kind, of=of, required=required, visibility=Visibility.PUBLIC, steers=True
    )


ID = control("id", Kind.ID, required=True)
STATUS = control("status", Kind.CHOICE, "status", required=True)
OPENNESS = control("row_visibility", Kind.CHOICE, "row_visibility", required=True)
ORDER = control("order", Kind.INTEGER)
NOTE = office("internal_note")
