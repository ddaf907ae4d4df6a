"""The short labels on cards: what a reader must know before opening the page."""

from __future__ import annotations

from builders.wording import Wording
from registry.views.public import PublicCoverage, PublicPolicy, PublicResource, PublicService

MOST_STATIONS_NAMED = 2
"""More names than this do not fit on a card."""

_TOLD_ON_CARDS = ("retired", "expired", "not_yet", "low_confidence", "other_area")
"""Not the state of figures: cards show none."""


def policy_tags(policy: PublicPolicy, words: Wording) -> tuple[str, ...]:
    """Why a policy needs care."""
    return tuple(
        words.say(f"tag.{notice}", area=policy.area)
        for notice in policy.notices
        if notice in _TOLD_ON_CARDS
    )


def resource_tags(resource: PublicResource, words: Wording) -> tuple[str, ...]:
    """Whether a resource is paused or a sample, whom it reaches and what it costs."""
    tags = (
        words.say("tag.paused") if resource.availability == "paused" else "",
        sample_tag(resource.source, words),
        _coverage_tag(resource.coverage, words),
        resource.fee,
    )
    return tuple(tag for tag in tags if tag)


def service_tags(service: PublicService, words: Wording) -> tuple[str, ...]:
    """Whether a service is a sample, and whom it reaches."""
    tags = (sample_tag(service.source, words), _coverage_tag(service.coverage, words))
    return tuple(tag for tag in tags if tag)


def sample_tag(source: str, words: Wording) -> str:
    """The word for a sample when a row has no source, or says itself that it is one."""
    sample = words.say("unknown.unsourced")
    return sample if not source or source.startswith(sample) else ""


def _coverage_tag(coverage: PublicCoverage, words: Wording) -> str:
    if len(coverage.stations) <= MOST_STATIONS_NAMED:
        return words.coverage(coverage)
    return words.say("tag.stations", count=len(coverage.stations))
