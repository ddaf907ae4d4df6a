"""The view of one station: what its printed lists may show, and nothing of any other station.

A station entry contains the entry that the public has, or would have if the row were public:
``internal`` marks rows that the public output never shows. Office columns are in no class here.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.views.public import (
    PublicContact,
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicSeries,
    PublicService,
    PublicSettings,
    PublicStation,
    PublicTerm,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPlace:
    """The station itself with the notes for whoever works there."""

    public: PublicStation
    liaison_notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StationContact:
    """A work contact with name and mobile."""

    public: PublicContact
    internal: bool
    name: str
    mobile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPolicy:
    """A policy with the hint for advisors."""

    public: PublicPolicy
    internal: bool
    advisor_hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StationService:
    """A service with its red flags and internal procedure."""

    public: PublicService
    internal: bool
    red_flag: str
    internal_procedure: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationResource:
    """A resource with capacity, liaison and the way to refer."""

    public: PublicResource
    internal: bool
    capacity: str
    liaison: str
    liaison_phone: str
    referral: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationSignal:
    """What to look for on a visit, how urgent it is and what to do first."""

    id: str
    need_dimension: PublicRef | None
    audiences: tuple[PublicRef, ...]
    observation: str
    question: str
    degree: str
    response_time: str
    first_step: str
    services: tuple[PublicRef, ...]
    policies: tuple[PublicRef, ...]
    duty_to_report: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StationView:
    """All that one station may see: the rows that cover it, in the editor's order."""

    settings: PublicSettings
    terms: tuple[PublicTerm, ...]
    place: StationPlace
    contacts: tuple[StationContact, ...]
    policies: tuple[StationPolicy, ...]
    series: tuple[PublicSeries, ...]
    services: tuple[StationService, ...]
    resources: tuple[StationResource, ...]
    signals: tuple[StationSignal, ...]

    def taxonomy(self, name: str) -> tuple[PublicTerm, ...]:
        """The terms of one taxonomy."""
        return tuple(term for term in self.terms if term.taxonomy == name)
