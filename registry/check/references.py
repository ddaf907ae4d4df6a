"""References that are right in form but lead to what is not shown, or round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from registry.check.book import Book, Line
from registry.diagnostics import Diagnostic
from registry.fields import Fault, Value
from registry.model import Coverage
from registry.schema import Column, Kind


def check_references(book: Book) -> Iterator[Diagnostic]:
    """References of published rows to rows that the same readers cannot see."""
    shy = {tab: _shy(book, tab) for tab in book.sheets}
    for sheet in book.sheets.values():
        for column in sheet.tab.columns:
            targets = shy.get(target_tab(column), {})
            # What replaces a retired policy has a check of its own.
            if targets and column.key != "replaced_by":
                for line in book.of(sheet.tab.key):
                    yield from _hidden(line, column, targets)


def _shy(book: Book, tab: str) -> dict[str, Line]:
    """The rows by id that not every reader of a published row may see."""
    rows = {line.id: line for line in book.of(tab)} | {**book.kept.get(tab, {})}
    return {
        key: line
        for key, line in rows.items()
        if not line.faulty & {"status", "row_visibility"}
        and (line.is_internal or not line.is_published)
    }


def _hidden(line: Line, column: Column, targets: Mapping[str, Line]) -> Iterator[Diagnostic]:
    for key in references(line.value(column.key)):
        target = targets.get(key)
        if target is not None and line.is_published and _is_hidden(line, target):
            values = {"row": str(target.row.number), "tab": target.sheet.table.title}
            yield line.problem(column.key, Fault(code="D004", found=key, values=values))


def _is_hidden(line: Line, target: Line) -> bool:
    return not target.is_published or (line.is_public and target.is_internal)


def target_tab(column: Column) -> str:
    """The tab whose rows the cells of a column name; empty where they name none."""
    match column.kind:
        case Kind.REFERENCE | Kind.REFERENCES:
            return column.of
        case Kind.TERM | Kind.TERMS:
            return "terms"
        case Kind.COVERAGE:
            return "stations"
        case _:
            return ""


def references(value: Value) -> tuple[str, ...]:
    """The ids in the value of such a column."""
    match value:
        case str():
            return (value,) if value else ()
        case tuple():
            return value
        case Coverage():
            return value.stations
        case _:
            return ()


def check_parents(book: Book) -> Iterator[Diagnostic]:
    """Terms that are their own ancestor, or whose parent belongs to another taxonomy."""
    terms = book.kept.get("terms", {})
    parents = {key: line.word("parent") for key, line in terms.items()}
    circular = circles(parents)
    for key, line in terms.items():
        parent = terms.get(parents[key])
        if parent is None:
            continue
        if key in circular or parent.word("taxonomy") != line.word("taxonomy"):
            yield line.problem("parent", Fault(code="D006"))


def circles(following: Mapping[str, str]) -> frozenset[str]:
    """The keys whose chain comes back to themselves."""
    found: set[str] = set()
    done: set[str] = set()
    for start in following:
        chain: dict[str, None] = {}
        step = start
        while step and step not in done and step not in chain:
            chain[step] = None
            step = following.get(step, "")
        if step in chain:
            keys = list(chain)
            found.update(keys[keys.index(step) :])
        done.update(chain)
    return frozenset(found)
