"""What is due of single rows: the whole row, its telephone numbers, hours, figures and end.

The sheet has one day of verification for a row; each kind of fact in it has a budget of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from registry.due.items import DueItem, Subject
from registry.due.street import Street
from registry.model import Benefit, Policy, Resource

_GRAVE = ("overdue", "never")


def row_items(street: Street) -> Iterator[DueItem]:
    """Everything that is due of policies, services and resources, in the order of the sheet."""
    for policy in street.policies.values():
        yield from _of_policy(policy, street)
    outlook = street.outlook
    for service in street.services:
        subject = street.of_service(service)
        yield from outlook.counted(subject, "service", "verified_on", outlook.settings.review_days)
    for resource in street.resources:
        yield from _of_resource(resource, street)


def _of_policy(policy: Policy, street: Street) -> Iterator[DueItem]:
    outlook, subject = street.outlook, street.of_policy(policy)
    budgets = outlook.settings
    end = DueItem(subject=subject, fact="period", column="expires_on", reason="over")
    phones = {"phone": policy.phone, "complaint_phone": policy.complaint_phone}
    parts = _counted(street, subject, phones, budgets.phone_review_days)
    for benefit in street.benefits.get(policy.id, ()):
        parts += _of_benefit(benefit, policy, street)
    yield from _gravest(
        outlook.ending(end, policy.expires_on),
        outlook.counted(subject, "policy", "verified_on", budgets.review_days),
        parts,
    )


def _of_resource(resource: Resource, street: Street) -> Iterator[DueItem]:
    outlook, subject = street.outlook, street.of_resource(resource)
    budgets = outlook.settings
    end = DueItem(subject=subject, fact="period", column="to_on", reason="over")
    phones = {"phone": resource.phone, "liaison_phone": resource.liaison_phone}
    parts = _counted(street, subject, phones, budgets.phone_review_days)
    if resource.opening_hours:
        days = budgets.opening_hours_review_days
        parts += outlook.counted(subject, "opening_hours", "opening_hours", days)
    yield from _gravest(
        outlook.ending(end, resource.to_on),
        outlook.counted(subject, "resource", "verified_on", budgets.resource_review_days),
        parts,
    )


def _counted(
    street: Street, subject: Subject, phones: dict[str, str], budget: int
) -> tuple[DueItem, ...]:
    counted = street.outlook.counted
    return tuple(
        item
        for column, number in phones.items()
        if number
        for item in counted(subject, "phone", column, budget)
    )


def _of_benefit(benefit: Benefit, policy: Policy, street: Street) -> tuple[DueItem, ...]:
    """A figure of its own: until the day that a document names, else until its legal year ends."""
    outlook, subject = street.outlook, street.of_benefit(benefit, policy)
    item = DueItem(subject=subject, fact="figure", column=figure_column(benefit))
    if benefit.to_on is not None:
        return outlook.ending(replace(item, reason="ended"), benefit.to_on)
    is_pegged = benefit.standard in street.standards
    if is_pegged or not has_figure(benefit) or subject.verified_on is None:
        return ()
    last_day = outlook.last_day_of_legal_year(subject.verified_on)
    return outlook.ending(replace(item, reason="lapsed"), last_day)


def has_figure(benefit: Benefit) -> bool:
    """True for a tier that states a figure itself."""
    return figure_column(benefit) != "text"


def figure_column(benefit: Benefit) -> str:
    """The column of a tier that states its figure; that of its text where it states none."""
    figures = {
        "amount": benefit.amount,
        "amount_min": benefit.amount_min,
        "amount_max": benefit.amount_max,
    }
    return next((key for key, figure in figures.items() if figure is not None), "text")


def _gravest(
    end: tuple[DueItem, ...], whole: tuple[DueItem, ...], parts: tuple[DueItem, ...]
) -> tuple[DueItem, ...]:
    """A row that is over, or due as a whole, is told once: its parts are verified with it."""
    for items in (end, whole):
        if items and items[0].state in _GRAVE:
            return items
    return (*end, *whole, *parts)
