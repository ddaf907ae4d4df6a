"""Rows about the street itself."""

from __future__ import annotations

from dataclasses import dataclass

from registry.model.coverage import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of the street."""

    id: str
    value: str
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a taxonomy."""

    id: str
    taxonomy: str
    name: str
    aliases: tuple[str, ...]
    description: str
    parent: str
    status: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Who is responsible or provides."""

    id: str
    name: str
    kind: str
    description: str
    address: str
    phone: str
    website: str
    contact_person: str
    contact_mobile: str
    status: str
    row_visibility: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One of the stations, or the studio."""

    id: str
    name: str
    kind: str
    residents_areas: tuple[str, ...]
    roads: str
    address: str
    opening_hours: str
    phone: str
    liaison_notes: str
    status: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A role with a work phone; never a client."""

    id: str
    stations: Coverage
    role: str
    duty: str
    office_phone: str
    name: str
    mobile: str
    status: str
    row_visibility: str
    order: int | None
    internal_note: str
