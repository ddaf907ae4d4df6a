"""From rows of the model to entries of a view: public columns only, references resolved."""

from __future__ import annotations

from datetime import date

from registry.model import (
    Benefit,
    Contact,
    Policy,
    RequiredDocument,
    Resource,
    Service,
    Standard,
    Station,
    Term,
)
from registry.succession import successors
from registry.views.lookup import Lookup
from registry.views.public import (
    PublicBenefit,
    PublicContact,
    PublicDocument,
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicService,
    PublicStandard,
    PublicStation,
    PublicTerm,
)
from registry.views.related import has_ended


def term_entry(row: Term, lookup: Lookup) -> PublicTerm:
    """A term as everybody sees it."""
    return PublicTerm(
        id=row.id,
        taxonomy=row.taxonomy,
        name=row.name,
        aliases=row.aliases,
        description=row.description,
        parent=lookup.ref("terms", row.parent),
    )


def station_entry(row: Station) -> PublicStation:
    """A station as everybody sees it."""
    return PublicStation(
        id=row.id,
        name=row.name,
        kind=row.kind,
        residents_areas=row.residents_areas,
        roads=row.roads,
        address=row.address,
        opening_hours=row.opening_hours,
        phone=row.phone,
    )


def contact_entry(row: Contact, lookup: Lookup) -> PublicContact:
    """A role with its office phone, without the person."""
    return PublicContact(
        id=row.id,
        stations=lookup.coverage(row.stations),
        role=row.role,
        duty=row.duty,
        office_phone=row.office_phone,
    )


def document_entry(row: RequiredDocument) -> PublicDocument:
    """A document that a policy asks for."""
    return PublicDocument(
        id=row.id,
        name=row.name,
        document_source=row.document_source,
        form=row.form,
        copies=row.copies,
        needed_when=row.needed_when,
    )


def benefit_entry(
    row: Benefit, policy: Policy, next_from: date | None, lookup: Lookup
) -> PublicBenefit:
    """A tier of a policy, ``next_from`` being the first day of the one that comes after it."""
    return PublicBenefit(
        id=row.id,
        tier=row.tier,
        text=row.text,
        kind=row.kind,
        amount=row.amount,
        amount_min=row.amount_min,
        amount_max=row.amount_max,
        unit=row.unit,
        standard=lookup.ref("terms", row.standard),
        record=row.record,
        as_of=row.as_of,
        from_on=row.from_on,
        to_on=row.to_on,
        source=row.source,
        state=lookup.freshness.of_benefit(row, policy, next_from),
        turns=lookup.freshness.turns_of_benefit(row, policy, next_from),
    )


def standard_entry(row: Standard, next_from: date | None, lookup: Lookup) -> PublicStandard | None:
    """A dated figure with its document; ``None`` for a row that lacks the figure or the day."""
    if row.value is None or row.from_on is None:
        return None
    return PublicStandard(
        id=row.id,
        value=row.value,
        unit=row.unit,
        kind=row.kind,
        from_on=row.from_on,
        to_on=row.to_on,
        document=row.document,
        document_number=row.document_number,
        url=row.url,
        source=row.source,
        state=lookup.freshness.of_standard(row, next_from),
        turns=lookup.freshness.turns_of_standard(row, next_from),
    )


def policy_entry(row: Policy, lookup: Lookup) -> PublicPolicy:
    """A policy with its documents, benefits, related services and related resources."""
    benefits = _tiers(row, lookup)
    figure_states = tuple(benefit.state for benefit in benefits if benefit.has_figure)
    return PublicPolicy(
        id=row.id,
        name=row.name,
        aliases=row.aliases,
        search_words=row.search_words,
        category=lookup.ref("terms", row.category),
        level=row.level,
        area=row.area,
        audiences=lookup.refs("terms", row.audiences),
        legal_tiers=lookup.refs("terms", row.legal_tiers),
        need_dimensions=lookup.refs("terms", row.need_dimensions),
        support_kinds=lookup.refs("terms", row.support_kinds),
        summary=row.summary,
        who=row.who,
        eligibility=row.eligibility,
        process=row.process,
        time_limit=row.time_limit,
        fee=row.fee,
        apply_at=row.apply_at,
        decided_by=row.decided_by,
        phone=row.phone,
        complaint_phone=row.complaint_phone,
        combination=row.combination,
        not_required=row.not_required,
        separated_residence=row.separated_residence,
        pegged_to=lookup.refs("terms", row.pegged_to),
        confidence=row.confidence,
        legal_basis=row.legal_basis,
        source_title=row.source_title,
        source_url=row.source_url,
        source_grade=row.source_grade,
        other_sources=row.other_sources,
        as_of=row.as_of,
        issued_on=row.issued_on,
        effective_on=row.effective_on,
        expires_on=row.expires_on,
        replaced_by=lookup.ref("policies", row.replaced_by),
        retired_reason=row.retired_reason,
        alert=row.alert,
        verified_on=lookup.freshness.known(row.verified_on),
        retired=row.status == "retired",
        notices=lookup.freshness.notices(row, figure_states, lookup.settings.home_areas),
        documents=tuple(
            document_entry(document) for document in lookup.related.documents.get(row.id, ())
        ),
        benefits=benefits,
        services=services_of(row.id, lookup),
        resources=resources_of(row.id, lookup),
        fresh=lookup.fresh(row.verified_on, "review_days"),
        phone_fresh=lookup.fresh(
            row.verified_on, "phone_review_days", row.phone + row.complaint_phone
        ),
    )


