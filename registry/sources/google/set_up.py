"""An empty spreadsheet gets its tabs: looked at once, then written, or refused untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from registry.locale import load_locale
from registry.snapshot import column_letter
from registry.sources.errors import DamagedError, SourceError
from registry.sources.google.new_tabs import NewTab, Request, batches, requests_for
from registry.sources.google.reply import STANDING_MASK, StandingTab, standing_tabs
from registry.workbook_wording import load_wording

if TYPE_CHECKING:
    from registry.sources.google.transport import Transport

Connect = Callable[[], "Transport"]
"""Opens the door for one task: its patience begins anew."""

_LONGEST = 50_000
"""Characters that a cell of Google's holds."""


def set_up(identifier: str, tabs: Sequence[NewTab], connect: Connect) -> None:
    """Make these tabs of a spreadsheet in which no cell is filled yet.

    Raises ``SourceError`` where something stands in it already or a text is too long for it, with
    nothing written; likewise where it got half of them, and says so.
    """
    _refuse_long(tabs)
    standing = _standing(identifier, connect)
    filled = [tab.title for tab in standing if tab.is_filled]
    if filled:
        raise SourceError("S039", {"name": load_wording().word_separator.join(filled)})
    first, *rest = batches(requests_for(tabs, standing))
    _begin(identifier, tabs, first, connect)
    for batch in rest:
        try:
            connect().update(identifier, batch)
        except SourceError as cause:
            reason = load_locale().messages[cause.code]["title"]
            raise SourceError("S040", {"name": reason}) from cause


def _standing(identifier: str, connect: Connect) -> tuple[StandingTab, ...]:
    try:
        return standing_tabs(connect().sheet(identifier, STANDING_MASK))
    except DamagedError as cause:
        raise SourceError("S030", {"name": identifier}) from cause


def _begin(identifier: str, tabs: Sequence[NewTab], batch: list[Request], connect: Connect) -> None:
    """Send what must not be sent twice: an answer that was lost does not mean it was refused."""
    try:
        connect().update(identifier, batch)
    except SourceError as error:
        if _is_begun(identifier, tabs, connect):
            return
        if error.code == "S023":
            raise SourceError("S042", error.values) from error
        raise


def _is_begun(identifier: str, tabs: Sequence[NewTab], connect: Connect) -> bool:
    try:
        standing = _standing(identifier, connect)
    except SourceError:
        return False
    titles = {tab.title for tab in standing}
    is_filled = any(tab.is_filled for tab in standing)
    return is_filled and all(tab.title in titles for tab in tabs)


def _refuse_long(tabs: Sequence[NewTab]) -> None:
    for place in _long_cells(tabs):
        raise SourceError("S041", {"name": place})


def _long_cells(tabs: Sequence[NewTab]) -> Iterator[str]:
    for tab in tabs:
        for number, cells in tab.rows.items():
            for column, cell in enumerate(cells):
                if isinstance(cell.value, str) and len(cell.value) > _LONGEST:
                    yield f"{tab.title}!{column_letter(column)}{number}"
