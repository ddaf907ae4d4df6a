"""The words and figures of the outputs for people: one spelling for the site and for paper."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from registry.dates import PartialDate
from registry.locale import Language, Locale, load_locale
from registry.views.public import (
    PublicBenefit,
    PublicCoverage,
    PublicRef,
    PublicSeries,
    PublicStandard,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words by dotted key, and figures, dates and choices as people read them."""

    words: Mapping[str, str]
    tight_units: frozenset[str]
    locale: Locale

    def say(self, key: str, **values: object) -> str:
        """The text of that key with its blanks filled; an unknown key is our defect."""
        return self.words[key].format(**values)

    def choice(self, name: str, code: str) -> str:
        """The word of a choice column; blank for a blank code."""
        return self.locale.choice(name, code)

    def join(self, items: Iterable[str]) -> str:
        """Several words as one enumeration."""
        return self.words["list.separator"].join(items)

    def names(self, refs: Iterable[PublicRef]) -> str:
        """The names of several rows or terms as one enumeration."""
        return self.join(ref.name for ref in refs)

    def coverage(self, coverage: PublicCoverage) -> str:
        """Which stations a row reaches, by name."""
        return (
            self.say("coverage.everywhere")
            if coverage.everywhere
            else self.names(coverage.stations)
        )

    def number(self, value: Decimal, unit: str) -> str:
        """A figure with its unit, digits as in the sheet: ``1595 <unit>``, ``90%``."""
        form = "bare" if not unit else "tight" if unit in self.tight_units else "plain"
        return self.say(f"number.{form}", value=f"{value:f}", unit=unit)

    def figure(self, benefit: PublicBenefit) -> str:
        """The bare figure of a tier, blank when it states none. Not to be shown alone."""
        low, high, unit = benefit.amount_min, benefit.amount_max, benefit.unit
        if benefit.amount is not None:
            return self.number(benefit.amount, unit)
        if low is not None and high is not None:
            return self._range(low, high, unit)
        if low is not None:
            return self.say("number.at_least", figure=self.number(low, unit))
        if high is None:
            return ""
        figure = self.number(high, unit)
        return figure if benefit.kind == "cap" else self.say("number.at_most", figure=figure)

    def given(self, benefit: PublicBenefit, series: PublicSeries | None = None) -> str:
        """What a tier gives, so that a gap or a threshold cannot be read as a payment.

        ``series`` is the standard that the tier refers to. Blank when there is only free text.
        """
        figure = self.figure(benefit)
        if figure:
            return self.say(f"figure.{benefit.kind or 'unknown'}", figure=figure)
        if benefit.standard is None:
            return ""
        name = benefit.standard.name
        if series is None:
            return self.say("figure.standard", name=name)
        return self.say("figure.standard_with_figure", name=name, figure=self.series(series))

    def series(self, series: PublicSeries) -> str:
        """The newest figure of a standard, and the one that is announced to come after it."""
        told = (*series.figures[:1], *series.coming[:1])
        return self.say("standard.separator").join(self.standard(figure) for figure in told)

    def standard(self, standard: PublicStandard) -> str:
        """A standard's figure with what it means and how new it is."""
        figure = self.number(standard.value, standard.unit)
        kind = self.say(f"figure.{standard.kind or 'unknown'}", figure=figure)
        return self.say("standard.line", figure=kind, state=self.standard_state(standard))

    def standard_state(self, standard: PublicStandard) -> str:
        """How new a standard's figure is; only a verified one is called the present one."""
        if standard.state == "current":
            return self.say("state.current_from", from_on=standard.from_on)
        if standard.state == "unverified":
            return self.say("state.unverified", as_of=standard.from_on)
        if standard.state == "to_come":
            return self.say("state.to_come", from_on=standard.from_on)
        return self.say(
            "state.superseded_period", period=self.period(standard.from_on, standard.to_on)
        )

    def state(self, benefit: PublicBenefit) -> str:
        """How new a tier is; only a verified figure is called the present one."""
        as_of = "" if benefit.as_of is None else str(benefit.as_of)
        period = self.period(benefit.from_on, benefit.to_on)
        if benefit.state == "current":
            from_on = benefit.from_on
            return self.say("state.current_from" if from_on else "state.current", from_on=from_on)
        if benefit.state == "to_come":
            return self.say("state.to_come", from_on=benefit.from_on)
        if benefit.state == "superseded":
            form = "_period" if period else "_as_of" if as_of else ""
            return self.say(f"state.superseded{form}", period=period, as_of=as_of)
        if not as_of:
            return self.say("state.unverified_undated")
        form = "unverified" if benefit.has_figure else "text_as_of"
        return self.say(f"state.{form}", as_of=as_of)

    def period(self, from_on: date | None, to_on: date | None) -> str:
        """A period by its two ends; blank when neither is known."""
        if from_on is None and to_on is None:
            return ""
        form = "until" if from_on is None else "from" if to_on is None else "both"
        return self.say(f"period.{form}", from_on=from_on, to_on=to_on)

    def day(self, value: date | PartialDate | None) -> str:
        """A date in ISO form, or the word for a date that nobody knows."""
        return self.say("unknown.mark") if value is None else str(value)

    def _range(self, low: Decimal, high: Decimal, unit: str) -> str:
        form = "" if not unit else "_tight" if unit in self.tight_units else "_plain"
        return self.say(f"number.range{form}", low=f"{low:f}", high=f"{high:f}", unit=unit)


@cache
def load_wording(language: Language = "zh_CN") -> Wording:
    """The words of the outputs in that language; the file is part of the package."""
    text = resources.files("builders").joinpath(f"locales/{language}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Wording(
        words=dict(_flatten(data)),
        tight_units=frozenset(data["number"]["tight_units"]),
        locale=load_locale(language),
    )


def _flatten(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield prefix + key, value
