"""The addresses of pages that stand in the sheet, and what people found about them."""

from __future__ import annotations

from registry.links.places import Link, LinkPlace, links, page_key
from registry.links.verdicts import Judgement, judgements, unfinished

__all__ = ["Judgement", "Link", "LinkPlace", "judgements", "links", "page_key", "unfinished"]
