"""Rows in work as if they were approved: in a preview only, never on the way to a publication."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TypeVar

from registry.model import Entry, Registry

_IN_WORK = ("draft", "pending")
_T = TypeVar("_T")
_changed: Callable[..., Entry] = replace
_renewed: Callable[..., Registry] = replace


def with_drafts(registry: Registry) -> Registry:
    """The registry with its drafts and pending rows approved; the same one where there are none.

    A row that is internal stays internal.
    """
    changed = {}
    for field in fields(registry):
        rows: tuple[Entry, ...] = getattr(registry, field.name)
        if any(map(is_in_work, rows)):
            changed[field.name] = tuple(map(_approved, rows))
    return _renewed(registry, **changed) if changed else registry


def is_in_work(row: Entry) -> bool:
    """True for a row that nobody has approved yet."""
    return getattr(row, "status", "") in _IN_WORK


def _approved(row: Entry) -> Entry:
    return _changed(row, status="approved") if is_in_work(row) else row


def differing(drafted: Mapping[str, _T], plain: Mapping[str, _T]) -> frozenset[str]:
    """The names of pages that the drafts change, or that are only there because of them."""
    return frozenset(name for name, one in drafted.items() if plain.get(name) != one)
