"""What must be verified again: budgets, figures that changed, and the days on the edge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from registry.due import Due, DueItem, by_responsible, due
from registry.views.build import public_view
from tests.registry.sheets import AS_OF, ROWS, Rows, codes, judged, with_cells, with_row

JULY = date(2026, 7, 1)


def found(rows: Rows = ROWS, as_of: date = AS_OF, days: int = 30) -> Due:
    return due(judged(rows, as_of).registry, as_of, days)


def told(rows: Rows = ROWS, as_of: date = AS_OF, days: int = 30) -> list[tuple[str, ...]]:
    return [
        (item.subject.id, item.fact, item.state, item.reason, str(item.due_on or ""))
        for item in found(rows, as_of, days).items
    ]


def budget(name: str, days: str, rows: Rows = ROWS) -> Rows:
    return with_row("settings", "街道名称", rows, id=name, value=days)


def verified(day: str, rows: Rows = ROWS) -> Rows:
    """All policies verified on that day."""
    for key in ("P001", "P002"):
        rows = with_cells("policies", key, rows, verified_on=day)
    return rows


REACHED = with_cells("resources", "R001", phone="021-0000 2001", opening_hours="周二")


def test_nothing_is_due_of_a_street_verified_a_month_ago() -> None:
    assert told() == []


def test_hours_are_due_after_thirty_days_and_telephones_after_ninety() -> None:
    hours = ("R001", "opening_hours", "overdue", "budget", "2026-09-01")
    phone = ("R001", "phone", "soon", "budget", "2026-10-31")
    assert told(REACHED) == [hours]
    assert told(REACHED, days=60) == [hours, phone]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("电话核实天数", ("R001", "phone", "overdue", "budget", "2026-08-12")),
        ("开放时间核实天数", ("R001", "opening_hours", "overdue", "budget", "2026-08-12")),
        ("资源核实天数", ("R001", "resource", "overdue", "budget", "2026-08-12")),
    ],
)
def test_a_budget_of_the_settings_decides_what_is_due(name: str, expected: tuple[str, ...]) -> None:
    hours = "9999" if name != "开放时间核实天数" else "10"
    rows = budget("开放时间核实天数", hours, REACHED)
    rows = rows if name == "开放时间核实天数" else budget(name, "10", rows)
    assert told(rows) == [expected]


def test_the_budget_of_policies_is_that_of_services_too() -> None:
    rows = with_cells("settings", "核实有效天数", value="10")
    ids = [("P001", "policy"), ("P002", "policy"), ("F001", "service")]
    assert told(rows) == [(*id_, "overdue", "budget", "2026-08-12") for id_ in ids]


@pytest.mark.parametrize("name", ["电话核实天数", "开放时间核实天数", "资源核实天数"])
def test_a_budget_that_is_no_number_of_days_is_told_at_its_cell(name: str) -> None:
    outcome = judged(budget(name, "三个月"))
    (problem,) = outcome.diagnostics
    assert (problem.code, problem.address.cell) == ("T002", "B9")


def test_a_sheet_without_the_budgets_is_in_order() -> None:
    assert codes(ROWS) == []


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2026-08-02", ["overdue"]),  # the first day that it does not count any more is today
        ("2026-08-03", ["soon"]),  # it is tomorrow
        ("2026-08-31", ["soon"]),  # it is the last day that is looked ahead to
        ("2026-09-01", []),
    ],
)
def test_the_days_on_the_edge(day: str, states: list[str]) -> None:
    rows = with_cells("resources", "R001", REACHED, verified_on=day)
    rows = budget("开放时间核实天数", "29", rows)
    assert [item.state for item in found(rows, days=29).items if item.fact != "phone"] == states


def test_what_counts_until_yesterday_is_what_the_check_finds_too_old() -> None:
    rows = with_cells("settings", "核实有效天数", value="31")
    assert (told(rows, days=0), codes(rows)) == ([], [])
    assert codes(with_cells("settings", "核实有效天数", value="30")).count("F003") == 4
    assert len(told(with_cells("settings", "核实有效天数", value="30"), days=0)) == 3


def hours_due(verified_on: str, as_of: date, days: int) -> list[date | None]:
    rows = with_cells("resources", "R001", REACHED, verified_on=verified_on)
    items = found(rows, as_of, days).items
    return [item.due_on for item in items if item.fact == "opening_hours"]


def test_a_leap_day_is_a_day_like_any_other() -> None:
    leap = date(2028, 2, 29)
    assert hours_due("2028-01-29", leap - timedelta(days=1), 0) == []
    assert hours_due("2028-01-29", leap, 0) == [leap]
    assert hours_due("2028-02-29", leap, 30) == []
    assert hours_due("2028-02-29", leap, 31) == [date(2028, 3, 31)]


def test_what_was_never_verified_is_told_once_for_the_whole_row_and_last() -> None:
    rows = with_cells("policies", "P002", REACHED, verified_on="", phone="021-0000 1")
    assert told(rows)[-1] == ("P002", "policy", "never", "never", "")
    assert [one[1] for one in told(rows) if one[0] == "P002"] == ["policy"]


def test_a_row_that_is_due_as_a_whole_is_told_once() -> None:
    rows = with_cells("resources", "R001", REACHED, verified_on="2026-01-01")
    assert told(rows) == [("R001", "resource", "overdue", "budget", "2026-07-01")]


@pytest.mark.parametrize(
    "cells", [{"status": "草稿"}, {"status": "停用"}, {"availability": "已结束"}]
)
def test_rows_that_are_not_offered_need_no_verification(cells: dict[str, str]) -> None:
    assert told(with_cells("resources", "R001", verified_on="2025-01-01", **cells)) == []


def test_a_row_that_is_over_is_told_by_its_end_alone() -> None:
    rows = with_cells("policies", "P001", expires_on="2026-08-31", verified_on="")
    assert told(rows) == [("P001", "period", "overdue", "over", "2026-09-01")]
    rows = with_cells("resources", "R001", to_on="2026-09-20")
    assert told(rows) == [("R001", "period", "soon", "over", "2026-09-21")]


PEGGED = with_cells("policies", "P002", verified("2026-06-20"), pegged_to="低保标准")


def test_a_change_in_july_lists_all_that_is_pegged_to_the_figure() -> None:
    rows = with_cells("benefits", "B001", PEGGED, as_of="2026-06")
    items = [item for item in found(rows).items if item.fact == "pegged"]
    assert [(i.subject.id, i.column, i.reason, i.due_on) for i in items] == [
        ("P002", "pegged_to", "changed", JULY),
        ("B001", "amount", "changed", JULY),
    ]
    assert items[0].values == {
        "figure": "低保标准",
        "before": "1595 元/人/月",
        "after": "1700 元/人/月",
        "day": "2026-07-01",
    }
    assert items[1].subject.of == "最低生活保障"


def test_what_was_verified_on_the_day_of_the_change_is_not_listed() -> None:
    assert told(verified("2026-07-01", PEGGED)) == []
    assert [one[0] for one in told(verified("2026-06-30", PEGGED)) if one[1] == "pegged"] == [
        "P002"
    ]


@pytest.mark.parametrize(("seen", "is_listed"), [("2026-07", False), ("2026", True), ("", True)])
def test_a_tier_with_a_vague_date_may_be_older_than_the_change(seen: str, is_listed: bool) -> None:
    rows = with_cells("benefits", "B001", verified("2026-06-20"), as_of=seen)
    assert ("B001" in [one[0] for one in told(rows)]) == is_listed


def test_a_figure_that_stayed_the_same_changes_nothing() -> None:
    rows = with_cells("standards", "T002", PEGGED, value="1595")
    assert told(rows) == []


def test_a_change_that_is_announced_is_told_ahead() -> None:
    rows = with_cells("benefits", "B001", PEGGED, as_of="2026-06")
    expected = [(id_, "pegged", "soon", "changed", "2026-07-01") for id_ in ("P002", "B001")]
    assert told(rows, date(2026, 6, 20), 11) == expected
    assert told(rows, date(2026, 6, 20), 10) == []


def test_a_figure_whose_legal_year_ended_is_told_with_all_that_is_pegged_to_it() -> None:
    rows = verified("2027-06-15", PEGGED)
    items = found(rows, date(2027, 7, 1)).items
    figure = next(item for item in items if item.subject.id == "T002")
    assert (figure.state, figure.reason, figure.due_on) == ("overdue", "lapsed", date(2027, 7, 1))
    assert [subject.id for subject in figure.pegged] == ["P002", "B001"]
    assert figure.values["until"] == "2027-06-30"
    assert [i.subject.id for i in items if i.fact == "pegged"] == ["P002", "B001"]


def test_each_legal_year_without_a_figure_asks_again() -> None:
    rows = verified("2027-08-01", PEGGED)
    days = {
        year: [one[4] for one in told(rows, date(year, 8, 2), 0) if one[1] == "pegged"]
        for year in (2027, 2028)
    }
    assert days == {2027: [], 2028: ["2028-07-01"] * 2}


def test_a_figure_holds_until_the_day_that_its_document_names() -> None:
    rows = with_cells("standards", "T002", to_on="2026-12-31")
    (item, *_) = found(rows, date(2026, 12, 31), 1).items
    assert (item.subject.id, item.column, item.state) == ("T002", "to_on", "soon")
    assert (item.reason, item.due_on) == ("ended", date(2027, 1, 1))


OWN = with_cells("benefits", "B001", standard="", as_of="")


def test_a_figure_of_a_policy_is_due_when_its_legal_year_ends() -> None:
    rows = verified("2026-06-30", OWN)
    assert ("B001", "figure", "overdue", "lapsed", "2026-07-01") in told(rows)
    assert told(verified("2026-07-01", OWN)) == []


def test_a_figure_of_a_policy_with_an_end_is_due_on_the_day_after() -> None:
    rows = with_cells("benefits", "B001", OWN, from_on="2026-07-01", to_on="2026-08-31")
    assert told(rows) == [("B001", "figure", "overdue", "ended", "2026-09-01")]


def items_of(rows: Rows) -> tuple[tuple[str, tuple[DueItem, ...]], ...]:
    return by_responsible(found(rows).items)


def test_the_items_stand_under_whoever_is_responsible_those_of_nobody_last() -> None:
    rows = with_cells("policies", "P001", verified("2025-01-01"), decided_by="区民政局")
    rows = with_cells("resources", "R001", rows, organization="G001", verified_on="2025-01-01")
    groups = {name: [i.subject.id for i in group] for name, group in items_of(rows)}
    assert list(groups) == ["示例服务社", "区民政局", ""]
    assert groups["示例服务社"] == ["R001"]
    assert set(groups[""]) == {"P002"}


def test_a_liaison_is_asked_before_the_organization() -> None:
    rows = with_cells("organizations", "G001", contact_person="王干事", contact_mobile="")
    rows = with_cells("resources", "R001", rows, organization="G001", verified_on="")
    assert found(rows).items[0].subject.contact == "王干事"
    rows = with_cells("resources", "R001", rows, liaison="分发岗", liaison_phone="021-0000 4001")
    assert found(rows).items[0].subject.contact == "分发岗 021-0000 4001"


def test_rows_of_tabs_without_a_day_of_verification_are_counted() -> None:
    assert found().undated == (("stations", 1),)


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 10, 30), date(2026, 10, 31)])
def test_what_is_due_and_what_outputs_mark_follow_one_rule(day: date) -> None:
    rows = with_cells("resources", "R001", REACHED, verified_on="2026-08-01")
    resource = public_view(judged(rows, day).registry, day).resources[0]
    facts = {"opening_hours": resource.opening_hours_fresh, "phone": resource.phone_fresh}
    overdue = {item.fact for item in found(rows, day).items if item.state == "overdue"}
    assert {fact for fact, fresh in facts.items() if fresh and fresh.is_past} == overdue
    assert all(fresh and fresh.day < date(2026, 10, 31) for fresh in facts.values())


def test_a_tier_written_down_for_the_new_figure_is_not_due_because_of_it() -> None:
    rows = with_cells("standards", "T002", to_on="2027-06-30")
    rows = with_row("standards", "T002", rows, id="T003", from_on="2027-07-01", to_on="")
    rows = with_cells("standards", "T003", rows, value="1800")
    rows = with_row("benefits", "B001", rows, id="B002", as_of="", from_on="2027-07-01")
    for day in (date(2027, 6, 15), date(2027, 7, 2)):
        pegged = {item.subject.id for item in found(rows, day).items if item.fact == "pegged"}
        assert "B001" in pegged
        assert "B002" not in pegged
