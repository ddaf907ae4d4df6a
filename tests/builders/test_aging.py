"""Texts that grow old by themselves: what is to be read today, and what on later days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builders.aging import (
    Phase,
    figure_on,
    fresh_phases,
    last_current_day,
    phases,
    series_on,
    turns_of,
)
from builders.public.notices import Spell, offer_spells, spells_of
from builders.wording import load_wording
from registry.views.dated import FreshUntil, Turn
from tests.builders.policy_views import BLANK_POLICY, benefit
from tests.builders.views import RESOURCE, SERIES, standard

WORDING = load_wording()
JULY, NEXT_JULY = date(2027, 7, 1), date(2028, 7, 1)
CURRENT = replace(
    benefit("B1", "gap", 1700),
    state="current",
    turns=(Turn(on=JULY, state="unverified"), Turn(on=NEXT_JULY, state="superseded")),
)
COMING = replace(
    standard(2027, 1888, newest=True),
    state="to_come",
    turns=(Turn(on=JULY, state="current"), Turn(on=NEXT_JULY, state="unverified")),
)
TOLD = replace(
    SERIES,
    figures=(
        replace(SERIES.figures[0], state="current", turns=(Turn(on=JULY, state="superseded"),)),
        *SERIES.figures[1:],
    ),
    coming=(COMING,),
)


def test_a_text_lasts_until_the_day_before_the_next_one() -> None:
    def text(day: date | None) -> str:
        return "前" if day is None or day < NEXT_JULY else "后"

    assert phases(text, (NEXT_JULY, JULY, JULY)) == (
        Phase(text="前", until=date(2028, 6, 30)),
        Phase(text="后", from_on=NEXT_JULY),
    )


def test_a_blank_text_takes_no_place() -> None:
    found = phases(lambda day: "" if day is None else "后", (JULY,))
    assert found == (Phase(text="后", from_on=JULY),)


def test_a_text_without_days_is_one_phase() -> None:
    assert phases(lambda _: "总是", ()) == (Phase(text="总是"),)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (None, "current"),
        (date(2027, 6, 30), "current"),
        (JULY, "unverified"),
        (date(2028, 6, 30), "unverified"),
        (NEXT_JULY, "superseded"),
    ],
)
def test_a_tier_is_shown_as_its_last_turn_says(day: date | None, state: str) -> None:
    assert figure_on(CURRENT, day).state == state


def test_only_a_present_figure_has_a_last_day() -> None:
    assert last_current_day(CURRENT) == date(2027, 6, 30)
    assert last_current_day(replace(CURRENT, turns=())) is None
    assert last_current_day(replace(CURRENT, state="unverified")) is None


def test_an_announced_figure_takes_the_place_of_the_present_one_on_its_day() -> None:
    assert set(turns_of(TOLD)) == {JULY, NEXT_JULY}
    before, after = series_on(TOLD, date(2027, 6, 30)), series_on(TOLD, JULY)
    assert [one.value for one in before.figures[:1]] == [Decimal(1595)]
    assert [one.value for one in before.coming] == [Decimal(1888)]
    assert [(one.value, one.state) for one in after.figures[:2]] == [
        (Decimal(1888), "current"),
        (Decimal(1595), "superseded"),
    ]
    assert after.coming == ()


def test_the_words_of_a_standard_announce_the_next_figure() -> None:
    said = WORDING.series(TOLD)
    assert said.index("1595") < said.index("1888")
    assert said.endswith("2027-07-01 起施行")
    assert WORDING.series(replace(TOLD, figures=())).endswith("2027-07-01 起施行")
    assert "现行" not in WORDING.series(replace(TOLD, figures=()))


def test_a_fact_says_until_when_it_counts_and_then_that_it_must_be_asked_again() -> None:
    fresh = FreshUntil(day=date(2026, 9, 29), is_past=False)
    first, second = fresh_phases(fresh, WORDING)
    assert (first.until, second.from_on) == (date(2026, 9, 29), date(2026, 9, 30))
    assert "2026-09-29" in first.text
    assert "待复核" in second.text
    assert fresh_phases(replace(fresh, is_past=True), WORDING) == (Phase(text=second.text),)
    assert fresh_phases(None, WORDING) == ()


def test_a_notice_comes_after_the_last_day_and_goes_on_the_first() -> None:
    last, first = date(2027, 12, 31), date(2027, 3, 1)
    policy = replace(
        BLANK_POLICY, notices=("not_yet",), effective_on=first, expires_on=last, benefits=(CURRENT,)
    )
    assert spells_of(policy) == (
        Spell(kind="expired", from_on=date(2028, 1, 1)),
        Spell(kind="not_yet", until=date(2027, 2, 28)),
        Spell(kind="figures_unverified", from_on=JULY, until=date(2028, 6, 30)),
    )


def test_a_figure_is_unverified_until_it_is_past() -> None:
    unverified = replace(CURRENT, state="unverified", turns=CURRENT.turns[1:])
    policy = replace(BLANK_POLICY, notices=("figures_unverified",), benefits=(unverified,))
    assert spells_of(policy) == (Spell(kind="figures_unverified", until=date(2028, 6, 30)),)
    assert spells_of(replace(policy, benefits=(CURRENT,), notices=())) == (
        Spell(kind="figures_unverified", from_on=JULY, until=date(2028, 6, 30)),
    )


def test_a_resource_ends_begins_and_pauses_by_date() -> None:
    begun = replace(RESOURCE, availability="active", to_on=JULY, from_on=date(2027, 1, 1))
    project = replace(begun, to_come=True)
    assert offer_spells(project) == (
        Spell(kind="ended", from_on=date(2027, 7, 2)),
        Spell(kind="to_come", until=date(2026, 12, 31)),
    )
    paused = replace(project, availability="paused", to_come=False)
    assert Spell(kind="paused", until=JULY) in offer_spells(paused)
    assert offer_spells(replace(project, availability="ended")) == (Spell(kind="ended"),)
