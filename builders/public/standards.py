"""The page of standards through the years: a line chart and a table for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from builders.aging import (
    Phase,
    Timed,
    current_phases,
    figure_on,
    phases,
    series_on,
    timed,
    turns_of,
    until_words,
)
from builders.public.page import Draft
from builders.public.press import Press
from registry.views.public import PublicSeries, PublicStandard

WIDTH = 360
HEIGHT = 230
_LEFT = 30
_RIGHT = 30
_TOP = 40
_BOTTOM = 36
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure in the chart; ``label`` is blank where labels would touch."""

    x: str
    y: str
    label: str
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A line chart in units of the drawing; ``line`` and ``area`` are SVG point lists."""

    points: tuple[Point, ...]
    line: str
    area: str
    base: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure in the table, how new it is and how long it is the present one."""

    figure: PublicStandard
    state: tuple[Phase, ...]
    until: tuple[Phase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The present figure, or one announced, as it is to be read on one day."""

    figure: str
    state: str
    until: str


def standards_page(press: Press) -> Draft:
    """All standards, each with its figures and the policies that move with it."""
    rows = [
        (series, _charted(series), _heads(series, press), _lines(series, press))
        for series in press.view.series
    ]
    return press.draft(
        press.head("standards", "standards.html", in_nav=True), "standards", rows=rows
    )


def _charted(series: PublicSeries) -> Timed[Chart | None]:
    """The chart until the next figure begins, which it does not show."""
    ends = [figure.from_on - timedelta(days=1) for figure in series.coming[:1]]
    return Timed(value=chart_of(series.figures), until=min(ends, default=None))


def _heads(series: PublicSeries, press: Press) -> tuple[Timed[tuple[Headline, ...]], ...]:
    def on(day: date | None) -> tuple[Headline, ...]:
        told = series_on(series, day)
        return tuple(_headline(one, press) for one in (*told.figures[:1], *told.coming))

    return timed(on, turns_of(series))


def _headline(figure: PublicStandard, press: Press) -> Headline:
    words = press.words
    amount = words.number(figure.value, figure.unit)
    return Headline(
        figure=words.say(f"figure.{figure.kind or 'unknown'}", figure=amount),
        state=words.standard_state(figure),
        until=until_words(figure, words),
    )


def _lines(series: PublicSeries, press: Press) -> tuple[FigureLine, ...]:
    """The newest figure that has begun first, then those announced, then the earlier ones."""
    told = (*series.figures[:1], *series.coming, *series.figures[1:])
    return tuple(_line(figure, press) for figure in told)


def _line(figure: PublicStandard, press: Press) -> FigureLine:
    words, days = press.words, [turn.on for turn in figure.turns]

    def state(day: date | None) -> str:
        """Its period stands beside it: a past figure needs no more than that word."""
        shown = figure_on(figure, day)
        is_past = shown.state == "superseded"
        return words.say("state.superseded") if is_past else words.standard_state(shown)

    return FigureLine(
        figure=figure,
        state=phases(state, days),
        until=current_phases(figure, words),
    )


def chart_of(figures: tuple[PublicStandard, ...]) -> Chart | None:
    """The chart of a standard from zero up; none below two figures or with mixed units."""
    if len(figures) < 2 or len({figure.unit for figure in figures}) > 1:  # noqa: PLR2004  # a line needs two points
        return None
    oldest_first = figures[::-1]
    first, last = oldest_first[0].from_on, oldest_first[-1].from_on
    span = max((last - first).days, 1)
    top = max(figure.value for figure in figures) or Decimal(1)
    base = HEIGHT - _BOTTOM
    points = []
    for index, figure in enumerate(oldest_first):
        x = _LEFT + Decimal((figure.from_on - first).days) / span * (WIDTH - _LEFT - _RIGHT)
        y = base - figure.value / top * (base - _TOP)
        shown = len(figures) <= _MOST_LABELS or index in {0, len(figures) - 1}
        label = f"{figure.value:f}" if shown else ""
        year = str(figure.from_on.year) if shown else ""
        points.append(Point(x=f"{x:.1f}", y=f"{y:.1f}", label=label, year=year))
    line = " ".join(f"{point.x},{point.y}" for point in points)
    return Chart(
        points=tuple(points),
        line=line,
        area=f"{points[0].x},{base} {line} {points[-1].x},{base}",
        base=base,
        text=", ".join(f"{f.from_on.year}: {f.value:f} {f.unit}" for f in oldest_first),
    )
