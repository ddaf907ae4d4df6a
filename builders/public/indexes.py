"""Indexes: by group, by need, by category, by name, and the lists of what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from builders.public.cards import Card, Listed
from builders.public.catalog import by_term
from builders.public.names import names_page
from builders.public.page import Draft
from builders.public.press import Press
from registry.views.public import (
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicTerm,
)

FOLDERS = {"audience": "g", "need_dimension": "n", "policy_category": "c"}
"""The folder of the pages of each taxonomy that has pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Cards under one heading; ``id`` is the anchor."""

    id: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A policy that is no longer to be applied for, and the one that stands in for it."""

    id: str
    name: str
    reason: str
    replaced_by: PublicRef | None


def index_pages(press: Press) -> Iterator[Draft]:
    """All index pages but those about standards and stations."""
    yield from _term_pages(press)
    yield names_page(press)
    yield _resources_page(press)
    yield _services_page(press)
    yield _retired_page(press)


def _term_pages(press: Press) -> Iterator[Draft]:
    catalog, categories = press.catalog, press.view.taxonomy("policy_category")
    policies = by_term(catalog.policies)
    services, resources = by_term(catalog.services), by_term(catalog.resources)
    for term in (*press.view.taxonomy("audience"), *press.view.taxonomy("need_dimension")):
        yield _term_page(
            term,
            by_category(policies.get(term.id, ()), categories, press),
            press,
            services=press.cards.of(services.get(term.id, ())),
            resources=press.cards.of(resources.get(term.id, ())),
        )
    for term in categories:
        rows = [policy for policy in catalog.policies if _is(policy.category, term)]
        shelf = Shelf(id="policies", name="", cards=press.cards.of(rows))
        yield _term_page(term, (shelf,) if rows else (), press)


def _term_page(
    term: PublicTerm,
    shelves: tuple[Shelf, ...],
    press: Press,
    *,
    services: tuple[Card, ...] = (),
    resources: tuple[Card, ...] = (),
) -> Draft:
    path = f"{FOLDERS[term.taxonomy]}/{term.id}.html"
    head = press.head(term.taxonomy, path, in_nav=True, name=term.name)
    return press.draft(
        head, "term", term=term, shelves=shelves, services=services, resources=resources
    )


def _is(ref: PublicRef | None, term: PublicTerm) -> bool:
    return ref is not None and ref.id == term.id


def by_category(
    policies: Iterable[PublicPolicy], categories: Collection[PublicTerm], press: Press
) -> tuple[Shelf, ...]:
    """Policies under their categories, in the editor's order; those without one come last."""
    rows: dict[str, list[PublicPolicy]] = {term.id: [] for term in categories}
    rest: list[PublicPolicy] = []
    for policy in policies:
        known = rows.get(policy.category.id) if policy.category else None
        (rest if known is None else known).append(policy)
    named = [(term.id, term.name, rows[term.id]) for term in categories]
    return _shelves([*named, ("other", press.words.say("pinyin.other"), rest)], press)


def _shelves(
    named: Iterable[tuple[str, str, Collection[Listed]]], press: Press
) -> tuple[Shelf, ...]:
    """The shelves of rows under ids and names, without those that nothing stands on."""
    return tuple(
        Shelf(id=anchor, name=name, cards=press.cards.of(rows))
        for anchor, name, rows in named
        if rows
    )


def _retired_page(press: Press) -> Draft:
    policies = tuple(
        Retired(id=row.id, name=row.name, reason=row.retired_reason, replaced_by=row.replaced_by)
        for row in press.catalog.retired
    )
    head = press.head("retired", "retired.html", in_nav=True)
    return press.draft(head, "retired", policies=policies)


def _resources_page(press: Press) -> Draft:
    named = [
        (term.id, term.name, _of_category(press.catalog.resources, term))
        for term in press.view.taxonomy("resource_category")
    ]
    head = press.head("resources", "resources.html", in_nav=True)
    return press.draft(head, "offers", shelves=_shelves(named, press))


def _of_category(resources: Iterable[PublicResource], term: PublicTerm) -> list[PublicResource]:
    return [resource for resource in resources if _is(resource.category, term)]


def _services_page(press: Press) -> Draft:
    """Services by group of people; one that helps several groups stands under the first."""
    tagged, placed = by_term(press.catalog.services), set[str]()
    named = []
    for term in press.view.taxonomy("audience"):
        rows = [service for service in tagged.get(term.id, ()) if service.id not in placed]
        placed |= {service.id for service in rows}
        named.append((term.id, term.name, rows))
    left = [service for service in press.catalog.services if service.id not in placed]
    named.append(("other", press.words.say("pinyin.other"), left))
    head = press.head("services", "services.html", in_nav=True)
    return press.draft(head, "offers", shelves=_shelves(named, press))
