"""Until when a row counts as verified, and the mark of one that is past it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.station.freshness import (
    marks_of,
    of_policy,
    of_resource,
    of_service,
    verified_cell,
)
from builders.station.model import Entry
from builders.station.policies import policy_list
from builders.station.resources import resource_list
from builders.station.services import service_list
from builders.station.words import load_words
from registry.views.dated import FreshUntil
from registry.views.public import PublicResource
from tests.builders.station_rows import policy, resource, service
from tests.builders.station_views import stamps, station_view

WORDS = load_words()
DAY = date(2026, 7, 1)
HOURS, PHONE, WHOLE = date(2026, 7, 31), date(2026, 9, 29), date(2026, 12, 28)
STAMP = stamps().resources


def until(day: date, as_of: date = DAY) -> FreshUntil:
    return FreshUntil(day=day, is_past=day < as_of)


def seen_on(as_of: date) -> PublicResource:
    return replace(
        resource(1).public,
        verified_on=DAY,
        fresh=until(WHOLE, as_of),
        phone_fresh=until(PHONE, as_of),
        opening_hours_fresh=until(HOURS, as_of),
    )


def cell(public: PublicResource) -> str:
    return verified_cell(public, of_resource(public), WORDS)


def marked(public: PublicResource) -> Entry:
    row = replace(resource(1), public=public)
    (entry,) = resource_list(replace(station_view(), resources=(row,)), STAMP, WORDS).entries
    return entry


def test_a_cell_says_until_when_each_fact_counts_the_first_to_end_first() -> None:
    told = "2026-07-01，核实有效至 2026-12-28；其中时间至 2026-07-31、电话至 2026-09-29"
    assert cell(seen_on(DAY)) == told


def test_a_cell_says_what_is_past() -> None:
    told = "2026-07-01，核实有效至 2026-12-28；其中时间至 2026-07-31（待复核）、电话至 2026-09-29"
    assert cell(seen_on(date(2026, 8, 1))) == told


def test_once_the_whole_row_is_past_no_fact_of_it_is_told_apart() -> None:
    assert cell(seen_on(date(2027, 1, 1))) == "2026-07-01，核实有效至 2026-12-28（待复核）"


def test_facts_that_end_on_one_day_share_it() -> None:
    public = replace(seen_on(DAY), opening_hours_fresh=until(PHONE))
    assert cell(public).endswith("；其中电话和时间至 2026-09-29")


@pytest.mark.parametrize("day", [WHOLE, date(2027, 7, 1)])
def test_a_fact_that_counts_as_long_as_its_row_is_not_told_apart(day: date) -> None:
    public = replace(seen_on(DAY), phone_fresh=until(day), opening_hours_fresh=None)
    assert cell(public) == "2026-07-01，核实有效至 2026-12-28"


def test_the_last_day_still_counts() -> None:
    assert marked(seen_on(HOURS)).marks == ()
    assert marked(seen_on(date(2026, 8, 1))).marks == ("recheck",)


def test_a_row_that_nobody_verified_has_no_mark_and_says_so() -> None:
    entry = marked(replace(resource(1).public, verified_on=None))
    assert entry.marks == ()
    assert entry.cells["verified_on"] == "待核实"


def test_marks_come_in_the_order_of_what_matters_most() -> None:
    past = of_resource(seen_on(date(2027, 1, 1)))
    assert marks_of(past, paused=True, internal=True) == ("paused", "recheck", "internal")
    assert marks_of() == ()


def test_a_service_past_its_day_is_marked() -> None:
    one = service(2)
    row = replace(one, public=replace(one.public, fresh=until(date(2026, 6, 30))))
    (entry,) = service_list(replace(station_view(), services=(row,)), STAMP, WORDS).entries
    assert entry.marks == ("recheck",)
    assert entry.cells["verified_on"] == "2026-05-02，核实有效至 2026-06-30（待复核）"
    assert of_service(one.public).whole is None


def test_a_policy_is_marked_for_its_phone_only_where_the_list_shows_one() -> None:
    fresh, past = until(date(2027, 7, 1)), until(PHONE, date(2026, 10, 1))
    with_phone, without = (
        replace(policy(number).public, verified_on=DAY, fresh=fresh, phone_fresh=past)
        for number in (2, 1)
    )
    assert (with_phone.phone, without.phone) == ("12345", "")
    assert of_policy(with_phone).is_past
    assert not of_policy(without).is_past


def test_the_list_of_policies_tells_it_too() -> None:
    one = policy(2)
    public = replace(one.public, verified_on=DAY, fresh=until(date(2027, 7, 1)))
    view = replace(station_view(), policies=(replace(one, public=public),))
    (entry,) = policy_list(view, STAMP, WORDS).entries
    assert entry.cells["verified_on"] == "2026-07-01，核实有效至 2027-07-01"
