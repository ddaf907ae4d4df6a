"""From a snapshot to the registry, with everything that is wrong in the sheet.

Bad data never raises: it becomes a diagnostic, and the row or the cell is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from registry.check.assemble import Kept, assemble, keep
from registry.check.book import Book
from registry.check.cells import read_rows
from registry.check.domain import check_benefits, check_latest
from registry.check.doubts import check_doubts
from registry.check.freshness import check_as_of, check_verified
from registry.check.lists import gather
from registry.check.periods import (
    check_legal_year,
    check_order,
    check_past,
    check_series,
    check_tiers,
)
from registry.check.personal import check_personal
from registry.check.printable import Missing, check_printable
from registry.check.references import check_parents, check_references
from registry.check.retirement import check_retired
from registry.check.rows import check_duplicates, check_filled, check_ids, check_words, duplicates
from registry.check.settings import check_settings
from registry.check.structure import match
from registry.diagnostics import Diagnostic
from registry.locale import Locale, load_locale
from registry.memory import without_collection
from registry.model import Registry
from registry.places import Parts
from registry.snapshot import Snapshot, Table

_JUDGES: tuple[Callable[[Book], Iterator[Diagnostic]], ...] = (
    check_ids,
    check_words,
    check_filled,
    check_settings,
    check_references,
    check_parents,
    check_order,
    check_series,
    check_tiers,
    check_past,
    check_legal_year,
    check_verified,
    check_as_of,
    check_benefits,
    check_latest,
    check_retired,
)


def _nothing_is_missing(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much was checked: tabs of the schema, and data rows in them."""

    tabs: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What could be read, what is wrong, and how much was looked at.

    While a diagnostic is an error, the registry is incomplete and must not be published.
    ``parts`` are those of the snapshot: from which sheets each tab was put together.
    ``kept`` are the rows of the registry as they stand in the sheet, by tab and id.
    """

    registry: Registry
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    parts: Parts = field(default_factory=dict)
    kept: Kept = field(default_factory=dict, repr=False, compare=False)


def check(
    snapshot: Snapshot,
    as_of: date,
    missing: Missing = _nothing_is_missing,
    *,
    today: date | None = None,
) -> Outcome:
    """Reads and checks the whole sheet as it stands on the day ``as_of``; never raises.

    ``missing`` says which signs of a text cannot be printed. ``today`` is the day that the sheet
    is read on, where ``as_of`` is another one: what was written since is no mistake.
    """
    with without_collection():
        return _check(snapshot, as_of, missing, today or as_of)


def _check(snapshot: Snapshot, as_of: date, missing: Missing, today: date) -> Outcome:
    locale = load_locale()
    structure = match(snapshot, locale)
    vocabulary = gather(structure.sheets, locale)
    read = {key: read_rows(sheet, vocabulary) for key, sheet in structure.sheets.items()}
    rows = {key: tab.lines for key, tab in read.items()}
    pairs = duplicates(rows)
    kept = keep(rows, frozenset(id(line) for line, _ in pairs))
    book = Book(
        sheets=structure.sheets,
        rows=rows,
        texts={key: tab.texts for key, tab in read.items()},
        kept=kept,
        registry=assemble(kept),
        as_of=as_of,
        last_day=max(as_of, today),
        locale=locale,
    )
    problems = [*structure.diagnostics]
    for tab in read.values():
        problems += tab.problems
    problems += check_duplicates(pairs)
    problems += _judge(book, structure.unknown)
    problems += check_printable(book, missing)
    problems += check_doubts(book, snapshot)
    return Outcome(
        registry=book.registry,
        diagnostics=_sorted(problems, locale),
        counts=Counts(tabs=len(structure.sheets), rows=sum(map(len, rows.values()))),
        parts=snapshot.parts,
        kept=kept,
    )


def _judge(book: Book, unknown: tuple[Table, ...]) -> Iterator[Diagnostic]:
    yield from check_personal(book, unknown)
    for judge in _JUDGES:
        yield from judge(book)


def _sorted(problems: list[Diagnostic], locale: Locale) -> tuple[Diagnostic, ...]:
    order = {title: number for number, title in enumerate(locale.tabs.values())}

    def place(problem: Diagnostic) -> tuple[int, str, int, int, str]:
        address = problem.address
        row = -1 if address.row is None else address.row
        column = -1 if address.column is None else address.column
        return order.get(address.tab, len(order)), address.tab, row, column, problem.code

    return tuple(sorted(problems, key=place))


__all__ = ["Counts", "Kept", "Outcome", "check"]
