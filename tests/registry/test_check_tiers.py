"""Tiers that another one follows on a day: the earlier one needs a last day to step back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.registry.sheets import ROWS, Rows, codes, judged, with_cells, with_row

OLD = {"from_on": "2026-07-01"}
START = "2027-07-01"


def followed(new: dict[str, str], **old: str) -> Rows:
    """The tier of the sheet with these cells, and a next one from July 2027."""
    rows = with_row("benefits", "B001", id="B002", from_on=START, as_of="")
    return with_cells("benefits", "B001", with_cells("benefits", "B002", rows, **new), **old)


def found(rows: Rows) -> list[tuple[str, str]]:
    """The cell of each problem, and the last day that may be meant."""
    problems = judged(rows).diagnostics
    assert {problem.code for problem in problems} <= {"E010"}
    return [(problem.address.cell, problem.suggestion) for problem in problems]


@pytest.mark.parametrize("old", [{}, OLD])
def test_a_tier_without_an_end_does_not_step_back_by_itself(old: dict[str, str]) -> None:
    assert found(followed({}, **old)) == [("N2", "2027-06-30")]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ({}, {"to_on": "2027-06-30"}),
        ({}, {"to_on": "2026-12-31"}),
        ({}, {"from_on": "2027-07-01"}),
        ({}, {"record": "历史"}),
        ({"record": "历史"}, {}),
        ({"status": "草稿"}, {}),
        ({}, {"status": "草稿"}),
        ({"tier": "残疾人保障线"}, {}),
        ({"policy": "P002"}, {}),
        ({"kind": "上限", "standard": ""}, {}),
        ({"from_on": ""}, {}),
    ],
)
def test_no_word_of_tiers_that_end_or_do_not_follow(
    new: dict[str, str], old: dict[str, str]
) -> None:
    assert "E010" not in codes(followed(new, **old))


def test_the_first_of_several_that_follow_tells_the_last_day() -> None:
    rows = with_row("benefits", "B002", followed({}), id="B003", from_on="2027-01-01")
    assert found(rows) == [("N2", "2026-12-31"), ("N4", "2027-06-30")]


def test_two_that_begin_together_both_need_an_end_before_the_third() -> None:
    rows = followed({"from_on": "2027-07-01"}, **OLD)
    rows = with_row("benefits", "B001", rows, id="B003")
    assert found(rows) == [("N2", "2027-06-30"), ("N4", "2027-06-30")]


def test_an_end_that_cannot_be_read_is_told_once() -> None:
    assert codes(followed({}, to_on="明年夏天")) == ["C003"]


def with_standards() -> Rows:
    """A standard that rises in July 2027."""
    rows = with_cells("standards", "T002", ROWS, to_on="2027-06-30")
    return with_row("standards", "T002", rows, id="T003", value="1888", from_on=START, to_on="")


@pytest.mark.parametrize("as_of", [date(2026, 9, 1), date(2027, 6, 30), date(2027, 7, 1)])
@pytest.mark.parametrize(("old", "new", "expected"), [
    ("1700", "1888", []),
    ("1700", "1700", [("F3", "1888")]),
    ("1888", "1888", [("F2", "1700")]),
])  # fmt: skip
def test_a_tier_is_held_against_the_standard_of_its_own_time(
    as_of: date, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    rows = with_cells("benefits", "B001", with_standards(), amount=old, to_on="2027-06-30")
    rows = with_row("benefits", "B001", rows, id="B002", amount=new, from_on=START, to_on="")
    found = [one for one in judged(rows, as_of).diagnostics if one.code == "G013"]
    assert [(one.address.cell, one.values["expected"]) for one in found] == expected
