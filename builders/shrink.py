"""What an edition lost against the last one, where it is more than people take away at once.

Only states as the ledger keeps them are compared, so it needs no tree that was built before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builders.ledger import Record
from registry.changes import Entries
from registry.schema import TABS

LARGEST_PERCENT = 30
"""An edition may lose this much of a tab's rows, of its pages, or of its words."""

FEWEST_ROWS = 5
"""So many rows of a tab, or pages, may go however large a part of it they are."""

FEWEST_CHARACTERS = 1000
"""So many characters of words may go however large a part they are: about five rows of prose."""

Lost = Literal["rows", "pages", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """So many rows of a ``tab``, pages, or characters of words there were, and are left.

    ``station`` is the id and name of the station whose pack lost them, blank for the site.
    """

    lost: Lost
    before: int
    after: int
    tab: str = ""
    station: str = ""


def losses(kind: str, last: Record | None, new: Record) -> tuple[Loss, ...]:
    """What is suspiciously less in ``new``; nothing without an edition to compare with.

    ``kind`` is ``public`` or ``private/<station>``, as the ledger sorts its records.
    """
    if last is None:
        return ()
    station = _station(kind.partition("/")[2], last.entries)
    return tuple(_losses(last, new, station))


def _losses(last: Record, new: Record, station: str) -> Iterator[Loss]:
    before, after = _rows(last.entries), _rows(new.entries)
    for tab in (tab.key for tab in TABS):
        if _is_suspicious(before[tab], after[tab], FEWEST_ROWS):
            yield Loss(lost="rows", before=before[tab], after=after[tab], tab=tab, station=station)
    pages = len(last.editions), len(new.editions)
    if _is_suspicious(*pages, FEWEST_ROWS):
        yield Loss(lost="pages", before=pages[0], after=pages[1], station=station)
    words = _characters(last.entries), _characters(new.entries)
    if _is_suspicious(*words, FEWEST_CHARACTERS):
        yield Loss(lost="words", before=words[0], after=words[1], station=station)


def _is_suspicious(before: int, after: int, fewest: int) -> bool:
    lost = before - after
    return lost > fewest and lost * 100 > before * LARGEST_PERCENT


def _rows(entries: Entries) -> Counter[str]:
    return Counter(address.partition("/")[0] for address in entries)


def _characters(entries: Entries) -> int:
    return sum(len(text) for fields in entries.values() for text in fields.values())


def _station(identifier: str, entries: Entries) -> str:
    name = entries.get(f"stations/{identifier}", {}).get("name", "")
    return f"{identifier} {name}".strip()
