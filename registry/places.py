"""Where a cell really stands, when a sheet was put together from several or lies in a cloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from registry.diagnostics import Address, Diagnostic
from registry.snapshot import Part

Parts = Mapping[str, tuple[Part, ...]]
"""By the title of a tab: the sheets that it was put together from."""


def located(diagnostics: Iterable[Diagnostic], parts: Parts) -> tuple[Diagnostic, ...]:
    """The problems with addresses at which an editor finds them."""
    if not parts:
        return tuple(diagnostics)
    return tuple(
        replace(problem, address=address_in(problem.address, parts)) for problem in diagnostics
    )


def address_in(address: Address, parts: Parts) -> Address:
    """The address in the sheet that holds the cell; row or column are none where it has none."""
    if address.book:
        return address
    known = parts.get(address.tab, ())
    with_column = [part for part in known if _has(address.column, part.columns)]
    with_both = (part for part in with_column if _has(address.row, part.rows))
    part = next(with_both, with_column[0] if with_column else None)
    if part is None:
        return address
    row, column = _place(address.row, part.rows), _place(address.column, part.columns)
    found = address._replace(row=row, column=column, book=part.book)
    cell = found.cell or ("" if row is None else f"{row}:{row}")
    return found._replace(link=part.link + cell if part.link and cell else "")


def _has(number: int | None, places: Mapping[int, int] | None) -> bool:
    return number is None or places is None or number in places


def _place(number: int | None, places: Mapping[int, int] | None) -> int | None:
    return number if number is None or places is None else places.get(number)