def _tiers(policy: Policy, lookup: Lookup) -> tuple[PublicBenefit, ...]:
    """The tiers of a policy, without those that nobody had seen on the day of the view."""
    rows = lookup.related.benefits.get(policy.id, ())
    starts = {key: later.from_on for key, later in successors(rows).items()}
    return tuple(
        benefit_entry(row, policy, starts.get(row.id), lookup)
        for row in rows
        if lookup.freshness.has_seen(row.as_of)
    )


def services_of(policy: str, lookup: Lookup) -> tuple[PublicRef, ...]:
    """The services in use that name the policy; retired ones are no help to anybody."""
    return lookup.refs("services", lookup.related.services_of_policy.get(policy, ()))


def resources_of(policy: str, lookup: Lookup) -> tuple[PublicRef, ...]:
    """The resources in use that name the policy; ended ones are no help to anybody."""
    return lookup.refs("resources", lookup.related.resources_of_policy.get(policy, ()))


def users_of(resource: str, lookup: Lookup) -> tuple[PublicRef, ...]:
    """The services in use that work with the resource."""
    return lookup.refs("services", lookup.related.services_of_resource.get(resource, ()))


def service_entry(row: Service, lookup: Lookup) -> PublicService:
    """The public part of a service."""
    return PublicService(
        id=row.id,
        name=row.name,
        aliases=row.aliases,
        audiences=lookup.refs("terms", row.audiences),
        need_dimensions=lookup.refs("terms", row.need_dimensions),
        support_kinds=lookup.refs("terms", row.support_kinds),
        content=row.content,
        provider=lookup.organizations.get(row.provider),
        frequency=row.frequency,
        response_time=row.response_time,
        how_to_ask=row.how_to_ask,
        coverage=lookup.coverage(row.coverage),
        policies=lookup.refs("policies", row.policies),
        resources=lookup.refs("resources", row.resources),
        source=row.source,
        verified_on=lookup.freshness.known(row.verified_on),
        retired=row.status == "retired",
        fresh=lookup.fresh(row.verified_on, "review_days"),
    )


def resource_entry(row: Resource, lookup: Lookup) -> PublicResource:
    """The public part of a resource, with the services that use it."""
    day = lookup.freshness.as_of
    return PublicResource(
        id=row.id,
        name=row.name,
        aliases=row.aliases,
        category=lookup.ref("terms", row.category),
        organization=lookup.organizations.get(row.organization),
        audiences=lookup.refs("terms", row.audiences),
        need_dimensions=lookup.refs("terms", row.need_dimensions),
        support_kinds=lookup.refs("terms", row.support_kinds),
        coverage=lookup.coverage(row.coverage),
        content=row.content,
        modes=row.modes,
        address=row.address,
        opening_hours=row.opening_hours,
        fee=row.fee,
        from_on=row.from_on,
        to_on=row.to_on,
        phone=row.phone,
        how_to_apply=row.how_to_apply,
        policies=lookup.refs("policies", row.policies),
        services=users_of(row.id, lookup),
        source=row.source,
        verified_on=lookup.freshness.known(row.verified_on),
        availability="ended" if has_ended(row, day) else row.availability,
        retired=row.status == "retired",
        to_come=row.from_on is not None and row.from_on > day,
        fresh=lookup.fresh(row.verified_on, "resource_review_days"),
        phone_fresh=lookup.fresh(row.verified_on, "phone_review_days", row.phone),
        opening_hours_fresh=lookup.fresh(
            row.verified_on, "opening_hours_review_days", row.opening_hours
        ),
    )
