"""What a view says about time: how new a figure is, until when a fact counts, what comes later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

FigureState = Literal["current", "to_come", "unverified", "superseded"]
"""``current``: verified by an editor within this legal year; ``to_come``: announced, with the day
from which it holds; ``unverified``: the newest known, to be shown as of its date only;
``superseded``: an earlier figure."""

Notice = Literal[
    "retired", "expired", "not_yet", "low_confidence", "other_area", "figures_unverified"
]
"""Why a policy page carries a banner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """From that day on, something else has to be said of a figure."""

    on: date
    state: FigureState


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshUntil:
    """The last day that a verified fact counts as fresh; ``is_past`` once that day is over."""

    day: date
    is_past: bool
