"""The short guide of a policy: five answers that fit one screen of a phone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builders.aging import Timed
from builders.public.clip import Clip, clip, shown_width
from builders.public.tiers import TierText
from builders.wording import Wording
from registry.views.public import PublicPolicy

LINE = 17.5
"""A line of a phone of 390 px holds that many Chinese signs."""

MOST_TIERS = 3
MOST_TIER_LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefTier:
    """A tier in the guide: its figure is always whole, ``text`` stands in for a missing one."""

    name: Clip
    given: str
    text: Clip
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefTiers:
    """The first tiers of a policy on certain days, and how many there are.

    ``state`` is how new all of them are, blank when they differ.
    """

    tiers: tuple[BriefTier, ...]
    state: str
    all_tiers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the guide shows; ``offers`` are its tiers, today's first."""

    who: Clip
    offers: tuple[Timed[BriefTiers], ...]
    apply_at: Clip
    bring: Clip
    all_documents: int
    not_required: Clip


def make_brief(
    policy: PublicPolicy, offers: tuple[Timed[BriefTiers], ...], words: Wording
) -> Brief:
    """The guide of a policy that offers these tiers."""
    to_bring = [row.name for row in policy.documents if row.document_source != "exempt"]
    return Brief(
        who=clip(policy.who, 3.6 * LINE),
        offers=offers,
        apply_at=clip(policy.apply_at, 3 * LINE),
        bring=clip(words.join(to_bring), 2.4 * LINE),
        all_documents=len(to_bring),
        not_required=clip(words.join(policy.not_required), 1.8 * LINE),
    )


def brief_tiers(tiers: tuple[TierText, ...]) -> BriefTiers:
    """What the guide shows of these tiers."""
    shown = _first_tiers(tiers)
    states = {tier.state for tier in shown}
    shared = states.pop() if len(shown) > 1 and len(states) == 1 else ""
    return BriefTiers(
        tiers=tuple(replace(tier, state="") for tier in shown) if shared else shown,
        state=shared,
        all_tiers=len(tiers),
    )


def _first_tiers(tiers: tuple[TierText, ...]) -> tuple[BriefTier, ...]:
    """As many tiers as there is room for, and the first one in any case."""
    shown: list[BriefTier] = []
    left = MOST_TIER_LINES
    for line in tiers[:MOST_TIERS]:
        tier = BriefTier(
            name=_name(line.tier),
            given=line.given,
            text=Clip(text="") if line.given else clip(line.text, 2 * LINE),
            state=line.state,
        )
        left -= _lines(tier)
        if shown and left < 0:
            break
        shown.append(tier)
    return tuple(shown)


def _name(tier: str) -> Clip:
    found = clip(tier, 2 * LINE)
    return found if found.text else Clip(text=tier)


def _lines(tier: BriefTier) -> int:
    """How many lines a tier takes; a short name and its figure share one."""
    name, given = shown_width(tier.name.text), shown_width(tier.given or tier.text.text)
    if name + given < LINE - 1:
        return 1
    return -int(-name // LINE) - int(-given // LINE)
