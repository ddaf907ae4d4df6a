"""All pages of the public site, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builders.editions import Edition
from builders.public.changes import changes_page
from builders.public.home import home_page
from builders.public.indexes import index_pages
from builders.public.offers import resource_page, service_page
from builders.public.page import Draft, Page
from builders.public.policy import policy_page
from builders.public.press import Press, make_press
from builders.public.standards import standards_page
from builders.public.stations import station_page, stations_page
from registry.changes import ChangeSet
from registry.views.public import PublicView

HOME = "index.html"


def content_pages(view: PublicView, history: tuple[ChangeSet, ...]) -> tuple[Page, ...]:
    """Every page but the one about editions. ``history`` holds the newest change set first."""
    press = make_press(view)
    return tuple(press.print(draft) for draft in content_drafts(press, history))


def content_drafts(press: Press, history: tuple[ChangeSet, ...]) -> Iterator[Draft]:
    """The same pages before their bodies are made."""
    yield home_page(press)
    yield press.draft(press.head("search", "search.html", in_nav=True), "search")
    yield from index_pages(press)
    yield standards_page(press)
    yield stations_page(press)
    yield changes_page(history, press)
    for policy in press.view.policies:
        yield policy_page(policy, press)
    for resource in press.view.resources:
        yield resource_page(resource, press)
    for service in press.view.services:
        yield service_page(service, press)
    for station in press.view.stations:
        yield station_page(station, press)


def editions_draft(
    heads: tuple[Page, ...], editions: Mapping[str, Edition], library: Edition, press: Press
) -> Draft:
    """The page that lists the editions of all others; a page without one is our defect."""
    return press.draft(
        press.head("editions", "editions.html", in_nav=True),
        "editions",
        rows=tuple((head.path, head.title, str(editions[head.path])) for head in heads),
        library=str(library),
    )


def sign(page: Page, edition: Edition | None, library: Edition, press: Press) -> Page:
    """The page with its edition at the foot.

    The library's edition stands only on the home page and on the page about editions.
    """
    whole = library if page.path == HOME or edition is None else None
    foot = press.print(press.draft(replace(page, body=""), "foot", edition=edition, library=whole))
    return replace(page, body=page.body + foot.body)


def finish_pages(
    pages: Iterable[Page], editions: Mapping[str, Edition], library: Edition, view: PublicView
) -> tuple[Page, ...]:
    """The pages signed with their editions, by path, and the page that lists the editions."""
    press = make_press(view)
    pages = tuple(pages)
    listing = press.print(editions_draft(pages, editions, library, press))
    signed = (sign(page, editions[page.path], library, press) for page in pages)
    return (*signed, sign(listing, None, library, press))
