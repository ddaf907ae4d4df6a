"""The public view: everything here may stand on the open web, and nothing else can.

Public builders import this module and no other one of the registry. Fields are public columns of
published rows, or follow from them; a test compares the fields with the schema. Choice fields
hold the code of the choice, dates are dates, blank text is ``""``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.dates import PartialDate
from registry.views.dated import FigureState, FreshUntil, Notice, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRef:
    """A published row or term that another one refers to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCoverage:
    """Which stations a row reaches."""

    everywhere: bool
    stations: tuple[PublicRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSettings:
    """Settings that steer the public output; ``public_base_url`` empty means no QR codes."""

    street_name: str
    street_code: str
    site_title: str
    public_base_url: str
    hotlines: tuple[str, ...]
    service_center: str
    complaint_channel: str
    copyright: str
    print_validity_days: int
    sample_notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTerm:
    """A term of a taxonomy, such as a group of people or a need dimension."""

    id: str
    taxonomy: str
    name: str
    aliases: tuple[str, ...]
    description: str
    parent: PublicRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOrganization:
    """Who is responsible or provides."""

    id: str
    name: str
    kind: PublicRef | None
    description: str
    address: str
    phone: str
    website: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStation:
    """One of the stations, or the studio."""

    id: str
    name: str
    kind: str
    residents_areas: tuple[str, ...]
    roads: str
    address: str
    opening_hours: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicContact:
    """A role with its office phone."""

    id: str
    stations: PublicCoverage
    role: str
    duty: str
    office_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDocument:
    """One document that a policy asks for."""

    id: str
    name: str
    document_source: str
    form: str
    copies: int | None
    needed_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBenefit:
    """One tier of a policy. Figures keep the sheet's digits; ``unit`` belongs to all of them."""

    id: str
    tier: str
    text: str
    kind: str
    amount: Decimal | None
    amount_min: Decimal | None
    amount_max: Decimal | None
    unit: str
    standard: PublicRef | None
    record: str
    as_of: PartialDate | None
    from_on: date | None
    to_on: date | None
    source: str
    state: FigureState
    turns: tuple[Turn, ...] = ()

    @property
    def has_figure(self) -> bool:
        """True when the tier states a figure of its own."""
        return any(value is not None for value in (self.amount, self.amount_min, self.amount_max))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPolicy:
    """A policy with its documents, its benefits (newest first) and what is related to it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    search_words: tuple[str, ...]
    category: PublicRef | None
    level: str
    area: str
    audiences: tuple[PublicRef, ...]
    legal_tiers: tuple[PublicRef, ...]
    need_dimensions: tuple[PublicRef, ...]
    support_kinds: tuple[PublicRef, ...]
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
    pegged_to: tuple[PublicRef, ...]
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
    replaced_by: PublicRef | None
    retired_reason: str
    alert: str
    verified_on: date | None
    retired: bool
    notices: tuple[Notice, ...]
    documents: tuple[PublicDocument, ...]
    benefits: tuple[PublicBenefit, ...]
    services: tuple[PublicRef, ...]
    resources: tuple[PublicRef, ...]
    fresh: FreshUntil | None = None
    phone_fresh: FreshUntil | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStandard:
    """One figure in one period."""

    id: str
    value: Decimal
    unit: str
    kind: str
    from_on: date
    to_on: date | None
    document: str
    document_number: str
    url: str
    source: str
    state: FigureState
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSeries:
    """A standard through the years, newest figure first, and the policies that move with it.

    ``figures`` are those that have begun; ``coming`` ones are announced, the next one first.
    """

    term: PublicTerm
    figures: tuple[PublicStandard, ...]
    coming: tuple[PublicStandard, ...] = ()
    policies: tuple[PublicRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicService:
    """The public part of something that advisors and partners do."""

    id: str
    name: str
    aliases: tuple[str, ...]
    audiences: tuple[PublicRef, ...]
    need_dimensions: tuple[PublicRef, ...]
    support_kinds: tuple[PublicRef, ...]
    content: str
    provider: PublicOrganization | None
    frequency: str
    response_time: str
    how_to_ask: str
    coverage: PublicCoverage
    policies: tuple[PublicRef, ...]
    resources: tuple[PublicRef, ...]
    source: str
    verified_on: date | None
    retired: bool
    fresh: FreshUntil | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicResource:
    """The public part of something concrete that a person can be linked to."""

    id: str
    name: str
    aliases: tuple[str, ...]
    category: PublicRef | None
    organization: PublicOrganization | None
    audiences: tuple[PublicRef, ...]
    need_dimensions: tuple[PublicRef, ...]
    support_kinds: tuple[PublicRef, ...]
    coverage: PublicCoverage
    content: str
    modes: tuple[str, ...]
    address: str
    opening_hours: str
    fee: str
    from_on: date | None
    to_on: date | None
    phone: str
    how_to_apply: str
    policies: tuple[PublicRef, ...]
    services: tuple[PublicRef, ...]
    source: str
    verified_on: date | None
    availability: str
    retired: bool
    to_come: bool = False
    fresh: FreshUntil | None = None
    phone_fresh: FreshUntil | None = None
    opening_hours_fresh: FreshUntil | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """All that the public may see, in the editor's order."""

    settings: PublicSettings
    terms: tuple[PublicTerm, ...]
    organizations: tuple[PublicOrganization, ...]
    stations: tuple[PublicStation, ...]
    contacts: tuple[PublicContact, ...]
    policies: tuple[PublicPolicy, ...]
    series: tuple[PublicSeries, ...]
    services: tuple[PublicService, ...]
    resources: tuple[PublicResource, ...]

    def taxonomy(self, name: str) -> tuple[PublicTerm, ...]:
        """The published terms of one taxonomy."""
        return tuple(term for term in self.terms if term.taxonomy == name)
