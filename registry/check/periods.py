"""Periods: from before to, one figure at a time for each standard, nothing long past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from registry.check.book import Book, Line
from registry.dates import legal_year_start
from registry.diagnostics import Diagnostic
from registry.fields import Fault
from registry.freshness import Freshness
from registry.model import Benefit, Policy, Standard
from registry.succession import successors

_PAIRS = (("from_on", "to_on", "E001"), ("effective_on", "expires_on", "E004"))


def check_order(book: Book) -> Iterator[Diagnostic]:
    """Periods that end before they begin."""
    for first, last, code in _PAIRS:
        for line in book.having(first, last):
            start, end = line.value(first), line.value(last)
            if isinstance(start, date) and isinstance(end, date) and start > end:
                yield line.problem(last, Fault(code=code))


def check_series(book: Book) -> Iterator[Diagnostic]:
    """Figures of one standard that overlap or leave days without a figure."""
    series: dict[str, list[tuple[Line, Standard]]] = {}
    for line, standard in book.places("standards", book.registry.standards):
        if standard.status != "retired" and standard.from_on is not None:
            series.setdefault(standard.series, []).append((line, standard))
    for rows in series.values():
        rows.sort(key=lambda row: (row[1].from_on or date.min, row[0].row.number))
        for earlier, later in pairwise(rows):
            yield from _between(earlier, later)


def _between(earlier: tuple[Line, Standard], later: tuple[Line, Standard]) -> Iterator[Diagnostic]:
    line, start = later[0], later[1].from_on
    before, end = earlier[1].from_on, earlier[1].to_on
    if start is None:
        return
    values = {"row": str(earlier[0].row.number)}
    if start == before:
        yield line.problem("from_on", Fault(code="E008", values=values))
    elif end is not None and start <= end:
        yield line.problem("from_on", Fault(code="E002", values=values))
    elif end is not None and start > end + timedelta(days=1):
        yield line.problem("from_on", Fault(code="E003", values=values))


def check_tiers(book: Book) -> Iterator[Diagnostic]:
    """Newest tiers that another one follows on a day, without a last day of their own."""
    lines = {benefit.id: line for line, benefit in book.places("benefits", book.registry.benefits)}
    newest = {one.id: one for one in book.registry.benefits if one.record == "latest"}
    for key, later in successors(newest.values()).items():
        line, start = lines[key], later.from_on
        is_read = line.faulty.isdisjoint(("from_on", "to_on"))
        if start is not None and newest[key].to_on is None and is_read:
            values = {"row": str(lines[later.id].row.number), "day": start.isoformat()}
            last_day = (start - timedelta(days=1)).isoformat()
            yield line.problem("to_on", Fault(code="E010", suggestion=last_day, values=values))


def check_past(book: Book) -> Iterator[Diagnostic]:
    """Rows in use whose period is over."""
    columns = (("policies", "expires_on", "E005"), ("resources", "to_on", "E007"))
    for tab, key, code in columns:
        for line in book.of(tab):
            end = line.value(key)
            in_use = line.word("status") == "approved" and line.word("availability") != "ended"
            if in_use and isinstance(end, date) and end < book.as_of:
                yield line.problem(key, Fault(code=code))


def check_legal_year(book: Book) -> Iterator[Diagnostic]:
    """Newest figures that nobody has verified since the standards may have changed."""
    policies = {policy.id: policy for policy in book.registry.policies}
    freshness, start = book.freshness, _legal_year_start(book.freshness)
    for line, benefit in book.places("benefits", book.registry.benefits):
        policy = policies.get(benefit.policy)
        known = benefit.as_of.last_day if benefit.as_of is not None else benefit.from_on
        is_past = known is not None and known < start
        if line.is_published and policy and is_past and _is_open(benefit, policy, freshness):
            key = "as_of" if benefit.as_of is not None else "from_on"
            yield line.problem(key, Fault(code="E006"))
    newest = _newest(book)
    for line, standard in book.places("standards", book.registry.standards):
        if newest.get(standard.series) == standard.id and standard.from_on is not None:
            state = freshness.of_standard(standard)
            if standard.from_on <= book.as_of and state != "current":
                yield line.problem("from_on", Fault(code="E009"))


def _legal_year_start(freshness: Freshness) -> date:
    month, day = freshness.settings.legal_year_month, freshness.settings.legal_year_day
    return legal_year_start(freshness.as_of, month=month, day=day)


def _is_open(benefit: Benefit, policy: Policy, freshness: Freshness) -> bool:
    amounts = (benefit.amount, benefit.amount_min, benefit.amount_max)
    has_figure = any(amount is not None for amount in amounts)
    return has_figure and freshness.of_benefit(benefit, policy) == "unverified"


def _newest(book: Book) -> dict[str, str]:
    newest: dict[str, tuple[date, str]] = {}
    for standard in book.registry.standards:
        if standard.status == "approved" and standard.from_on is not None:
            candidate = (standard.from_on, standard.id)
            newest[standard.series] = max(newest.get(standard.series, candidate), candidate)
    return {series: key for series, (_, key) in newest.items()}
