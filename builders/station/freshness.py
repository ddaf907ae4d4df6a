"""Until when the facts of a row count as verified: the words of its cell, and its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builders.station.model import Mark
from builders.station.words import Words
from registry.views.dated import FreshUntil
from registry.views.public import PublicPolicy, PublicResource, PublicService


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Until when the whole row counts, and which facts by their word count less long.

    Without ``whole`` nobody has verified the row yet; once it is past, so is every fact.
    """

    whole: FreshUntil | None
    facts: Mapping[str, FreshUntil] = field(default_factory=dict)

    @property
    def is_past(self) -> bool:
        """True when something in the row has to be asked again before it is used."""
        known = (self.whole, *self.facts.values())
        return any(one.is_past for one in known if one)


def of_policy(policy: PublicPolicy) -> Verified:
    """What of a policy counts until when; the phone only where the lists show one."""
    return _verified(policy.fresh, phone=policy.phone_fresh if policy.phone else None)


def of_service(service: PublicService) -> Verified:
    """What of a service counts until when."""
    return _verified(service.fresh)


def of_resource(resource: PublicResource) -> Verified:
    """What of a resource counts until when."""
    times = resource.opening_hours_fresh
    return _verified(resource.fresh, phone=resource.phone_fresh, opening_hours=times)


def verified_cell(
    row: PublicPolicy | PublicService | PublicResource, verified: Verified, words: Words
) -> str:
    """The day of verification and the last days that it counts, in one short line."""
    whole = verified.whole
    if row.verified_on is None or whole is None:
        return words.known(words.day(row.verified_on))
    until = _told(whole, words.wording.say("fresh.until", day=whole.day), words)
    text = words.say("verified", "row", day=row.verified_on, until=until)
    if whole.is_past or not verified.facts:
        return text
    facts = words.wording.join(_facts(verified, words))
    return words.say("verified", "with_facts", row=text, facts=facts)


def marks_of(
    verified: Verified | None = None,
    *,
    paused: bool = False,
    to_come: bool = False,
    internal: bool = False,
) -> tuple[Mark, ...]:
    """The marks of a row in their order: what matters most to whoever is about to use it first."""
    recheck = verified is not None and verified.is_past
    held: tuple[tuple[Mark, bool], ...] = (
        ("paused", paused),
        ("to_come", to_come),
        ("recheck", recheck),
        ("internal", internal),
    )
    return tuple(mark for mark, holds in held if holds)


def _verified(whole: FreshUntil | None, **facts: FreshUntil | None) -> Verified:
    last = whole.day if whole else None
    own = {key: one for key, one in facts.items() if one and last and one.day < last}
    return Verified(whole=whole, facts=own)


def _facts(verified: Verified, words: Words) -> Iterator[str]:
    """The facts by their days; those of one day share it."""
    days = sorted({fact.day: fact for fact in verified.facts.values()}.items())
    for day, fact in days:
        named = [words.say("verified", key) for key, one in verified.facts.items() if one == fact]
        names = words.say("verified", "separator").join(named)
        yield _told(fact, words.say("verified", "facts", names=names, day=day), words)


def _told(fresh: FreshUntil, text: str, words: Words) -> str:
    return words.say("verified", "past", text=text) if fresh.is_past else text
