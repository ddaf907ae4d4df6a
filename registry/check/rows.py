"""Rows as such: each id once and in its form, each word of a taxonomy once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from registry.check.book import Book, Line
from registry.check.catalogue import SEVERITIES
from registry.diagnostics import Address, Diagnostic
from registry.fields import Fault, fold, split_list
from registry.schema import Kind

_ROW_ID = re.compile(r"[A-Z][0-9]{2,5}$")
_TERM_ID = re.compile(r"[a-z][a-z0-9-]*$")


def duplicates(rows: Mapping[str, Iterable[Line]]) -> tuple[tuple[Line, Line], ...]:
    """Each row whose id another row has, with that other row.

    The first row that is not in work keeps the id, else the first one.
    """
    pairs: list[tuple[Line, Line]] = []
    for lines in rows.values():
        pairs += _duplicates(lines)
    return tuple(pairs)


def _duplicates(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.id:
            groups.setdefault(fold(line.id), []).append(line)
    for group in groups.values():
        owner = next((line for line in group if not line.is_draft), group[0])
        yield from ((line, owner) for line in group if line is not owner)


def check_duplicates(pairs: Iterable[tuple[Line, Line]]) -> Iterator[Diagnostic]:
    """Ids that stand in several rows of one tab."""
    for line, owner in pairs:
        code = "T006" if line.tab.key == "settings" else "B001"
        yield line.problem("id", Fault(code=code, values={"row": str(owner.row.number)}))


def check_filled(book: Book) -> Iterator[Diagnostic]:
    """Tabs without which there is nothing to publish, and in which no row is approved."""
    for key in ("stations", "policies"):
        sheet = book.sheets.get(key)
        lines = book.of(key)
        if sheet is None or "status" not in sheet.positions:
            continue
        if not any(line.is_published or "status" in line.faulty for line in lines):
            address = Address(tab=sheet.table.title)
            yield Diagnostic(code="B006", severity=SEVERITIES["B006"], address=address)


def check_ids(book: Book) -> Iterator[Diagnostic]:
    """Ids that are not in the form of their tab."""
    for key, sheet in book.sheets.items():
        if sheet.tab.column("id").kind is not Kind.ID:
            continue
        form, example = (_TERM_ID, "need-care") if key == "terms" else (_ROW_ID, "P001")
        for line in book.of(key):
            if line.id and not form.match(line.id):
                upper = line.id.upper()
                suggestion = upper if form.match(upper) else ""
                fault = Fault(code="B002", suggestion=suggestion, values={"expected": example})
                yield line.problem("id", fault)


def check_words(book: Book) -> Iterator[Diagnostic]:
    """Names and aliases of terms that another term of the same taxonomy has.

    The word is the published term's: a draft that uses it too is told so and stops nothing.
    """
    owners: dict[tuple[str, str], Line] = {}
    for line in sorted(book.of("terms"), key=lambda line: not line.is_published):
        if not line.word("taxonomy"):
            continue
        words = [("name", line.text("name"))]
        words += [("aliases", word) for word in split_list(line.text("aliases"))]
        for key, word in words:
            owner = owners.setdefault((line.word("taxonomy"), fold(word)), line)
            if owner.id != line.id:
                values = {"row": str(owner.row.number)}
                yield line.problem(key, Fault(code="B005", found=word, values=values))
