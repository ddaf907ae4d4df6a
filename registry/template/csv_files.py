"""The snapshot as CSV files, one for each tab: texts only, so nothing is taken for a number."""

from __future__ import annotations

import csv
import io
import re

from registry.locale import load_locale
from registry.snapshot import Snapshot, Table

_SUFFIX = ".csv"
_MARK = "\ufeff"
"""Without it, office programs take the file for one in an older encoding."""

_LONGEST_NAME = 255 - len(_SUFFIX)
_FORBIDDEN = re.compile(r'[\x00-\x1f\\/:*?"<>|]|^[. ]|^~\$|[. ]$')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def csv_files(snapshot: Snapshot) -> dict[str, bytes]:
    """The files by name: a tab of the schema is called by its key, any other by its title.

    Row numbers stay: a blank row is a blank line. Error cells become plain text.
    Raises ``ValueError`` where there are ``unfit_titles``.
    """
    if unfit_titles(snapshot):
        raise ValueError("a tab that no file can stand for")
    return {_stem(table.title) + _SUFFIX: _content(table) for table in snapshot.tables}


def unfit_titles(snapshot: Snapshot) -> tuple[str, ...]:
    """The tabs that no file can stand for: of a forbidden name, or of one that is taken."""
    unfit, used = [], set()
    for table in snapshot.tables:
        name = _stem(table.title).casefold()
        if name in used or not _is_fit(table.title):
            unfit.append(table.title)
        used.add(name)
    return tuple(unfit)


def _stem(title: str) -> str:
    keys = {known: key for key, known in load_locale().tabs.items()}
    return keys.get(title, title)


def _is_fit(title: str) -> bool:
    # A file that is called like the key of a tab is read as that tab.
    is_key = title.casefold() in load_locale().tabs
    is_short = len(title.encode()) <= _LONGEST_NAME
    is_allowed = not _FORBIDDEN.search(title) and not _RESERVED.fullmatch(title)
    return bool(title) and is_short and is_allowed and not is_key


def _content(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    records = {table.header_row: table.headers} if table.headers else {}
    records |= {row.number: tuple(cell.text for cell in row.cells) for row in table.rows}
    for number in range(1, max(records, default=0) + 1):
        writer.writerow(records.get(number, ()))
    return (_MARK + text.getvalue()).encode()
