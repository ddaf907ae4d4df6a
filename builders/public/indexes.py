"""Indexes: by group, by need, by category, by name, and the lists of what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builders.public.catalog import tagged
from builders.public.page import Draft
from builders.public.pinyin import initial, sorting_key
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
    """Rows under one heading; ``id`` is the anchor."""

    id: str
    name: str
    rows: Sequence[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntry:
    """A name, the policy that bears it, and the other policies that people mean by it."""

    name: str
    own: PublicPolicy | None
    others: tuple[PublicPolicy, ...]


def index_pages(press: Press) -> Iterator[Draft]:
    """All index pages but those about standards and stations."""
    for taxonomy in FOLDERS:
        for term in press.view.taxonomy(taxonomy):
            yield _term_page(term, press)
    yield names_page(press)
    yield _resources_page(press)
    yield _services_page(press)
    head = press.head("retired", "retired.html", in_nav=True)
    yield press.draft(head, "retired", policies=press.catalog.retired)


def _term_page(term: PublicTerm, press: Press) -> Draft:
    path = f"{FOLDERS[term.taxonomy]}/{term.id}.html"
    head = press.head(term.taxonomy, path, in_nav=True, name=term.name)
    if term.taxonomy == "policy_category":
        policies = tuple(p for p in press.catalog.policies if _is(p.category, term))
        return press.draft(
            head, "term", term=term, shelves=_one(policies), services=(), resources=()
        )
    return press.draft(
        head,
        "term",
        term=term,
        shelves=by_category(tagged(press.catalog.policies, term.id), press),
        services=tagged(press.catalog.services, term.id),
        resources=tagged(press.catalog.resources, term.id),
    )


def _is(ref: PublicRef | None, term: PublicTerm) -> bool:
    return ref is not None and ref.id == term.id


def _one(policies: Sequence[PublicPolicy]) -> tuple[Shelf, ...]:
    return (Shelf(id="policies", name="", rows=policies),) if policies else ()


def by_category(policies: Iterable[PublicPolicy], press: Press) -> tuple[Shelf, ...]:
    """Policies under their categories, in the editor's order; those without one come last."""
    policies = tuple(policies)
    shelves = [
        Shelf(id=term.id, name=term.name, rows=[p for p in policies if _is(p.category, term)])
        for term in press.view.taxonomy("policy_category")
    ]
    known = {term.id for term in press.view.taxonomy("policy_category")}
    rest = [p for p in policies if p.category is None or p.category.id not in known]
    shelves.append(Shelf(id="other", name=press.words.say("pinyin.other"), rows=rest))
    return tuple(shelf for shelf in shelves if shelf.rows)


def names_page(press: Press) -> Draft:
    """All names of policies, old and popular ones included, by the first letter of the pinyin."""
    entries = sorted(
        _entries(press.view.policies), key=lambda entry: sorting_key(entry.name, press.words)
    )
    letters: dict[str, list[NameEntry]] = {}
    for entry in entries:
        letters.setdefault(initial(entry.name, press.words), []).append(entry)
    shelves = tuple(
        Shelf(
            id=f"letter-{letter or 'other'}",
            name=letter or press.words.say("pinyin.other"),
            rows=rows,
        )
        for letter, rows in letters.items()
    )
    return press.draft(press.head("names", "names.html", in_nav=True), "names", shelves=shelves)


def _entries(policies: Iterable[PublicPolicy]) -> Iterator[NameEntry]:
    meant: dict[str, list[PublicPolicy]] = {}
    for policy in policies:
        for name in dict.fromkeys((policy.name, *policy.aliases)):
            meant.setdefault(name, []).append(policy)
    for name, found in meant.items():
        own = next((policy for policy in found if policy.name == name), None)
        yield NameEntry(name=name, own=own, others=tuple(p for p in found if p is not own))


def _resources_page(press: Press) -> Draft:
    shelves = [
        Shelf(id=term.id, name=term.name, rows=_of_category(press.catalog.resources, term))
        for term in press.view.taxonomy("resource_category")
    ]
    head = press.head("resources", "resources.html", in_nav=True)
    return press.draft(head, "offers", shelves=[s for s in shelves if s.rows], kind="resource")


def _of_category(resources: Iterable[PublicResource], term: PublicTerm) -> list[PublicResource]:
    return [resource for resource in resources if _is(resource.category, term)]


def _services_page(press: Press) -> Draft:
    """Services by group of people; one that helps several groups stands under the first."""
    left = list(press.catalog.services)
    shelves = []
    for term in press.view.taxonomy("audience"):
        rows = tagged(left, term.id)
        placed = {service.id for service in rows}
        left = [service for service in left if service.id not in placed]
        shelves.append(Shelf(id=term.id, name=term.name, rows=rows))
    shelves.append(Shelf(id="other", name=press.words.say("pinyin.other"), rows=left))
    head = press.head("services", "services.html", in_nav=True)
    return press.draft(head, "offers", shelves=[s for s in shelves if s.rows], kind="service")
