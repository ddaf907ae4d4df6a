"""The home page: it starts from trouble, not from the names of policies."""

from __future__ import annotations

from dataclasses import dataclass

from builders.public.page import Draft
from builders.public.press import Press
from registry.views.public import PublicPolicy, PublicRef

LARGE_GROUPS = 4
"""The service checklist of the street is organised by four groups; they come first."""

FIRST_POLICIES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline:
    """A number and what it is called."""

    number: str
    name: str


def home_page(press: Press) -> Draft:
    """The page that visitors see first."""
    settings = press.view.settings
    head = press.head(
        "home",
        "index.html",
        in_nav=True,
        title=settings.site_title,
        street=settings.street_name,
    )
    groups = press.view.taxonomy("audience")
    return press.draft(
        head,
        "home",
        first_groups=groups[:LARGE_GROUPS],
        other_groups=groups[LARGE_GROUPS:],
        needs=press.view.taxonomy("need_dimension"),
        categories=press.view.taxonomy("policy_category"),
        hotlines=hotlines(press),
        first_policies=press.cards.of(_first_policies(press)),
    )


def _first_policies(press: Press) -> tuple[PublicPolicy, ...]:
    """The first policy of each category, so that every kind of trouble is in sight."""
    firsts: dict[PublicRef | None, PublicPolicy] = {}
    for policy in press.catalog.policies:
        firsts.setdefault(policy.category, policy)
    return tuple(firsts.values())[:FIRST_POLICIES]


def hotlines(press: Press) -> tuple[Hotline, ...]:
    """The hotlines of the settings: number first, then a blank, then the name."""
    lines = (line.strip().partition(" ") for line in press.view.settings.hotlines)
    return tuple(Hotline(number=number, name=name.strip()) for number, _, name in lines if number)
