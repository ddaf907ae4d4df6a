"""All pages of the public site, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builders.editions import Edition
from builders.public.changes import changes_page
from builders.public.home import home_page
from builders.public.indexes import index_pages
from builders.public.offers import resource_page, service_page
from builders.public.page import Page
from builders.public.policy import policy_page
from builders.public.press import Press, make_press
from builders.public.standards import standards_page
from builders.public.stations import station_page, stations_page
from registry.changes import ChangeSet
from registry.views.public import PublicView


def content_pages(view: PublicView, history: tuple[ChangeSet, ...]) -> tuple[Page, ...]:
    """Every page but the one about editions. ``history`` holds the newest change set first."""
    return tuple(_content_pages(make_press(view), history))


def _content_pages(press: Press, history: tuple[ChangeSet, ...]) -> Iterator[Page]:
    yield home_page(press)
    yield press.fill(press.head("search", "search.html", in_nav=True), "search")
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


def finish_pages(
    pages: Iterable[Page], editions: Mapping[str, Edition], library: Edition, view: PublicView
) -> tuple[Page, ...]:
    """The pages with their edition lines, and the page that lists the editions.

    ``editions`` is by path; a page without one is our defect. The library's edition stands only
    on the home page and on the page about editions.
    """
    press = make_press(view)
    pages = tuple(pages)
    listing = press.fill(
        press.head("editions", "editions.html", in_nav=True),
        "editions",
        rows=tuple((page, editions[page.path]) for page in pages),
        library=library,
    )
    finished = (
        _signed(page, editions[page.path], library if page.path == "index.html" else None, press)
        for page in pages
    )
    return (*finished, _signed(listing, None, library, press))


def _signed(page: Page, edition: Edition | None, library: Edition | None, press: Press) -> Page:
    foot = press.fill(page, "foot", edition=edition, library=library)
    return replace(page, body=page.body + foot.body)
