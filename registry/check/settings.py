"""The street's settings: those that outputs cannot do without, and the form of each value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from registry.check.book import Book
from registry.check.catalogue import SEVERITIES
from registry.diagnostics import Address, Diagnostic
from registry.fields import Fault, link_host, load_marks, plain, split_list

REQUIRED = (
    "street_name",
    "site_title",
    "hotlines",
    "print_validity_days",
    "review_days",
    "legal_year_start",
    "allowed_link_hosts",
)
_DAYS = re.compile(r"[1-9][0-9]{0,3}$")
_MONTH_AND_DAY = re.compile(r"(?:[0-9]{4}-)?([0-9]{1,2})-([0-9]{1,2})$")
_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+$")
_COMMON_YEAR = 2001


def check_settings(book: Book) -> Iterator[Diagnostic]:
    """Settings that are missing, and values that outputs could not use."""
    lines = book.kept.get("settings", {})
    sheet = book.sheets.get("settings")
    for key in REQUIRED:
        if sheet is not None and (key not in lines or not lines[key].word("value")):
            name = book.locale.choice("setting", key)
            yield _missing(sheet.table.title, name)
    for key, line in lines.items():
        value = line.word("value")
        if value and key in _FORMS:
            for fault in _FORMS[key](value):
                yield line.problem("value", fault)


def _missing(title: str, name: str) -> Diagnostic:
    return Diagnostic(
        code="T001",
        severity=SEVERITIES["T001"],
        address=Address(tab=title),
        values={"expected": name},
    )


def _days(value: str) -> Iterator[Fault]:
    if not _DAYS.match(plain(value)):
        yield Fault(code="T002")


def _legal_year_start(value: str) -> Iterator[Fault]:
    marks = load_marks()
    bare = plain(value).replace(marks.month, "-").rstrip(marks.day)
    match = _MONTH_AND_DAY.match(bare.split(" ")[0])
    suggestion = ""
    if match is not None:
        try:
            day = date(_COMMON_YEAR, int(match[1]), int(match[2]))
        except ValueError:
            pass
        else:
            suggestion = f"{day.month:02d}-{day.day:02d}"
    if suggestion != value:
        yield Fault(code="T003", suggestion=suggestion, echoes=True)


def _public_address(value: str) -> Iterator[Fault]:
    if link_host(value) is None or "?" in value or "#" in value:
        yield Fault(code="T004")


def _sites(value: str) -> Iterator[Fault]:
    for site in split_list(value):
        if not _SITE.match(site):
            host = link_host(site) or ""
            yield Fault(code="T005", found=site, suggestion=host, echoes=True)


_FORMS: dict[str, Callable[[str], Iterator[Fault]]] = {
    "print_validity_days": _days,
    "review_days": _days,
    "phone_review_days": _days,
    "opening_hours_review_days": _days,
    "resource_review_days": _days,
    "legal_year_start": _legal_year_start,
    "public_base_url": _public_address,
    "allowed_link_hosts": _sites,
}
