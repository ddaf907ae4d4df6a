"""Indexes: by group, by need, by category, by name, and the lists of what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from builders.public.catalog import by_term
from builders.public.page import Draft, Page
from builders.public.pinyin import initial, sorting_key
from builders.public.press import Press
from builders.wording import Wording
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
    yield from _term_pages(press)
    yield names_page(press)
    yield _resources_page(press)
    yield _services_page(press)
    head = press.head("retired", "retired.html", in_nav=True)
    yield press.draft(head, "retired", policies=press.catalog.retired)


def _term_pages(press: Press) -> Iterator[Draft]:
    catalog, categories = press.catalog, press.view.taxonomy("policy_category")
    policies = by_term(catalog.policies)
    services, resources = by_term(catalog.services), by_term(catalog.resources)
    for term in (*press.view.taxonomy("audience"), *press.view.taxonomy("need_dimension")):
        rows = policies.get(term.id, ())
        shown = {policy.category.id for policy in rows if policy.category}
        yield press.later(
            _term_head(term, press),
            "term",
            _with_shelves,
            term,
            tuple(category for category in categories if category.id in shown),
            rows,
            services.get(term.id, ()),
            resources.get(term.id, ()),
        )
    for term in categories:
        rows = tuple(policy for policy in catalog.policies if _is(policy.category, term))
        yield press.later(_term_head(term, press), "term", _with_policies, term, rows)


def _term_head(term: PublicTerm, press: Press) -> Page:
    path = f"{FOLDERS[term.taxonomy]}/{term.id}.html"
    return press.head(term.taxonomy, path, in_nav=True, name=term.name)


def _with_shelves(
    words: Wording,
    term: PublicTerm,
    categories: Sequence[PublicTerm],
    policies: Sequence[PublicPolicy],
    *offers: Sequence[object],
) -> dict[str, object]:
    services, resources = offers
    shelves = by_category(policies, categories, words)
    return {"term": term, "shelves": shelves, "services": services, "resources": resources}


def _with_policies(
    _: Wording, term: PublicTerm, policies: Sequence[PublicPolicy]
) -> dict[str, object]:
    return {"term": term, "shelves": _one(policies), "services": (), "resources": ()}


def _is(ref: PublicRef | None, term: PublicTerm) -> bool:
    return ref is not None and ref.id == term.id


def _one(policies: Sequence[PublicPolicy]) -> tuple[Shelf, ...]:
    return (Shelf(id="policies", name="", rows=policies),) if policies else ()


def by_category(
    policies: Iterable[PublicPolicy], categories: Collection[PublicTerm], words: Wording
) -> tuple[Shelf, ...]:
    """Policies under their categories, in the editor's order; those without one come last."""
    rows: dict[str, list[PublicPolicy]] = {term.id: [] for term in categories}
    rest: list[PublicPolicy] = []
    for policy in policies:
        known = rows.get(policy.category.id) if policy.category else None
        (rest if known is None else known).append(policy)
    shelves = [Shelf(id=term.id, name=term.name, rows=rows[term.id]) for term in categories]
    shelves.append(Shelf(id="other", name=words.say("pinyin.other"), rows=rest))
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
    tagged, placed = by_term(press.catalog.services), set[str]()
    shelves = []
    for term in press.view.taxonomy("audience"):
        rows = [service for service in tagged.get(term.id, ()) if service.id not in placed]
        placed |= {service.id for service in rows}
        shelves.append(Shelf(id=term.id, name=term.name, rows=rows))
    left = [service for service in press.catalog.services if service.id not in placed]
    shelves.append(Shelf(id="other", name=press.words.say("pinyin.other"), rows=left))
    head = press.head("services", "services.html", in_nav=True)
    return press.draft(head, "offers", shelves=[s for s in shelves if s.rows], kind="service")
