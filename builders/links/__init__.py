"""The check of links: every address of the sheet asked, and told to people; nothing is changed.

What a server says is evidence for a person: it takes no page from the site and no row from a list.
"""

from __future__ import annotations

from builders.links.book import links_bytes
from builders.links.limits import Limits
from builders.links.listing import LinkCell, LinkLine, LinkList, link_list, told
from builders.links.report import data, lines, summary

__all__ = [
    "Limits",
    "LinkCell",
    "LinkLine",
    "LinkList",
    "data",
    "lines",
    "link_list",
    "links_bytes",
    "summary",
    "told",
]
