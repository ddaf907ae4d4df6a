"""The short labels on cards: what a reader must know before opening the page."""

from __future__ import annotations

from collections.abc import Iterable

from builders.aging import Phase
from builders.public.notices import Spell, offer_spells, row_spells
from builders.wording import Wording
from registry.views.public import PublicCoverage, PublicPolicy, PublicResource, PublicService

MOST_STATIONS_NAMED = 2
"""More names than this do not fit on a card."""


def policy_tags(policy: PublicPolicy, words: Wording) -> tuple[Phase, ...]:
    """Why a policy needs care; nothing of the state of its figures, for cards show none."""
    return _tags(row_spells(policy), words, area=policy.area)


def resource_tags(resource: PublicResource, words: Wording) -> tuple[Phase, ...]:
    """Whether a resource can be had or is a sample, whom it reaches and what it costs."""
    others = (sample_tag(resource.source, words), _coverage_tag(resource.coverage, words))
    return (*offer_tags(resource, words), *_lasting(*others, resource.fee))


def offer_tags(resource: PublicResource, words: Wording) -> tuple[Phase, ...]:
    """Why a resource cannot be had, on the days that it cannot."""
    return _tags(offer_spells(resource), words, from_on=resource.from_on)


def _tags(spells: Iterable[Spell], words: Wording, **values: object) -> tuple[Phase, ...]:
    """A label for each notice, on the days of the notice."""
    return tuple(
        Phase(
            text=words.say(f"tag.{spell.kind}", **values),
            from_on=spell.from_on,
            until=spell.until,
        )
        for spell in spells
    )


def service_tags(service: PublicService, words: Wording) -> tuple[Phase, ...]:
    """Whether a service is a sample, and whom it reaches."""
    return _lasting(sample_tag(service.source, words), _coverage_tag(service.coverage, words))


def _lasting(*tags: str) -> tuple[Phase, ...]:
    return tuple(Phase(text=tag) for tag in tags if tag)


def sample_tag(source: str, words: Wording) -> str:
    """The word for a sample when a row has no source, or says itself that it is one."""
    sample = words.say("unknown.unsourced")
    return sample if not source or source.startswith(sample) else ""


def _coverage_tag(coverage: PublicCoverage, words: Wording) -> str:
    if len(coverage.stations) <= MOST_STATIONS_NAMED:
        return words.coverage(coverage)
    return words.say("tag.stations", count=len(coverage.stations))
