"""Signs that no printed list can show, in every cell that one may print."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from registry.check.book import Book, Line
from registry.diagnostics import Diagnostic
from registry.fields import Fault
from registry.schema import Column, Visibility

Missing = Callable[[str], str]
"""Of a text, the signs that the print font lacks."""


def check_printable(book: Book, missing: Missing) -> Iterator[Diagnostic]:
    """Cells with such signs; columns of the office and rows shown nowhere are not printed."""
    cells = tuple(_printed(book))
    lacking = frozenset(missing("".join(line.text(column.key) for line, column in cells)))
    for line, column in cells if lacking else ():
        found = "".join(dict.fromkeys(s for s in line.text(column.key) if s in lacking))
        if found:
            yield line.problem(column.key, Fault(code="C090", found=found))


def _printed(book: Book) -> Iterator[tuple[Line, Column]]:
    for line in book.lines:
        if line.is_published or line.is_draft:
            for column in line.tab.columns:
                if column.visibility is not Visibility.OFFICE:
                    yield line, column
