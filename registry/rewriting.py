"""The registry with other texts in one column, to see what depends on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from registry import schema
from registry.model import Coverage, Registry
from registry.schema import CHOICES, Column, Kind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Row = TypeVar("_Row", bound="DataclassInstance")

_SIGN = "\u3013"
_LISTS = frozenset({Kind.WORDS, Kind.LINES})
_ONE = frozenset({Kind.TERM, Kind.REFERENCE})
_FIRST = {Kind.DATE: date(2000, 1, 1), Kind.NUMBER: Decimal(1), Kind.INTEGER: 1}
"""What goes into a cell that has nothing."""


def has_column(tab: str, column: str) -> bool:
    """True where the sheet of today has that column."""
    return any(one.key == tab and any(c.key == column for c in one.columns) for one in schema.TABS)


def rewritten(registry: Registry, tab: str, column: str) -> Registry:
    """The registry with another value in that column of every row of the tab.

    Each value is one that could stand there, so that every view can be made of it.
    """
    found = schema.tab(tab).column(column)
    rows = {tab: tuple(_other_row(row, found) for row in getattr(registry, tab))}
    return replace(registry, **rows)


def _other_row(row: _Row, column: Column) -> _Row:
    changes: dict[str, object] = {column.key: _other(getattr(row, column.key), column)}
    return replace(row, **changes)


def _other(value: object, column: Column) -> object:
    """A filled cell gets another value of its kind; a blank one a text, a figure or a day."""
    match value:
        case Coverage(everywhere=everywhere):
            return Coverage(everywhere=not everywhere)
        case date():
            return value + timedelta(days=1)
        case int() | Decimal():
            return value + 1
        case tuple():
            return _other_list(value, column)
        case str():
            return _other_text(value, column)
    return _FIRST.get(column.kind) if value is None else None


def _other_list(value: tuple[object, ...], column: Column) -> tuple[object, ...]:
    if column.kind in _LISTS:
        return (*value, _SIGN)
    codes = CHOICES.get(column.of, ()) if column.kind is Kind.CHOICES else ()
    return codes if not value else ()


def _other_text(value: str, column: Column) -> str:
    if column.kind is Kind.CHOICE:
        return next(code for code in CHOICES[column.of] if code != value)
    return "" if column.kind in _ONE else value + _SIGN
