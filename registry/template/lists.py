"""What the drop-downs of the workbook offer: choices inline, terms and ids by defined names.

The name of a list is a formula, so that a term or a row that is added is offered at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registry.locale import Locale
from registry.schema import TABS, Column, Kind, Tab
from registry.snapshot import Snapshot, Table, column_letter
from registry.workbook_wording import load_wording

Offer = str | list[str]
"""The defined name of a list such as ``=list_audience``, or the words themselves."""

REVIEW_DAYS = "review_days"
"""The defined name of the days that a verification counts."""

_INLINE_CHARACTERS = 255  # what a workbook allows
_REFERRING = (Kind.REFERENCE, Kind.REFERENCES)
_NAMING = (Kind.TERM, Kind.TERMS)
_CHOOSING = (Kind.CHOICE, Kind.CHOICES)
_USUAL_REVIEW_DAYS = 365


class Lists:
    """Finds what a column may hold within one snapshot; ``spare`` rows may still be filled."""

    def __init__(self, snapshot: Snapshot, locale: Locale, spare: int) -> None:
        self._locale = locale
        self._spare = spare
        keys = {title: key for key, title in locale.tabs.items()}
        # An editor's own tab of that title leaves no place for ours.
        titles = (table.title for table in snapshot.tables)
        self._has_place = load_wording().options_title not in titles
        self._tables: dict[str, Table] = {}
        for table in snapshot.tables:
            if table.title in keys:
                self._tables.setdefault(keys[table.title], table)

    def words(self, column: Column) -> tuple[str, ...]:
        """The fixed words of a choice column; none for other columns."""
        if column.kind not in _CHOOSING:
            return ()
        return tuple(names[0] for names in self._locale.choices[column.of].values())

    def offer(self, column: Column) -> Offer | None:
        """What the drop-down of that column holds; ``None`` where no list is feasible."""
        if column.kind in _NAMING:
            return f"=list_{column.of}" if self.has_terms else None
        if column.kind in _REFERRING:
            return f"=ids_{column.of}" if self.cells(column.of, "id") else None
        return _inline(self.words(column))

    @property
    def has_terms(self) -> bool:
        """True when the terms of each taxonomy can be listed."""
        return self._has_place and all(self.cells("terms", key) for key in ("taxonomy", "name"))

    def terms(self, taxonomy: str) -> list[str]:
        """The terms of a taxonomy that may be chosen today."""
        table, retired = self._tables["terms"], self._locale.choices["status"]["retired"]
        group, name = self._place("terms", "taxonomy") or 0, self._place("terms", "name") or 0
        status = self._place("terms", "status")
        titles = self._locale.choices["taxonomy"][taxonomy]
        return [
            row.cell(name).text
            for row in table.rows
            if row.cell(group).text.strip() in titles
            and (status is None or row.cell(status).text.strip() not in retired)
            and row.cell(name).text
        ]

    def term_formula(self, taxonomy: str, number: int) -> str:
        """The formula of the term of that number, from 1; empty text beyond the last one."""
        name = self.cells("terms", "name")
        tests = [f"({self._is_of(taxonomy)}>0)"]
        tests.append(f'({name}<>"")')
        if status := self.cells("terms", "status"):
            tests.append(f'({status}<>"{self._locale.choice("status", "retired")}")')
        first = name.partition(":")[0]
        rows = f"IF({'*'.join(tests)},ROW({name})-ROW({first})+1)"
        return f'{{=IFERROR(INDEX({name},SMALL({rows},{number})),"")}}'

    def terms_formula(self, taxonomy: str) -> str:
        """The formula of all terms of a taxonomy at once, for programs that spread a result."""
        name = self.cells("terms", "name")
        tests = [f"({self._is_of(taxonomy)})>0", f'{name}<>""']
        if status := self.cells("terms", "status"):
            tests.append(f'{status}<>"{self._locale.choice("status", "retired")}"')
        return f'=IFERROR(FILTER({name},{",".join(tests)}),"")'

    def _is_of(self, taxonomy: str) -> str:
        group, titles = self.cells("terms", "taxonomy"), self._locale.choices["taxonomy"][taxonomy]
        return "+".join(f'({group}="{title}")' for title in titles)

    def cells(self, tab: str, key: str) -> str:
        """The cells of a column with its spare rows; empty where there is no such column."""
        place = self._place(tab, key)
        if place is None:
            return ""
        table, letter = self._tables[tab], column_letter(place)
        last = (table.rows[-1].number if table.rows else table.header_row) + self._spare
        return f"'{table.title}'!${letter}${table.header_row + 1}:${letter}${last}"

    def names(self) -> Iterator[tuple[str, str]]:
        """The defined names: ids that other tabs refer to, and how long verifications count."""
        columns = (column for tab in TABS for column in tab.columns)
        for tab in dict.fromkeys(column.of for column in columns if column.kind in _REFERRING):
            ids = self.cells(tab, "id")
            if ids:
                first = ids.partition(":")[0]
                last = f'SUMPRODUCT(MAX(({ids}<>"")*(ROW({ids})-ROW({first})+1)))'
                yield f"ids_{tab}", f"=OFFSET({first},0,0,MAX(1,{last}),1)"
        yield REVIEW_DAYS, self._review_days()

    def _review_days(self) -> str:
        names, values = self.cells("settings", "id"), self.cells("settings", "value")
        if not names or not values:
            return f"={_USUAL_REVIEW_DAYS}"
        place = f'MATCH("{self._locale.choice("setting", "review_days")}",{names},0)'
        return f"=IFERROR(VALUE(INDEX({values},{place})),{_USUAL_REVIEW_DAYS})"

    def _place(self, tab: str, key: str) -> int | None:
        table = self._tables.get(tab)
        if table is None:
            return None
        names = self._locale.headers[tab][key]
        return next((i for i, text in enumerate(table.headers) if text.strip() in names), None)


def columns_of(tab: Tab | None, headers: Sequence[str], locale: Locale) -> list[Column]:
    """The column of the schema under each header; an office column where there is none."""
    known = {
        name: column
        for column in (() if tab is None else tab.columns)
        for name in locale.headers[tab.key if tab else ""][column.key]
    }
    return [known.get(header.strip(), Column(key="")) for header in headers]


def _inline(words: Sequence[str]) -> Offer | None:
    fits = len(",".join(words)) <= _INLINE_CHARACTERS and not any("," in word for word in words)
    return list(words) if words and fits else None
