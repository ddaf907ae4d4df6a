"""Rows behind the advisors' three checklists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.model.coverage import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something advisors and partners do."""

    id: str
    name: str
    aliases: tuple[str, ...]
    audiences: tuple[str, ...]
    need_dimensions: tuple[str, ...]
    support_kinds: tuple[str, ...]
    content: str
    provider: str
    frequency: str
    response_time: str
    how_to_ask: str
    coverage: Coverage
    policies: tuple[str, ...]
    resources: tuple[str, ...]
    source: str
    verified_on: date | None
    red_flag: str
    internal_procedure: tuple[str, ...]
    verified_by: str
    status: str
    row_visibility: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something concrete a station can link a person to."""

    id: str
    name: str
    aliases: tuple[str, ...]
    category: str
    organization: str
    audiences: tuple[str, ...]
    need_dimensions: tuple[str, ...]
    support_kinds: tuple[str, ...]
    coverage: Coverage
    content: str
    modes: tuple[str, ...]
    address: str
    opening_hours: str
    fee: str
    from_on: date | None
    to_on: date | None
    phone: str
    how_to_apply: str
    policies: tuple[str, ...]
    source: str
    verified_on: date | None
    capacity: str
    liaison: str
    liaison_phone: str
    referral: tuple[str, ...]
    verified_by: str
    availability: str
    status: str
    row_visibility: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What to look for on a visit."""

    id: str
    need_dimension: str
    audiences: tuple[str, ...]
    observation: str
    question: str
    degree: str
    response_time: str
    first_step: str
    services: tuple[str, ...]
    policies: tuple[str, ...]
    duty_to_report: str
    source: str
    status: str
    order: int | None
    internal_note: str
