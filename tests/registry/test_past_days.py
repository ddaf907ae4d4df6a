"""A sheet as it is read for a day that is past: what came since is no mistake, and no proof."""

from __future__ import annotations

from datetime import date

import pytest

from registry.check import check
from registry.views.build import public_view
from registry.views.public import PublicView
from tests.registry.sheets import ROWS, Rows, judged, sheet, with_cells, with_row

PAST, TODAY, TOMORROW = date(2026, 3, 1), date(2026, 9, 1), date(2026, 9, 2)
OLD = {"from_on": "2025-07-01", "as_of": "2025-07-01"}
NEW = {"from_on": "2026-07-01", "as_of": "2026-07-05", "to_on": "", "record": "最新"}


def codes(rows: Rows, as_of: date, today: date | None) -> set[str]:
    return {problem.code for problem in check(sheet(rows), as_of, today=today).diagnostics}


def view(rows: Rows, as_of: date = PAST) -> PublicView:
    return public_view(judged(rows, as_of).registry, as_of)


def states(rows: Rows, as_of: date = PAST) -> dict[str, str]:
    (policy,) = (one for one in view(rows, as_of).policies if one.id == "P001")
    return {benefit.id: benefit.state for benefit in policy.benefits}


def followed(**old: str) -> Rows:
    """A tier of last year, and the one that took its place in July."""
    rows = with_cells("benefits", "B001", standard="", **OLD | old)
    return with_row("benefits", "B001", rows, id="B002", **NEW)


@pytest.mark.parametrize(
    ("as_of", "today", "is_wrong"),
    [
        (PAST, TODAY, False),
        (PAST, date(2026, 7, 31), True),
        (PAST, None, True),
        (TODAY, PAST, False),
        (TODAY, None, False),
    ],
)
def test_a_verification_is_wrong_only_after_both_days(
    as_of: date, today: date | None, *, is_wrong: bool
) -> None:
    """All rows were verified on 1 August."""
    assert ("F001" in codes(ROWS, as_of, today)) is is_wrong


@pytest.mark.parametrize(("today", "is_wrong"), [(TODAY, True), (TOMORROW, False)])
def test_a_text_is_wrong_only_after_both_days(today: date, *, is_wrong: bool) -> None:
    rows = with_cells("policies", "P001", as_of="2026-09-02")
    assert ("F004" in codes(rows, PAST, today)) is is_wrong


def test_a_day_after_both_is_told_with_the_later_one() -> None:
    rows = with_cells("policies", "P001", verified_on="2026-09-02")
    found = check(sheet(rows), PAST, today=TODAY).diagnostics
    (problem,) = [one for one in found if one.code == "F001"]
    assert problem.values["today"] == "2026-09-01"


def test_all_other_rules_keep_to_the_day_that_is_asked_for() -> None:
    rows = with_cells("policies", "P001", expires_on="2026-05-31")
    assert "E005" not in codes(rows, PAST, TODAY)
    assert "E005" in codes(rows, TODAY, TODAY)


def test_what_was_verified_since_vouches_for_nothing() -> None:
    rows = with_cells("benefits", "B001", standard="", **OLD)
    assert states(rows) == {"B001": "unverified"}
    assert states(with_cells("policies", "P001", rows, verified_on="2026-02-28")) == {
        "B001": "current"
    }


def test_what_was_verified_since_vouches_on_no_later_day_either() -> None:
    rows = with_cells("benefits", "B001", standard="", from_on="2026-10-01", as_of="2026-02-01")
    (benefit,) = view(rows).policies[0].benefits
    assert [turn.state for turn in benefit.turns] == ["unverified"]


def test_a_verification_that_came_since_is_not_told() -> None:
    found = view(ROWS)
    told = [(one.verified_on, one.fresh) for one in found.policies]
    told += [(one.verified_on, one.fresh) for one in found.services]
    told += [(one.verified_on, one.fresh) for one in found.resources]
    assert set(told) == {(None, None)}
    assert view(ROWS, TODAY).policies[0].verified_on == date(2026, 8, 1)


def test_a_figure_that_nobody_had_seen_is_left_out() -> None:
    assert states(followed(to_on="2026-06-30")).keys() == {"B001"}
    assert states(followed(to_on="2026-06-30"), TODAY).keys() == {"B001", "B002"}
    assert states(with_cells("benefits", "B001", as_of="2026-03")).keys() == {"B001"}
    assert states(with_cells("benefits", "B001", as_of="2026-04")).keys() == set()


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (PAST, "unverified"),
        (date(2026, 6, 30), "unverified"),
        (date(2026, 7, 1), "superseded"),
        (TODAY, "superseded"),
    ],
)
def test_an_earlier_tier_held_until_its_last_day(as_of: date, state: str) -> None:
    assert states(followed(to_on="2026-06-30", record="历史"), as_of)["B001"] == state


@pytest.mark.parametrize("old", [{"to_on": ""}, {"to_on": "2026-12-31"}])
def test_an_earlier_tier_is_over_once_the_next_one_began(old: dict[str, str]) -> None:
    assert states(followed(record="历史", **old), TODAY)["B001"] == "superseded"


def test_an_earlier_tier_that_nothing_follows_is_over() -> None:
    rows = with_cells("benefits", "B001", standard="", record="历史", to_on="2026-12-31", **OLD)
    assert states(rows) == {"B001": "superseded"}


def test_a_figure_seen_since_is_held_against_the_standard_of_its_time() -> None:
    """The tier of the sheet was seen in July, and names the figure of July."""
    assert "G013" not in codes(ROWS, PAST, TODAY)
    assert "G013" in codes(with_cells("benefits", "B001", as_of="2026-02-01"), PAST, TODAY)
