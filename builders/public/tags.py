"""The short labels on cards: what a reader must know before opening the page."""

from __future__ import annotations

from builders.wording import Wording
from registry.views.public import PublicPolicy, PublicResource, PublicService

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
        "" if resource.source else words.say("unknown.unsourced"),
        words.coverage(resource.coverage),
        resource.fee,
    )
    return tuple(tag for tag in tags if tag)


def service_tags(service: PublicService, words: Wording) -> tuple[str, ...]:
    """Whether a service is a sample, and whom it reaches."""
    tags = (
        "" if service.source else words.say("unknown.unsourced"),
        words.coverage(service.coverage),
    )
    return tuple(tag for tag in tags if tag)
