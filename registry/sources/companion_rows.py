"""Which rows of a companion are used: those of public rows, and those that are not public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from registry.fields import fold
from registry.locale import load_locale
from registry.schema import Kind, Tab, Visibility
from registry.snapshot import Doubt, Row, Table

_FIRST, _SECOND = 0, 1

Pair = tuple[Row | None, Row | None]
"""A row of the public sheet and of the companion that are one row of the joined tab."""


class Choice:
    """The rows of one tab; ``unused`` tells those of the companion that are not used, and why.

    ``internal`` has, by tab, the ids of rows that only the companion has: what belongs to one of
    them is not public either.
    """

    def __init__(
        self,
        tab: Tab | None,
        places: tuple[Mapping[str, int], ...],
        internal: dict[str, set[str]],
    ) -> None:
        self.unused: list[Doubt] = []
        self._tab = tab
        self._places = places
        self._internal = internal
        words = load_locale().choices["row_visibility"]["internal"]
        self._hidden = frozenset(map(fold, ("internal", *words)))

    def lines(self, first: Table | None, second: Table | None) -> Iterator[Pair]:
        """The rows of the public sheet, each followed by those that only the companion has."""
        rows = first.rows if first else ()
        known = {name: row for row in rows if (name := self._id(_FIRST, row))}
        counterparts, followers = self._companions(second, known)
        yield from ((None, row) for row in followers.get("", ()))
        for row in rows:
            name = self._id(_FIRST, row)
            yield row, counterparts.pop(name, None)
            yield from ((None, other) for other in followers.pop(name, ()))

    def _companions(
        self, table: Table | None, known: Mapping[str, Row]
    ) -> tuple[dict[str, Row], dict[str, list[Row]]]:
        """The companion's rows by the id of their counterpart, and by the one they follow."""
        counterparts: dict[str, Row] = {}
        followers: dict[str, list[Row]] = {}
        last = ""
        for row in table.rows if table else ():
            name = self._id(_SECOND, row)
            if name in known:
                code = self._misfit(row, known[name], is_second=name in counterparts)
                if code in ("", "R028"):
                    counterparts[name] = row
                    last = name
            elif self._is_private(row):
                code = ""
                followers.setdefault(last, []).append(row)
                self._internal.setdefault(self._tab.key if self._tab else "", set()).add(name)
            else:
                code = "R026" if self._text(_SECOND, row, "status") else "R024"
            if code:
                self._tell(code, row)
        return counterparts, followers

    def _misfit(self, row: Row, other: Row, *, is_second: bool) -> str:
        """The code of what is wrong with a row whose id the public sheet has, if anything is."""
        if fold(self._text(_SECOND, row, "row_visibility")) in self._hidden:
            return "R027"
        if is_second:
            return "R025"
        public = (
            column.key
            for column in (self._tab.columns if self._tab else ())
            if column.visibility is Visibility.PUBLIC and column.key != "id"
        )
        says_else = any(
            (text := self._text(_SECOND, row, key)) and text != self._text(_FIRST, other, key)
            for key in public
        )
        return "R028" if says_else else ""

    def _is_private(self, row: Row) -> bool:
        """True where nothing of the row could ever be public."""
        if self._tab is None or self._tab.station_wide:
            return True
        if fold(self._text(_SECOND, row, "row_visibility")) in self._hidden:
            return True
        return any(
            fold(self._text(_SECOND, row, column.key)) in self._internal.get(column.of, ())
            for column in self._tab.columns
            if column.required and column.kind is Kind.REFERENCE
        )

    def _tell(self, code: str, row: Row) -> None:
        place = self._places[_SECOND].get("id", 0)
        found = row.cell(place).text
        self.unused.append(Doubt(code=code, row=row.number, column=place, found=found))

    def _id(self, side: int, row: Row) -> str:
        return fold(self._text(side, row, "id"))

    def _text(self, side: int, row: Row, key: str) -> str:
        place = self._places[side].get(key)
        return "" if place is None else row.cell(place).text
