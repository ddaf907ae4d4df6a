"""Every cell read by the kind of its column; a cell that cannot be read becomes a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from registry.check.book import Line, Sheet
from registry.diagnostics import Diagnostic
from registry.fields import Context, Fault, Parsed, Vocabulary, blank, load_marks, parse
from registry.schema import Column
from registry.snapshot import Cell, Row

_FORMULA_ERROR = re.compile(r"\s*#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|#+)\s*$")


@dataclass(slots=True)
class Reader:
    """Reads rows; equal texts of one column are understood once."""

    vocabulary: Vocabulary
    _memory: dict[tuple[str, str, Cell], Parsed] = field(default_factory=dict)

    def read(self, sheets: Mapping[str, Sheet]) -> Iterator[tuple[Line, tuple[Diagnostic, ...]]]:
        """Each row with what is wrong in its cells; rows blank in every known column are none."""
        for sheet in sheets.values():
            for row in sheet.table.rows:
                if any(row.cell(index).text.strip() for index in sheet.positions.values()):
                    yield self._line(sheet, row)

    def _line(self, sheet: Sheet, row: Row) -> tuple[Line, tuple[Diagnostic, ...]]:
        parsed = {column.key: self._cell(sheet, row, column) for column in sheet.tab.columns}
        values = {key: cell.value for key, cell in parsed.items()}
        faulty = frozenset(key for key, cell in parsed.items() if cell.faults)
        line = Line(sheet=sheet, row=row, values=values, faulty=faulty)
        problems = (
            line.problem(key, fault)
            for key, cell in parsed.items()
            if key in sheet.positions
            for fault in cell.faults
        )
        return line, tuple(problems)

    def _cell(self, sheet: Sheet, row: Row, column: Column) -> Parsed:
        position = sheet.positions.get(column.key)
        if position is None:
            missing = (Fault(code="B003"),) if column.required else ()
            return Parsed(blank(column.kind), missing)
        key = (sheet.tab.key, column.key, row.cell(position))
        if key not in self._memory:
            self._memory[key] = self._understood(column, row.cell(position))
        return self._memory[key]

    def _understood(self, column: Column, cell: Cell) -> Parsed:
        if cell.is_error or _FORMULA_ERROR.match(cell.text):
            return Parsed(blank(column.kind), (Fault(code="B004"),))
        context = Context(column=column, vocabulary=self.vocabulary, marks=load_marks())
        parsed = parse(cell.text, context)
        # A word may be blank because the list it stands in is missing: that is told elsewhere.
        is_empty = not any(map(str.isalnum, cell.text)) and parsed.value == blank(column.kind)
        if column.required and not parsed.faults and is_empty:
            return Parsed(parsed.value, (Fault(code="B003"),))
        return parsed
