"""Every cell read by the kind of its column; a cell that cannot be read becomes a diagnostic.

Columns are read as wholes: a text is understood once, however often it stands in its column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, repeat, zip_longest
from operator import attrgetter

from registry import model
from registry.check.book import Line, Sheet, Texts
from registry.diagnostics import Diagnostic
from registry.fields import (
    Context,
    Fault,
    Parsed,
    Value,
    Vocabulary,
    blank,
    clean,
    load_marks,
    parse,
)
from registry.model import Entry
from registry.schema import Column, Kind
from registry.snapshot import Row

_FORMULA_ERROR = re.compile(r"\s*#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|#+)\s*$")
# To look for the nearest word takes long; a column that wrong holds something else altogether.
_MOST_GUESSES = 200
_NO_FAULTS: frozenset[str] = frozenset()
_text_of = attrgetter("text")
_error_of = attrgetter("is_error")
_ENTRIES: Mapping[str, Callable[..., Entry]] = {
    "settings": model.Setting,
    "terms": model.Term,
    "organizations": model.Organization,
    "stations": model.Station,
    "contacts": model.Contact,
    "policies": model.Policy,
    "required_documents": model.RequiredDocument,
    "benefits": model.Benefit,
    "standards": model.Standard,
    "services": model.Service,
    "resources": model.Resource,
    "signals": model.Signal,
    "links": model.LinkVerdict,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The rows of a tab, what is wrong in their cells, and the texts of each column as typed."""

    lines: tuple[Line, ...]
    problems: tuple[Diagnostic, ...]
    texts: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class _Values:
    """One column: a value for each row, and the faults of the rows that have any, by place."""

    values: Sequence[Value]
    faults: Mapping[int, tuple[Fault, ...]]


def read_rows(sheet: Sheet, vocabulary: Vocabulary) -> Reading:
    """All rows with what is wrong in them; rows blank in every known column are none."""
    rows = [row for row in sheet.table.rows if _is_filled(row, sheet)]
    errors = _errors(rows)
    texts: dict[str, Texts] = {}
    columns: dict[str, _Values] = {}
    cells = _by_column(rows, sheet)
    for column in sheet.tab.columns:
        if column.key in cells:
            memory = _Memory(Context(column=column, vocabulary=vocabulary, marks=load_marks()))
            read = memory.read(cells[column.key])
            broken = errors.get(sheet.positions[column.key], ())
            columns[column.key] = _with_errors(read, broken, column)
            texts[column.key] = Texts(cells[column.key], tuple(memory))
        else:
            columns[column.key] = _missing(column, len(rows))
    lines = tuple(_lines(sheet, rows, columns))
    return Reading(lines=lines, problems=tuple(_problems(lines, columns)), texts=texts)


def _is_filled(row: Row, sheet: Sheet) -> bool:
    cells = row.cells
    width = len(cells)
    return any(at < width and cells[at].text.strip() for at in sheet.positions.values())


def _errors(rows: list[Row]) -> dict[int, list[int]]:
    """The places of the rows with an error of a formula, by column from 0."""
    errors: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        if any(map(_error_of, row.cells)):
            for index, cell in enumerate(row.cells):
                if cell.is_error:
                    errors.setdefault(index, []).append(place)
    return errors


def _by_column(rows: list[Row], sheet: Sheet) -> dict[str, tuple[str, ...]]:
    keys = {position: key for key, position in sheet.positions.items()}
    # Row by row into texts, then turned at once: cells of one row lie together in the memory.
    texts = [tuple(map(_text_of, row.cells)) for row in rows]
    columns = chain(zip_longest(*texts, fillvalue=""), repeat(("",) * len(rows)))
    wanted = islice(columns, max(keys, default=-1) + 1)
    return {keys[at]: column for at, column in enumerate(wanted) if at in keys}


def _missing(column: Column, count: int) -> _Values:
    fault = (Fault(code="B003"),)
    faults = dict.fromkeys(range(count), fault) if column.required else {}
    return _Values((blank(column.kind),) * count, faults)


class _Memory(dict[str, Value]):
    """The values of the texts of one column; a text is read when it is first looked up."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._hasty = replace(context, guesses=False)
        self._is_prose = context.column.kind is Kind.TEXT and not context.column.required
        self._faults: dict[str, tuple[Fault, ...]] = {}

    def __missing__(self, text: str) -> Value:
        if self._is_prose and "#" not in text:  # of which there is most
            prose = self[text] = clean(text)
            return prose
        has_guesses_left = len(self._faults) < _MOST_GUESSES
        parsed = _understood(text, self._context if has_guesses_left else self._hasty)
        if parsed.faults:
            self._faults[text] = parsed.faults
        self[text] = parsed.value
        return parsed.value

    def read(self, texts: Sequence[str]) -> _Values:
        """The column of these texts."""
        values = list(map(self.__getitem__, texts))
        wrong = self._faults
        places = enumerate(texts) if wrong else ()
        return _Values(values, {place: wrong[text] for place, text in places if text in wrong})


def _with_errors(read: _Values, errors: Sequence[int], column: Column) -> _Values:
    """The column without what stands in cells that hold no text but the error of a formula."""
    if not errors:
        return read
    values = list(read.values)
    for place in errors:
        values[place] = blank(column.kind)
    return _Values(values, {**read.faults, **dict.fromkeys(errors, (Fault(code="B004"),))})


def _understood(text: str, context: Context) -> Parsed:
    kind = context.column.kind
    if "#" in text and _FORMULA_ERROR.match(text):
        return Parsed(blank(kind), (Fault(code="B004"),))
    parsed = parse(text, context)
    if not context.column.required or parsed.faults or parsed.value != blank(kind):
        return parsed
    # A word may be blank because the list it stands in is missing: that is told elsewhere.
    is_told = any(map(str.isalnum, text))
    return parsed if is_told else Parsed(parsed.value, (Fault(code="B003"),))


def _lines(sheet: Sheet, rows: list[Row], columns: Mapping[str, _Values]) -> Iterator[Line]:
    make, faulty = _ENTRIES[sheet.tab.key], _faulty(columns)
    cells = zip(*(read.values for read in columns.values()), strict=True)
    for place, (row, values) in enumerate(zip(rows, cells, strict=True)):
        entry = make(**dict(zip(columns, values, strict=True)))
        yield Line(sheet=sheet, row=row, entry=entry, faulty=faulty.get(place, _NO_FAULTS))


def _faulty(columns: Mapping[str, _Values]) -> dict[int, frozenset[str]]:
    keys: dict[int, list[str]] = {}
    for key, read in columns.items():
        for place in read.faults:
            keys.setdefault(place, []).append(key)
    return {place: frozenset(found) for place, found in keys.items()}


def _problems(lines: tuple[Line, ...], columns: Mapping[str, _Values]) -> Iterator[Diagnostic]:
    for key, read in columns.items():
        for place, faults in read.faults.items():
            # That a whole column is missing is told once, at the header.
            if key in lines[place].sheet.positions:
                yield from (lines[place].problem(key, fault) for fault in faults)
