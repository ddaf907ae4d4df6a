"""Rows about entitlements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """An entitlement or rule with a legal basis."""

    id: str
    name: str
    aliases: tuple[str, ...]
    search_words: tuple[str, ...]
    category: str
    level: str
    area: str
    audiences: tuple[str, ...]
    legal_tiers: tuple[str, ...]
    need_dimensions: tuple[str, ...]
    support_kinds: tuple[str, ...]
    summary: str
    who: str
    eligibility: tuple[str, ...]
    process: tuple[str, ...]
    time_limit: str
    fee: str
    apply_at: str
    decided_by: str
    phone: str
    complaint_phone: str
    combination: tuple[str, ...]
    not_required: tuple[str, ...]
    separated_residence: str
    pegged_to: tuple[str, ...]
    confidence: str
    legal_basis: tuple[str, ...]
    source_title: str
    source_url: str
    source_grade: str
    other_sources: tuple[str, ...]
    as_of: PartialDate | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    replaced_by: str
    retired_reason: str
    alert: str
    verified_on: date | None
    verified_by: str
    advisor_hint: str
    status: str
    row_visibility: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredDocument:
    """One document that one policy asks for."""

    id: str
    policy: str
    name: str
    document_source: str
    form: str
    copies: int | None
    needed_when: str
    status: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """One tier of one policy."""

    id: str
    policy: str
    tier: str
    text: str
    kind: str
    amount: Decimal | None
    amount_min: Decimal | None
    amount_max: Decimal | None
    unit: str
    standard: str
    record: str
    as_of: PartialDate | None
    from_on: date | None
    to_on: date | None
    source: str
    status: str
    order: int | None
    internal_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One figure in one period."""

    id: str
    series: str
    value: Decimal | None
    unit: str
    kind: str
    from_on: date | None
    to_on: date | None
    document: str
    document_number: str
    url: str
    source: str
    status: str
    order: int | None
    internal_note: str
