"""The data of the site's own search: one plain script that the browser loads on first use.

The script sets one global and works over http and from ``file://``. Matching is the work of
``site_src/docs/assets/search.js``; this module says what can be found and what the answer is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from builders.aging import Phase, figure_on, phases, series_on, turns_of
from builders.public.notices import days_of, offer_spells, row_spells
from builders.wording import Wording, load_wording
from registry.views.public import (
    PublicBenefit,
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicSeries,
    PublicService,
    PublicStation,
    PublicTerm,
    PublicView,
)

PATH = "assets/search-data.js"
"""Where the script stands below the site root."""

GLOBAL = "JIEYOU_SEARCH_DATA"

LONGEST_TEXT = 120
"""Characters of a free text that are searched and shown; the page has the rest."""

Row = list[str | int | list[str] | list[int] | list[list[str]]]

_PAGES = (("g", "audience"), ("n", "need_dimension"), ("c", "policy_category"))
_RANGED = ("fixed", "ratio", "reduction", "duration")
_GIVING = (*_RANGED, "gap", "cap", "in_kind")
_HOLDING = ("current", "unverified")
_LATER = 1
_LAST = 2


def search_data(view: PublicView, wording: Wording | None = None) -> bytes:
    """The script with every page that can be found, UTF-8, in the editor's order.

    A row is ``[kind, id, name, aliases, terms, summary, who, answer, label, rank]``, blank ends
    left out. ``kind`` is the folder of the page (``t``: a standard), ``terms`` are positions in
    the list of terms, ``answer`` is what is given with how new the figure is, and a ``rank``
    above zero puts the row after others. An answer or a label that is another one on later days
    is a list of ``[first day, text]``, today's first and without a day.
    """
    rows = _Rows(
        wording=wording or load_wording(),
        words=_Words(view.terms),
        series={one.term.id: one for one in view.series},
    )
    listed = [_trim(row) for row in rows.of(view)]
    hotline = next(iter(view.settings.hotlines), "")
    head = _as_json({"hotline": hotline, "terms": rows.words.used})
    # A row a line: what looks for changes or leaks looks at lines.
    lines = ",\n".join(map(_as_json, listed))
    text = f'{head.removesuffix("}")},"rows":[\n{lines}\n]}}'
    return f"var {GLOBAL}={_as_script(text)};\n".encode()


_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _as_script(text: str) -> str:
    """JSON that older engines read too: they took two line separators for ends of lines."""
    for sign in ("<", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


class _Words:
    """The terms in use, each shipped once with its aliases."""

    def __init__(self, terms: Iterable[PublicTerm]) -> None:
        self._aliases = {term.id: term.aliases for term in terms}
        self._positions: dict[str, int] = {}
        self.used: list[str] = []

    def positions(self, *groups: Iterable[PublicRef | None]) -> list[int]:
        """Where the terms of a row stand in ``used``."""
        found = {self._position(ref) for group in groups for ref in group if ref is not None}
        return sorted(found)

    def _position(self, ref: PublicRef) -> int:
        if ref.id not in self._positions:
            self._positions[ref.id] = len(self.used)
            self.used.append("|".join((ref.name, *self._aliases.get(ref.id, ()))))
        return self._positions[ref.id]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    wording: Wording
    words: _Words
    series: Mapping[str, PublicSeries]

    def of(self, view: PublicView) -> Iterator[Row]:
        yield from map(self._policy, view.policies)
        yield from map(self._service, view.services)
        yield from map(self._resource, view.resources)
        yield from map(self._standard, view.series)
        for kind, taxonomy in _PAGES:
            for term in view.taxonomy(taxonomy):
                text = _clip(term.description)
                yield [kind, term.id, term.name, list(term.aliases), [], text]
        yield from map(_station, view.stations)

    def _policy(self, policy: PublicPolicy) -> Row:
        category, needs = [policy.category], policy.need_dimensions
        return [
            "p",
            policy.id,
            policy.name,
            [*policy.aliases, *policy.search_words],
            self.words.positions(category, policy.audiences, needs, policy.legal_tiers),
            _clip(policy.summary),
            _clip(policy.who),
            _dated(self._answer(policy)),
            _dated(self._label(policy)),
            _LAST if policy.retired else _LATER if "not_yet" in policy.notices else 0,
        ]

    def _label(self, policy: PublicPolicy) -> tuple[Phase, ...]:
        spells = row_spells(policy)

        def label(day: date | None) -> str:
            kind = next((spell.kind for spell in spells if spell.holds_on(day)), "")
            return self.wording.say(f"notice.{kind}.title", area=policy.area) if kind else ""

        return phases(label, days_of(spells))

    def _service(self, service: PublicService) -> Row:
        kinds, needs = service.support_kinds, service.need_dimensions
        return [
            "v",
            service.id,
            service.name,
            list(service.aliases),
            self.words.positions(service.audiences, needs, kinds),
            _clip(service.content),
            "",
            "",
            self._retired() if service.retired else "",
            _LAST if service.retired else 0,
        ]

    def _resource(self, resource: PublicResource) -> Row:
        kinds, needs = resource.support_kinds, resource.need_dimensions
        spells = offer_spells(resource)
        now = next((spell.kind for spell in spells if spell.holds_on(None)), "")

        def label(day: date | None) -> str:
            kind = next((spell.kind for spell in spells if spell.holds_on(day)), "")
            return self.wording.say(f"tag.{kind}", from_on=resource.from_on) if kind else ""

        return [
            "r",
            resource.id,
            resource.name,
            list(resource.aliases),
            self.words.positions([resource.category], resource.audiences, needs, kinds),
            _clip(resource.content),
            "",
            _clip(resource.fee),
            self._retired() if resource.retired else _dated(phases(label, days_of(spells))),
            _LAST if now == "ended" else _LATER if now else 0,
        ]

    def _standard(self, series: PublicSeries) -> Row:
        term = series.term
        told = phases(lambda day: self.wording.series(series_on(series, day)), turns_of(series))
        return ["t", term.id, term.name, list(term.aliases), [], "", "", _dated(told)]

    def _retired(self) -> str:
        return self.wording.say("notice.retired.title")

    def _answer(self, policy: PublicPolicy) -> tuple[Phase, ...]:
        """What the policy gives: over the tiers of its first kind, else the first text."""
        if policy.retired:
            return (Phase(text=self.wording.say("notice.retired.text")),)
        series = [self.series.get(b.standard.id) for b in policy.benefits if b.standard]
        days = {turn.on for benefit in policy.benefits for turn in benefit.turns}
        days.update(day for one in series for day in turns_of(one))
        return phases(lambda day: self._answer_on(policy, day), days)

    def _answer_on(self, policy: PublicPolicy, day: date | None) -> str:
        tiers = (figure_on(benefit, day) for benefit in policy.benefits)
        given = [one for one in tiers if one.kind in _GIVING and one.state in _HOLDING]
        figures = [benefit for benefit in given if benefit.has_figure]
        if figures:
            return self._figure(figures)
        for benefit in given:
            series = self.series.get(benefit.standard.id) if benefit.standard else None
            text = self.wording.given(benefit, series and series_on(series, day))
            if text:
                return text
            if benefit.text:
                return self._dated(_clip(benefit.text), benefit)
        return ""

    def _figure(self, figures: list[PublicBenefit]) -> str:
        first = figures[0]
        same = [one for one in figures if (one.kind, one.unit) == (first.kind, first.unit)]
        tiers = same if first.kind in _RANGED else [first]
        oldest = min(tiers, key=_newness)
        return self._dated(self.wording.given(_span(tiers)), oldest)

    def _dated(self, text: str, benefit: PublicBenefit) -> str:
        state = self.wording.state(benefit)
        return self.wording.say("standard.line", figure=text, state=state)


def _dated(texts: tuple[Phase, ...]) -> str | list[list[str]]:
    if len(texts) == 1 and texts[0].from_on is None and texts[0].until is None:
        return texts[0].text
    by_day = {}
    for one in texts:
        by_day["" if one.from_on is None else one.from_on.isoformat()] = one.text
        if one.until is not None:
            # Blank until another one begins.
            by_day[(one.until + timedelta(days=1)).isoformat()] = ""
    return [[day, text] for day, text in by_day.items()]


def _station(station: PublicStation) -> Row:
    text = _clip(f"{station.address} {station.opening_hours}")
    areas = [area for area in (*station.residents_areas, station.roads) if area]
    return ["s", station.id, station.name, areas, [], text]


def _newness(benefit: PublicBenefit) -> tuple[bool, date]:
    return benefit.state == "current", benefit.as_of.last_day if benefit.as_of else date.min


def _span(tiers: list[PublicBenefit]) -> PublicBenefit:
    """The tiers as one, from the lowest figure to the highest."""
    if len(tiers) == 1:
        return tiers[0]
    parts = [part for tier in tiers for part in (tier.amount, tier.amount_min, tier.amount_max)]
    values = [part for part in parts if part is not None]
    low, high = min(values), max(values)
    amount = low if low == high else None
    return replace(tiers[0], amount=amount, amount_min=low, amount_max=high)


def _clip(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_TEXT else plain[: LONGEST_TEXT - 1] + "…"


def _trim(row: Row) -> Row:
    end = max(position for position, part in enumerate(row) if part) + 1
    return row[:end]
