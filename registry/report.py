"""Diagnostics for people: sentences by the locale, lines of text, and data ready for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict

from registry.check import Counts
from registry.diagnostics import Address, Diagnostic, Severity
from registry.locale import Locale
from registry.snapshot import column_letter

_MOST_PLACES = 12
_MORE_THAN_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One problem in words; ``suggestion`` is a whole phrase, empty where there is none."""

    place: str
    message: str
    remedy: str
    suggestion: str
    link: str = ""

    @property
    def line(self) -> str:
        """All of it on one line, as a screen shows it."""
        link = f" {self.link} " if self.link else ""
        return f"{self.place}{self.message} \u2192 {self.suggestion}{self.remedy}{link}"


class Problem(TypedDict):
    """One problem as data; ``row`` is as on screen, empty texts where something is unknown."""

    code: str
    severity: str
    title: str
    tab: str
    row: int | None
    column: str
    cell: str
    header: str
    book: str
    link: str
    found: str
    expected: str
    message: str
    remedy: str
    suggestion: str


class Report(TypedDict):
    """All problems of one check with the counts."""

    tabs: int
    rows: int
    errors: int
    warnings: int
    notices: int
    problems: list[Problem]


def explain(diagnostic: Diagnostic, locale: Locale) -> Explained:
    """Where, what, what to do and what was probably meant, in the words of the locale."""
    words = locale.messages[diagnostic.code]
    values = {
        **diagnostic.values,
        "expected": _expected(diagnostic, locale),
        "found": diagnostic.found,
        "header": diagnostic.address.header,
        "tab_title": diagnostic.address.tab,
    }
    return Explained(
        place=place_line(diagnostic.address, locale),
        message=words["text"].format(**values),
        remedy=words["remedy"].format(**values),
        suggestion=_suggestion(diagnostic, locale),
        link=diagnostic.address.link,
    )


def _expected(diagnostic: Diagnostic, locale: Locale) -> str:
    """What should stand there: known for this cell only, or the same wherever the code is told."""
    always = locale.messages[diagnostic.code].get("expected", "")
    return diagnostic.values.get("expected") or always.format(**diagnostic.values)


def _suggestion(diagnostic: Diagnostic, locale: Locale) -> str:
    if not diagnostic.suggestion:
        return ""
    return locale.messages["report"]["suggestion"].format(suggestion=diagnostic.suggestion)


def place_line(address: Address, locale: Locale) -> str:
    """Where a cell stands, as the beginning of a line."""
    words = locale.messages["report"]
    column = "" if address.column is None else column_letter(address.column)
    if address.row is None:
        key = "place_column" if column else "place_tab"
    else:
        key = "place_cell" if column else "place_row"
    place = words[key].format(
        tab=address.tab, row=address.row, column=column, header=_header(address, locale)
    )
    return words["place_book"].format(book=address.book) + place if address.book else place


def on_one_line(text: str) -> str:
    """The text as a line of a screen can show it."""
    return " ".join("".join(s if s.isprintable() else " " for s in text).split())


def _header(address: Address, locale: Locale) -> str:
    return address.header or locale.messages["report"]["no_header"]


def render_text(diagnostics: Iterable[Diagnostic], counts: Counts, locale: Locale) -> list[str]:
    """Lines for a screen: errors first, repeated problems of one column in one line, the counts.

    Errors are put together only when they read alike; warnings and notices of one column always.
    """
    problems = tuple(diagnostics)
    lines = []
    for severity in Severity:
        of_severity = [problem for problem in problems if problem.severity is severity]
        for group in _groups(of_severity, locale):
            label = locale.messages["report"][severity.value]
            lines.append(f"{label} {_group_line(group, locale)}({group[0].code})")
    return [*lines, count_line(problems, counts, locale)]


def _groups(problems: Iterable[Diagnostic], locale: Locale) -> Iterator[list[Diagnostic]]:
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for problem in problems:
        address = problem.address
        place = (address.book, address.tab, address.column, address.header)
        key: tuple[object, ...] = (problem.code, *place)
        if problem.severity is Severity.ERROR:
            explained = explain(problem, locale)
            key += (explained.message, explained.suggestion)
        groups.setdefault(key, []).append(problem)
    yield from groups.values()


def _group_line(group: list[Diagnostic], locale: Locale) -> str:
    first = explain(group[0], locale)
    if len(group) == 1:
        return first.line
    words, address = locale.messages["report"], group[0].address
    alike = {explain(problem, locale).message for problem in group} == {first.message}
    message = first.message if alike else locale.messages[group[0].code]["title"]
    place = words["place_group"].format(
        tab=address.tab,
        header=_header(address, locale),
        cells=words["comma"].join(_cells(group)[:_MOST_PLACES])
        + (words["more"] if len(_cells(group)) > _MOST_PLACES else ""),
        count=len(group),
    )
    if address.book:
        place = words["place_book"].format(book=address.book) + place
    suggestion = first.suggestion if alike else ""
    end = "" if alike else words["full_stop"]
    link = f" {first.link} " if first.link else ""
    return f"{place}{message}{end} \u2192 {suggestion}{first.remedy}{link}"


def _cells(group: list[Diagnostic]) -> list[str]:
    rows = sorted({problem.address.row for problem in group if problem.address.row is not None})
    column = group[0].address.column
    letter = "" if column is None else column_letter(column)
    runs = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    cells = []
    for _, run in runs:
        numbers = [number for _, number in run]
        cells.append(f"{letter}{numbers[0]}")
        if len(numbers) >= _MORE_THAN_TWO:
            cells[-1] += f"\u2013{letter}{numbers[-1]}"
    return cells


def count_line(problems: tuple[Diagnostic, ...], counts: Counts, locale: Locale) -> str:
    """How much was checked and how many problems there are, or that there is none."""
    words = locale.messages["report"]
    if not problems:
        return words["clean"].format(tabs=counts.tabs, rows=counts.rows)
    numbers = Counter(problem.severity for problem in problems)
    return words["counts"].format(
        tabs=counts.tabs,
        rows=counts.rows,
        errors=numbers[Severity.ERROR],
        warnings=numbers[Severity.WARNING],
        notices=numbers[Severity.NOTICE],
    )


def render_json(diagnostics: Iterable[Diagnostic], counts: Counts, locale: Locale) -> Report:
    """Every problem by itself, in the order given, ready for ``json.dumps``."""
    problems = tuple(diagnostics)
    numbers: Mapping[Severity, int] = Counter(problem.severity for problem in problems)
    return Report(
        tabs=counts.tabs,
        rows=counts.rows,
        errors=numbers[Severity.ERROR],
        warnings=numbers[Severity.WARNING],
        notices=numbers[Severity.NOTICE],
        problems=[_problem(problem, locale) for problem in problems],
    )


def _problem(diagnostic: Diagnostic, locale: Locale) -> Problem:
    address, explained = diagnostic.address, explain(diagnostic, locale)
    return Problem(
        code=diagnostic.code,
        severity=diagnostic.severity.value,
        title=locale.messages[diagnostic.code]["title"],
        tab=address.tab,
        row=address.row,
        column="" if address.column is None else column_letter(address.column),
        cell=address.cell,
        header=address.header,
        book=address.book,
        link=address.link,
        found=diagnostic.found,
        expected=_expected(diagnostic, locale),
        message=explained.message,
        remedy=explained.remedy,
        suggestion=diagnostic.suggestion,
    )
