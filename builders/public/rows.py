"""Which rows of the sheet a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from builders.public.page import Draft

_Ids = frozenset[str]


class RowsShown:
    """Finds the ids of the rows behind drafts; each row is gone through once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, _Ids]] = {}

    def on(self, draft: Draft) -> _Ids:
        """The ids of all rows that the page is made from, or names."""
        return self._in(draft.matter)

    def _in(self, value: object) -> _Ids:
        match value:
            case str() | bytes():
                return frozenset()
            case Mapping():
                return self._in_all(value.values())
            case Iterable():
                return self._in_all(value)
            case _ if is_dataclass(value):
                return self._in_row(value)
            case _:
                return frozenset()

    def _in_all(self, values: Iterable[object]) -> _Ids:
        return frozenset[str]().union(*map(self._in, values))

    def _in_row(self, row: object) -> _Ids:
        known = self._known.get(id(row))
        if known is None:
            own = getattr(row, "id", None)
            parts = self._in_all(getattr(row, name) for name in _names(row))
            known = row, parts | ({own} if isinstance(own, str) else set())
            self._known[id(row)] = known
        return known[1]


def _names(row: object) -> list[str]:
    return [field.name for field in fields(row)] if is_dataclass(row) else []
