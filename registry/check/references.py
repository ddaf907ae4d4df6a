"""References that are right in form but lead to what is not shown, or round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from registry.check.book import Book, Line
from registry.diagnostics import Diagnostic
from registry.fields import Fault
from registry.model import Coverage
from registry.schema import Column, Kind

_REFERENCES = (Kind.REFERENCE, Kind.REFERENCES)
_TERMS = (Kind.TERM, Kind.TERMS)


def check_references(book: Book) -> Iterator[Diagnostic]:
    """References of published rows to rows that the same readers cannot see."""
    rows = _rows_by_id(book)
    for line in book.lines:
        if not line.is_published:
            continue
        for column in line.tab.columns:
            # What replaces a retired policy has a check of its own.
            if column.key == "replaced_by":
                continue
            for key in _targets(line, column):
                target = rows.get((_tab(column), key))
                if target is not None and _is_hidden(line, target):
                    values = {"row": str(target.row.number), "tab": target.sheet.table.title}
                    yield line.problem(column.key, Fault(code="D004", found=key, values=values))


def _rows_by_id(book: Book) -> dict[tuple[str, str], Line]:
    rows = {(line.tab.key, line.id): line for line in book.lines}
    for tab, lines in book.kept.items():
        rows |= {(tab, key): line for key, line in lines.items()}
    return rows


def _tab(column: Column) -> str:
    if column.kind in _TERMS:
        return "terms"
    return "stations" if column.kind is Kind.COVERAGE else column.of


def _targets(line: Line, column: Column) -> tuple[str, ...]:
    if column.kind not in (*_REFERENCES, *_TERMS, Kind.COVERAGE):
        return ()
    match line.values[column.key]:
        case str() as key:
            return (key,) if key else ()
        case tuple() as keys:
            return keys
        case Coverage() as coverage:
            return coverage.stations
        case _:
            return ()


def _is_hidden(line: Line, target: Line) -> bool:
    if target.faulty & {"status", "row_visibility"}:
        return False
    return not target.is_published or (line.is_public and target.is_internal)


def check_parents(book: Book) -> Iterator[Diagnostic]:
    """Terms that are their own ancestor, or whose parent belongs to another taxonomy."""
    terms = book.kept.get("terms", {})
    parents = {key: line.word("parent") for key, line in terms.items()}
    for key, line in terms.items():
        parent = terms.get(parents[key])
        if parent is None:
            continue
        if is_circular(key, parents) or parent.word("taxonomy") != line.word("taxonomy"):
            yield line.problem("parent", Fault(code="D006"))


def is_circular(start: str, following: Mapping[str, str]) -> bool:
    """True when the chain from ``start`` comes back to ``start``."""
    seen = {start}
    step = following.get(start, "")
    while step and step not in seen:
        seen.add(step)
        step = following.get(step, "")
    return step == start
