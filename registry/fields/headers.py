"""Which column a header means, by any of the ways it is written."""

from __future__ import annotations

from registry.fields.text import fold
from registry.locale import Locale
from registry.schema import Tab


def header_keys(tab: Tab, locale: Locale) -> dict[str, str]:
    """The keys of the tab's columns by folded header."""
    headers = locale.headers[tab.key]
    keys = {fold(alias): key for key, words in headers.items() for alias in words}
    # The header that a column is known by wins over another column's alias.
    return keys | {fold(words[0]): key for key, words in headers.items()}


def positions(headers: tuple[str, ...], tab: Tab, locale: Locale) -> dict[str, int]:
    """The first place, from 0, of each column of the tab among those headers."""
    keys = header_keys(tab, locale)
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        key = keys.get(fold(header))
        if key is not None:
            found.setdefault(key, index)
    return found
