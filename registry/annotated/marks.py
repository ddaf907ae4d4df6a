"""Which cell of the copy each problem stands at, and what is said there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from registry.check.book import quote
from registry.diagnostics import Diagnostic, Severity
from registry.locale import Locale
from registry.report import explain
from registry.snapshot import Cell, Row, Snapshot, Table, column_letter
from registry.workbook_wording import load_wording

_MOST_LINES = 8
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is wrong with one cell: the worst severity decides its colour.

    ``text`` is empty where there is no room for one more comment.
    """

    severity: Severity
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One problem at its cell, counted from 0; ``table`` is its place in the snapshot."""

    problem: Diagnostic
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """All problems with their cells; one without a place in the copy has no spot."""

    pairs: tuple[tuple[Diagnostic, Spot | None], ...]

    def marks(self, table: int, locale: Locale, notes: int) -> dict[int, dict[int, Mark]]:
        """The marks of one table by row and column; only the first ``notes`` have a text."""
        found: dict[tuple[int, int], list[Diagnostic]] = {}
        for problem, spot in self.pairs:
            if spot is not None and spot.table == table:
                found.setdefault((spot.row, spot.column), []).append(problem)
        marks: dict[int, dict[int, Mark]] = {}
        for number, (row, column) in enumerate(sorted(found)):
            problems = sorted(found[row, column], key=lambda one: _ORDER.index(one.severity))
            text = _text(problems, locale) if number < notes else ""
            mark = Mark(severity=problems[0].severity, text=text)
            marks.setdefault(row, {})[column] = mark
        return marks

    def links(self, names: list[str]) -> Iterator[tuple[Diagnostic, str, str]]:
        """Errors first: each problem, the cell as a link within the copy, and as people read it.

        The link is empty where the problem has no place in the copy.
        """
        for severity in Severity:
            for problem, spot in self.pairs:
                if problem.severity is not severity:
                    continue
                if spot is None:
                    yield problem, "", ""
                    continue
                cell = f"{column_letter(spot.column)}{spot.row + 1}"
                name = names[spot.table].replace("'", "''")
                yield problem, f"internal:'{name}'!{cell}", cell


def locate(snapshot: Snapshot, problems: Iterable[Diagnostic]) -> Spots:
    """Find the cell of each problem; one about a row, a column or a tab goes to its beginning."""
    places: dict[str, int] = {}
    for index, table in enumerate(snapshot.tables):
        places.setdefault(table.title, index)
    for index, table in enumerate(snapshot.tables):
        places.setdefault(quote(table.title), index)
    return Spots(pairs=tuple((one, _spot(one, places, snapshot.tables)) for one in problems))


def above_header(snapshot: Snapshot, index: int) -> list[Row]:
    """The rows above the header of a table: they are no content, but the editor sees them."""
    table = snapshot.tables[index]
    rows: dict[int, dict[int, str]] = {}
    for doubt in snapshot.doubts:
        row, column = doubt.row or table.header_row, doubt.column
        if doubt.tab == table.title and row < table.header_row and column is not None:
            rows.setdefault(row, {})[column] = doubt.found
    return [_row(number, rows[number]) for number in sorted(rows)]


def _row(number: int, texts: Mapping[int, str]) -> Row:
    return Row(number, tuple(Cell(texts.get(place, "")) for place in range(max(texts) + 1)))


def _spot(problem: Diagnostic, places: Mapping[str, int], tables: tuple[Table, ...]) -> Spot | None:
    address = problem.address
    index = places.get(address.tab)
    if index is None or address.book:
        return None
    row = (tables[index].header_row if address.row is None else address.row) - 1
    column = address.column or 0
    if not (0 <= row < _LAST_ROW and column < _LAST_COLUMN):
        return None
    return Spot(problem=problem, table=index, row=row, column=column)


def _text(problems: list[Diagnostic], locale: Locale) -> str:
    lines = [_line(problem, locale) for problem in problems[:_MOST_LINES]]
    if len(problems) > _MOST_LINES:
        lines.append(load_wording().findings["more_here"].format(count=len(problems)))
    return "\n".join(dict.fromkeys(lines))


def _line(problem: Diagnostic, locale: Locale) -> str:
    explained = explain(problem, locale)
    return (
        load_wording()
        .findings["note"]
        .format(
            severity=locale.messages["report"][problem.severity.value],
            message=shown(explained.message),
            remedy=shown(explained.suggestion + explained.remedy),
            code=problem.code,
        )
    )


def shown(text: str) -> str:
    """The text on one line, without signs that a workbook cannot hold."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " for sign in text)
