"""The checked content of the sheet: typed, frozen, with the columns of every visibility.

Field names are the column keys of the schema; a test compares the two. Blank text is ``""``,
a blank figure or date is ``None``. No output is made from here: outputs are made from views.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.model.checklists import Resource, Service, Signal
from registry.model.coverage import Coverage
from registry.model.entitlements import Benefit, Policy, RequiredDocument, Standard
from registry.model.places import Contact, Organization, Setting, Station, Term
from registry.model.verdicts import LinkVerdict

Entry = (
    Setting
    | Term
    | Organization
    | Station
    | Contact
    | Policy
    | RequiredDocument
    | Benefit
    | Standard
    | Service
    | Resource
    | Signal
    | LinkVerdict
)
"""A row of any tab."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All rows that could be read, in the editor's order. ``settings`` maps key to value."""

    settings: tuple[Setting, ...] = ()
    terms: tuple[Term, ...] = ()
    organizations: tuple[Organization, ...] = ()
    stations: tuple[Station, ...] = ()
    contacts: tuple[Contact, ...] = ()
    policies: tuple[Policy, ...] = ()
    required_documents: tuple[RequiredDocument, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    standards: tuple[Standard, ...] = ()
    services: tuple[Service, ...] = ()
    resources: tuple[Resource, ...] = ()
    signals: tuple[Signal, ...] = ()
    links: tuple[LinkVerdict, ...] = ()


__all__ = [
    "Benefit",
    "Contact",
    "Coverage",
    "Entry",
    "LinkVerdict",
    "Organization",
    "Policy",
    "Registry",
    "RequiredDocument",
    "Resource",
    "Service",
    "Setting",
    "Signal",
    "Standard",
    "Station",
    "Term",
]
