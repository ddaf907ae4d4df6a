"""A view as plain texts: what the ledger keeps and what changes are told from.

Each entry becomes a mapping of column key to the words a person would read. Values that follow
from the day (banners, the state of a figure) are left out: they are no change of the content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import Field, fields
from datetime import date
from decimal import Decimal
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from registry import schema
from registry.changes import Entries
from registry.dates import PartialDate
from registry.locale import load_locale
from registry.schema import Column, Kind
from registry.views.public import (
    PublicContact,
    PublicCoverage,
    PublicOrganization,
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicSeries,
    PublicService,
    PublicSettings,
    PublicStation,
    PublicTerm,
    PublicView,
)
from registry.views.station import (
    StationContact,
    StationPlace,
    StationPolicy,
    StationResource,
    StationService,
    StationView,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Entry = tuple[str, dict[str, str]]
_Public = (
    PublicContact
    | PublicOrganization
    | PublicPolicy
    | PublicResource
    | PublicService
    | PublicStation
    | PublicTerm
)
_Station = StationContact | StationPlace | StationPolicy | StationResource | StationService


def public_entries(view: PublicView) -> Entries:
    """The public view by entry address, such as ``policies/P001``."""
    return dict(
        [
            *_settings(view.settings),
            *(_plain("terms", row) for row in view.terms),
            *(_plain("organizations", row) for row in view.organizations),
            *(_plain("stations", row) for row in view.stations),
            *(_plain("contacts", row) for row in view.contacts),
            *(entry for row in view.policies for entry in _policy(row)),
            *(entry for row in view.series for entry in _series(row)),
            *(_plain("services", row) for row in view.services),
            *(_plain("resources", row) for row in view.resources),
        ]
    )


def station_entries(view: StationView) -> Entries:
    """One station's view by entry address, station columns included."""
    return dict(
        [
            *_settings(view.settings),
            *(_plain("terms", row) for row in view.terms),
            ("stations/" + view.place.public.id, _with_station("stations", view.place)),
            *(("contacts/" + r.public.id, _with_station("contacts", r)) for r in view.contacts),
            *(entry for row in view.policies for entry in _policy(row.public)),
            *(_hint(row) for row in view.policies),
            *(entry for row in view.series for entry in _series(row)),
            *(("services/" + r.public.id, _with_station("services", r)) for r in view.services),
            *(("resources/" + r.public.id, _with_station("resources", r)) for r in view.resources),
            *(("signals/" + row.id, _texts("signals", row)) for row in view.signals),
        ]
    )


def shared_entries(view: StationView) -> Entries:
    """The public columns of a view that was made without internal rows."""
    return dict(
        [
            *_settings(view.settings),
            *(_plain("terms", row) for row in view.terms),
            _plain("stations", view.place.public),
            *(_plain("contacts", row.public) for row in view.contacts),
            *(entry for row in view.policies for entry in _policy(row.public)),
            *(entry for row in view.series for entry in _series(row)),
            *(_plain("services", row.public) for row in view.services),
            *(_plain("resources", row.public) for row in view.resources),
        ]
    )


def _settings(settings: PublicSettings) -> Iterator[_Entry]:
    words = load_locale()
    for setting in fields(settings):
        text = _text(getattr(settings, setting.name))
        if text:
            name = words.choice("setting", setting.name)
            yield f"settings/{setting.name}", {"name": name, "value": text}


def _plain(tab: str, row: _Public) -> _Entry:
    return f"{tab}/{row.id}", _texts(tab, row)


def _policy(row: PublicPolicy) -> Iterator[_Entry]:
    yield _plain("policies", row)
    for benefit in row.benefits:
        texts = _texts("benefits", benefit)
        yield f"benefits/{benefit.id}", {**texts, "name": f"{row.name} {benefit.tier}"}
    for document in row.documents:
        texts = _texts("required_documents", document)
        yield f"required_documents/{document.id}", {**texts, "name": f"{row.name} {document.name}"}


def _series(row: PublicSeries) -> Iterator[_Entry]:
    for figure in (*row.coming, *row.figures):
        yield f"standards/{figure.id}", {**_texts("standards", figure), "name": row.term.name}


def _with_station(tab: str, entry: _Station) -> dict[str, str]:
    return {**_texts(tab, entry.public), **_texts(tab, entry)}


def _hint(entry: StationPolicy) -> _Entry:
    return f"hints/{entry.public.id}", {"name": entry.public.name, **_texts("policies", entry)}


def _texts(tab: str, row: DataclassInstance) -> dict[str, str]:
    keys, readers, values = _columns(tab, type(row))
    texts = {}
    for key, read, value in zip(keys, readers, values(row), strict=True):
        text = value if read is None else read(value)
        if text:
            texts[key] = text
    return texts


_Reader = Callable[[Any], str]


@cache
def _columns(
    tab: str, entry: type[DataclassInstance]
) -> tuple[tuple[str, ...], tuple[_Reader | None, ...], Callable[[object], tuple[Any, ...]]]:
    """The columns of a tab that such an entry shows, how each is read, and what takes them.

    Those that are texts already are not read.
    """
    columns = {column.key: column for column in schema.tab(tab).columns}
    shown = [field for field in fields(entry) if field.name in columns]
    readers = tuple(_reader(columns[field.name], field) for field in shown)
    names = [field.name for field in shown]
    take = attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),)
    return tuple(names), readers, take


def _reader(column: Column, field: Field[Any]) -> _Reader | None:
    words = load_locale()
    if column.kind is Kind.CHOICE:
        return partial(words.choice, column.of)
    if column.kind is Kind.CHOICES:
        return lambda codes: "\u3001".join(words.choice(column.of, code) for code in codes)
    if column.kind is Kind.LINES:
        return "\n".join
    return None if field.type == "str" else _text


def _text(value: object) -> str:
    return _WORDS[type(value)](value)


def _joined(values: Iterable[object]) -> str:
    return "\u3001".join(map(_text, values)) if values else ""


def _coverage(coverage: PublicCoverage) -> str:
    return load_locale().everywhere[0] if coverage.everywhere else _joined(coverage.stations)


_BY_KIND: tuple[tuple[tuple[type, ...], _Reader], ...] = (
    ((str, int, PartialDate), str),
    ((PublicRef, PublicOrganization), attrgetter("name")),
    ((PublicCoverage,), _coverage),
    ((date,), date.isoformat),
    ((Decimal,), "{:f}".format),
    ((tuple,), _joined),
)


class _Words(dict[type, _Reader]):
    """How a value of each type reads; one of a type that nobody reads is blank, as ``None`` is."""

    def __missing__(self, kind: type) -> _Reader:
        readers = (read for kinds, read in _BY_KIND if issubclass(kind, kinds))
        self[kind] = next(readers, lambda _: "")
        return self[kind]


_WORDS = _Words()
