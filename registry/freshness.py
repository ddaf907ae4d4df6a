"""How long a figure may be called current: one rule for every output.

Standards in Shanghai change on 1 July (``legal_year_start`` in the settings). A figure is current
only while an editor has verified its policy within this legal year and within ``review_days``;
otherwise it is shown as of its date, with the present standard to be confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.dates import legal_year_start
from registry.model import Benefit, Policy
from registry.views.public import FigureState, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """The day that outputs are made for, and how long a verification counts."""

    as_of: date
    review_days: int
    legal_year_month: int
    legal_year_day: int

    def is_verified(self, verified_on: date | None) -> bool:
        """True when a verification on that day still vouches for a figure."""
        if verified_on is None or verified_on > self.as_of:
            return False
        start = legal_year_start(self.as_of, month=self.legal_year_month, day=self.legal_year_day)
        return verified_on >= start and (self.as_of - verified_on).days <= self.review_days

    def of_benefit(self, benefit: Benefit, policy: Policy) -> FigureState:
        """What may be said of one tier of a policy."""
        if benefit.record == "earlier":
            return "superseded"
        if benefit.to_on is not None and benefit.to_on < self.as_of:
            return "superseded"
        if benefit.from_on is not None and benefit.from_on > self.as_of:
            return "unverified"
        vouched = self._is_in_force(policy) and self.is_verified(policy.verified_on)
        return "current" if vouched else "unverified"

    def of_standard(self, from_on: date, to_on: date | None) -> FigureState:
        """What may be said of a dated figure.

        The sheet gives standards no verification of their own: a figure counts as current only in
        the legal year that it began in, or while its document names an end that is not reached.
        """
        if to_on is not None and to_on < self.as_of:
            return "superseded"
        if from_on > self.as_of:
            return "unverified"
        start = legal_year_start(self.as_of, month=self.legal_year_month, day=self.legal_year_day)
        return "current" if to_on is not None or from_on >= start else "unverified"

    def _is_in_force(self, policy: Policy) -> bool:
        is_over = policy.status == "retired" or self._is_expired(policy)
        return not is_over and not self._is_to_come(policy)

    def _is_expired(self, policy: Policy) -> bool:
        return policy.expires_on is not None and policy.expires_on < self.as_of

    def _is_to_come(self, policy: Policy) -> bool:
        return policy.effective_on is not None and policy.effective_on > self.as_of

    def notices(
        self, policy: Policy, states: tuple[FigureState, ...], home_areas: tuple[str, ...]
    ) -> tuple[Notice, ...]:
        """Why the page of a policy carries banners, the gravest first."""
        reasons: tuple[tuple[Notice, bool], ...] = (
            ("retired", policy.status == "retired"),
            ("expired", self._is_expired(policy)),
            ("not_yet", self._is_to_come(policy)),
            ("other_area", bool(policy.area) and policy.area not in home_areas),
            ("low_confidence", policy.confidence == "low"),
            ("figures_unverified", "unverified" in states),
        )
        return tuple(reason for reason, holds in reasons if holds)
