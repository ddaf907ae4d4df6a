"""Sense of the figures: a threshold is no payment, a figure needs its unit and its day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter

from registry.check.book import Book, Line
from registry.diagnostics import Diagnostic
from registry.fields import Fault, split_list
from registry.locale import Locale, load_locale
from registry.model import Benefit, Standard

_WHOLE = Decimal(100)
_PERCENT = ("%", "\uff05")


def check_benefits(book: Book) -> Iterator[Diagnostic]:
    """Tiers whose figure is incomplete, or is called what it is not."""
    series = _dated(book)
    for line, benefit in book.places("benefits", book.registry.benefits):
        yield from _figure(line, benefit)
        yield from _percent(line, benefit)
        yield from _wording(line, benefit)
        standard = _in_force(series.get(benefit.standard, []), _judged_on(benefit, book.as_of))
        if standard is not None:
            yield from _against_standard(line, benefit, standard, book.locale)


def amounts(benefit: Benefit) -> tuple[tuple[str, Decimal], ...]:
    """The figures of a tier with their columns."""
    pairs = (
        ("amount", benefit.amount),
        ("amount_min", benefit.amount_min),
        ("amount_max", benefit.amount_max),
    )
    return tuple((key, figure) for key, figure in pairs if figure is not None)


def _figure(line: Line, benefit: Benefit) -> Iterator[Diagnostic]:
    figures = amounts(benefit)
    if not figures:
        told = benefit.text or benefit.standard or line.faulty
        if not told:
            yield line.problem("text", Fault(code="G007"))
        return
    if not benefit.unit:
        yield line.problem("unit", Fault(code="G002"))
    if benefit.as_of is None and benefit.from_on is None and not line.faulty:
        yield line.problem("as_of", Fault(code="G003"))
    low, high = benefit.amount_min, benefit.amount_max
    if low is not None and high is not None and low > high:
        yield line.problem("amount_min", Fault(code="G004"))


def _percent(line: Line, benefit: Benefit) -> Iterator[Diagnostic]:
    is_percent = benefit.unit.strip().endswith(_PERCENT)
    if benefit.kind != "ratio" and not is_percent:
        return
    for key, figure in amounts(benefit):
        if figure > _WHOLE:
            yield line.problem(key, Fault(code="G005"))
        elif is_percent and 0 < figure < 1:
            percent = f"{figure * _WHOLE:f}".rstrip("0").rstrip(".")
            yield line.problem(key, Fault(code="G008", suggestion=percent, echoes=True))


@cache
def _payment() -> re.Pattern[str]:
    reading = load_locale().messages["reading"]
    words = "|".join(re.escape(word) for word in split_list(reading["payment_words"]))
    negations = "".join(split_list(reading["negations"]))
    return re.compile(rf"(?<![{negations}])(?<![{negations}].)(?:{words})")


def _wording(line: Line, benefit: Benefit) -> Iterator[Diagnostic]:
    if benefit.kind != "threshold":
        return
    for key, text in (("tier", benefit.tier), ("text", benefit.text)):
        hit = _payment().search(text)
        if hit is not None:
            yield line.problem(key, Fault(code="G001", values={"word": hit.group()}))


def _dated(book: Book) -> Mapping[str, list[tuple[date, Standard]]]:
    """The approved figures of each standard with their first days, the earliest first."""
    rows: dict[str, list[tuple[date, Standard]]] = {}
    for standard in book.registry.standards:
        if standard.status == "approved" and standard.from_on is not None:
            rows.setdefault(standard.series, []).append((standard.from_on, standard))
    for series in rows.values():
        series.sort(key=itemgetter(0))
    return rows


def _judged_on(benefit: Benefit, as_of: date) -> date:
    """The day itself, or the nearest one on which the tier is known to hold."""
    seen = as_of if benefit.as_of is None else benefit.as_of.first_day
    day = max(as_of, seen, benefit.from_on or as_of)
    return day if benefit.to_on is None else min(day, benefit.to_on)


def _in_force(series: list[tuple[date, Standard]], day: date) -> Standard | None:
    place = bisect_right(series, day, key=itemgetter(0))
    return series[place - 1][1] if place else None


def _against_standard(
    line: Line, benefit: Benefit, standard: Standard, locale: Locale
) -> Iterator[Diagnostic]:
    no_money = {"threshold": ("fixed", "gap"), "gap": ("fixed",)}
    if benefit.kind in no_money.get(standard.kind, ()):
        values = {"expected": locale.choice("benefit_kind", standard.kind)}
        yield line.problem("kind", Fault(code="G012", values=values))
    is_same_figure = benefit.record == "latest" and benefit.unit == standard.unit
    if is_same_figure and benefit.amount not in (None, standard.value):
        values = {"expected": f"{standard.value or 0:f}"}
        yield line.problem("amount", Fault(code="G013", values=values))


def check_latest(book: Book) -> Iterator[Diagnostic]:
    """Policies all of whose tiers are earlier ones: the present state is missing."""
    records: dict[str, set[str]] = {}
    for benefit in book.registry.benefits:
        if benefit.status == "approved":
            records.setdefault(benefit.policy, set()).add(benefit.record)
    for line, policy in book.places("policies", book.registry.policies):
        if line.word("status") == "approved" and records.get(policy.id) == {"earlier"}:
            yield line.problem("name", Fault(code="G006"))
