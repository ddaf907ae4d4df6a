"""Signs that no printed list can show, in every cell that one may print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from registry.check.book import Book, Texts
from registry.diagnostics import Diagnostic
from registry.fields import Fault, clean
from registry.schema import Visibility

Missing = Callable[[str], str]
"""Of a text, the signs that the print font lacks, each once; the same on every call."""

_FIRST_PLANE = range(0x10000)


def check_printable(book: Book, missing: Missing) -> Iterator[Diagnostic]:
    """Cells with such signs; columns of the office and rows shown nowhere are not printed."""
    for sheet in book.sheets.values():
        for key, texts in book.texts[sheet.tab.key].items():
            found = _lacking(texts, missing)
            is_printed = sheet.tab.column(key).visibility is not Visibility.OFFICE
            rows = zip(book.of(sheet.tab.key), texts.by_row, strict=True)
            for line, text in rows if found and is_printed else ():
                if text in found and (line.is_published or line.is_draft):
                    yield line.problem(key, Fault(code="C090", found=found[text]))


def _lacking(texts: Texts, missing: Missing) -> dict[str, str]:
    suspect = _suspect(missing)
    suspects = (text for text in texts.distinct if suspect.search(text))
    found = ((text, missing(clean(text))) for text in suspects)
    return {text: signs for text, signs in found if signs}


@lru_cache(maxsize=2)
def _suspect(missing: Missing) -> re.Pattern[str]:
    """Finds a sign that may be missing; to ask text by text would take most of the time."""
    lacking = missing("".join(map(chr, _FIRST_PLANE)))
    return re.compile(f"[{re.escape(lacking)}\U00010000-\U0010ffff]")
