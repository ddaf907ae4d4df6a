"""The rows in use on the day, found by what they belong to, and who answers for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from registry.due.items import Outlook, Subject
from registry.model import Benefit, Organization, Policy, Registry, Resource, Service, Standard

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """Approved rows only: what is not published needs no verification yet, or none any more.

    ``standards`` are by series, the oldest first; ``benefits`` by policy and ``tiers`` by the
    series that they refer to, those of the newest record; ``pegged`` are policies by series.
    """

    outlook: Outlook
    policies: Mapping[str, Policy]
    services: tuple[Service, ...]
    resources: tuple[Resource, ...]
    organizations: Mapping[str, Organization]
    series_names: Mapping[str, str]
    standards: Mapping[str, tuple[Standard, ...]]
    benefits: Mapping[str, tuple[Benefit, ...]]
    tiers: Mapping[str, tuple[Benefit, ...]]
    pegged: Mapping[str, tuple[Policy, ...]]

    def of_policy(self, policy: Policy) -> Subject:
        """A policy: whoever decides about it answers for it."""
        return Subject(
            tab="policies",
            id=policy.id,
            name=policy.name,
            responsible=policy.decided_by,
            contact=policy.phone,
            verified_on=policy.verified_on,
            verified_by=policy.verified_by,
        )

    def of_benefit(self, benefit: Benefit, policy: Policy) -> Subject:
        """A tier, verified with its policy or seen on the first day that its own date may mean."""
        seen = None if benefit.as_of is None else benefit.as_of.first_day
        # A day to come, such as that of a figure announced, is no day of verification.
        known = [day for day in (policy.verified_on, seen, benefit.from_on) if day is not None]
        past = [day for day in known if day <= self.outlook.as_of]
        return Subject(
            tab="benefits",
            id=benefit.id,
            name=benefit.tier,
            of=policy.name,
            responsible=policy.decided_by,
            contact=policy.phone,
            verified_on=max(past, default=None),
            verified_by=policy.verified_by,
        )

    def of_service(self, service: Service) -> Subject:
        """A service: its provider answers for it."""
        return Subject(
            tab="services",
            id=service.id,
            name=service.name,
            responsible=self._name(service.provider),
            contact=self._contact(service.provider),
            verified_on=service.verified_on,
            verified_by=service.verified_by,
        )

    def of_resource(self, resource: Resource) -> Subject:
        """A resource: its organization answers for it, the stations' liaison is asked first."""
        liaison = _joined(resource.liaison, resource.liaison_phone)
        return Subject(
            tab="resources",
            id=resource.id,
            name=resource.name,
            responsible=self._name(resource.organization),
            contact=liaison or self._contact(resource.organization),
            verified_on=resource.verified_on,
            verified_by=resource.verified_by,
        )

    def _name(self, organization: str) -> str:
        found = self.organizations.get(organization)
        return "" if found is None else found.name

    def _contact(self, organization: str) -> str:
        found = self.organizations.get(organization)
        if found is None:
            return ""
        return _joined(found.contact_person, found.contact_mobile) or found.phone


def street_on(registry: Registry, outlook: Outlook) -> Street:
    """The rows of a registry that are in use on the day of the outlook."""
    policies = {row.id: row for row in registry.policies if row.status == "approved"}
    newest = [
        row
        for row in registry.benefits
        if row.status == "approved" and row.record == "latest" and row.policy in policies
    ]
    figures = [row for row in registry.standards if row.status == "approved" and row.from_on]
    figures.sort(key=lambda row: row.from_on or date.min)
    return Street(
        outlook=outlook,
        policies=policies,
        services=tuple(row for row in registry.services if row.status == "approved"),
        resources=tuple(
            row
            for row in registry.resources
            if row.status == "approved" and row.availability != "ended"
        ),
        organizations={row.id: row for row in registry.organizations},
        series_names={row.id: row.name for row in registry.terms},
        standards=_grouped((row.series, row) for row in figures),
        benefits=_grouped((row.policy, row) for row in newest),
        tiers=_grouped((row.standard, row) for row in newest if row.standard),
        pegged=_grouped((key, row) for row in policies.values() for key in row.pegged_to),
    )


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
