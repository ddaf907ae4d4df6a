"""Signs that no printed list can show, in every cell that one may print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from registry.check.book import Book
from registry.diagnostics import Diagnostic
from registry.fields import Fault, clean
from registry.schema import Visibility

Missing = Callable[[str], str]
"""Of a text, the signs that the print font lacks, each once; the same on every call."""


def check_printable(book: Book, missing: Missing) -> Iterator[Diagnostic]:
    """Cells with such signs; columns of the office and rows shown nowhere are not printed."""
    lacking = missing("".join(sorted(_signs(book))))
    if not lacking:
        return
    suspect = re.compile(f"[{re.escape(lacking)}]")
    for sheet in book.sheets.values():
        for key, texts in book.texts[sheet.tab.key].items():
            suspects = filter(suspect.search, texts.distinct)
            found = {text: signs for text in suspects if (signs := missing(clean(text)))}
            is_printed = sheet.tab.column(key).visibility is not Visibility.OFFICE
            rows = zip(book.of(sheet.tab.key), texts.by_row, strict=True)
            for line, text in rows if found and is_printed else ():
                if text in found and (line.is_published or line.is_draft):
                    yield line.problem(key, Fault(code="C090", found=found[text]))


def _signs(book: Book) -> set[str]:
    """Every sign of every text, once: to ask text by text would take most of the time."""
    columns = (texts for tab in book.texts.values() for texts in tab.values())
    return set().union(*("".join(texts.distinct) for texts in columns))
