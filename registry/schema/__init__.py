"""The tabs and columns of the shared sheet, as data.

The one source for reading, checking, the workbook, the data dictionary and the exports.
Chinese titles, header aliases and notes of each column stand in ``locales/zh_CN.toml``.
"""

from __future__ import annotations

from registry.schema.checklists import RESOURCES, SERVICES, SIGNALS
from registry.schema.choices import CHOICES
from registry.schema.columns import Column, Kind, Tab, Visibility
from registry.schema.entitlements import BENEFITS, POLICIES, REQUIRED_DOCUMENTS, STANDARDS
from registry.schema.places import CONTACTS, ORGANIZATIONS, SETTINGS, STATIONS, TERMS
from registry.schema.verdicts import LINKS

TABS: tuple[Tab, ...] = (
    SETTINGS,
    TERMS,
    ORGANIZATIONS,
    STATIONS,
    CONTACTS,
    POLICIES,
    REQUIRED_DOCUMENTS,
    BENEFITS,
    STANDARDS,
    SERVICES,
    RESOURCES,
    SIGNALS,
)
"""The tabs of every sheet."""

ALL_TABS: tuple[Tab, ...] = (*TABS, LINKS)
"""With those that a sheet may lack."""


def tab(key: str) -> Tab:
    """The tab of that key; raises ``KeyError`` where there is none."""
    for candidate in ALL_TABS:
        if candidate.key == key:
            return candidate
    raise KeyError(key)


__all__ = ["ALL_TABS", "CHOICES", "TABS", "Column", "Kind", "Tab", "Visibility", "tab"]
