"""Days, figures and telephone numbers, in the ways people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from registry.dates import PartialDate
from registry.schema import Kind
from tests.registry.cells import fault, read, value


@pytest.mark.parametrize(
    "text",
    [
        "2024-07-01",
        "2024/7/1",
        "2024.7.1",
        "2024年7月1日",
        "2024年7月1号",
        "20240701",
        "２０２４－０７－０１",
        "2024-07-01 00:00:00",
        "2024-07-01T00:00",
        " 2024 年 7 月 1 日 ",
        "2024\u20117\u20111",
    ],
)
def test_dates_are_read_in_the_ways_people_type_them(text: str) -> None:
    assert value(text, Kind.DATE) == date(2024, 7, 1)


@pytest.mark.parametrize("text", ["2024年7月", "2024-07", "2024年", "2024", "2024/7"])
def test_a_date_without_day_is_incomplete(text: str) -> None:
    assert fault(text, Kind.DATE)[0] == "C004"


@pytest.mark.parametrize(
    "text",
    [
        "7月1日",
        "2024-02-30",
        "2024-13-01",
        "长期",
        "1/7/2024",
        "24-07-01",
        "0000-01-01",
    ],
)
def test_other_texts_are_no_date(text: str) -> None:
    assert fault(text, Kind.DATE) == ("C003", "")


def test_a_day_number_gets_its_date_as_suggestion() -> None:
    assert fault("45474", Kind.DATE) == ("C003", "2024-07-01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年7月", PartialDate(2024, 7)),
        ("2024-07", PartialDate(2024, 7)),
        ("202407", PartialDate(2024, 7)),
        ("2024.10", PartialDate(2024, 10)),
        ("2024年", PartialDate(2024)),
        ("2024", PartialDate(2024)),
        ("2024/7/1", PartialDate(2024, 7, 1)),
    ],
)
def test_an_as_of_date_may_be_a_month_or_a_year(text: str, expected: PartialDate) -> None:
    assert value(text, Kind.PARTIAL_DATE) == expected


def test_a_month_that_may_have_lost_its_naught_is_refused() -> None:
    assert fault("2024.1", Kind.PARTIAL_DATE) == ("C003", "")


@pytest.mark.parametrize(
    ("text", "figure"),
    [("1595", "1595"), ("1,595", "1595"), ("１，５９５", "1595"), ("12.5", "12.5"), ("0", "0")],
)
def test_figures_are_read(text: str, figure: str) -> None:
    assert value(text, Kind.NUMBER) == Decimal(figure)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1,595元", "1595"),
        ("3190元/月", "3190"),
        ("70%", "70"),
        ("70％", "70"),
        ("1.5万元", "15000"),
    ],
)
def test_a_unit_in_a_figure_is_refused_with_the_bare_figure(text: str, suggestion: str) -> None:
    assert fault(text, Kind.NUMBER) == ("C006", suggestion)


@pytest.mark.parametrize(
    "text", ["约1595", "50-70", "50至70", "15,95", "-5", "1E5", "9" * 5000, "五百"]
)
def test_other_texts_are_no_figure(text: str) -> None:
    assert fault(text, Kind.NUMBER)[0] in {"C005", "C006"}
    assert read(text, Kind.NUMBER).value is None


def test_a_range_gets_no_suggestion() -> None:
    assert fault("50至70", Kind.NUMBER) == ("C005", "")


def test_a_whole_number_has_no_fraction() -> None:
    assert value("3.0", Kind.INTEGER) == 3
    assert fault("2.5", Kind.INTEGER)[0] == "C007"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("021-62510000", "021-62510000"),
        ("（021）62510000", "（021）62510000"),
        ("62510000", "62510000"),
        ("021-0000 1234", "021-0000 1234"),
        ("021-62510000转801", "021-62510000转801"),
        ("12345(市民服务热线)", "12345(市民服务热线)"),
        ("12345（市民服务热线）", "12345（市民服务热线）"),
        ("021-12345", "021-12345"),
        ("962200", "962200"),
        ("110", "110"),
        ("400-820-8820", "400-820-8820"),
        ("+86 21 6251 0000", "+86 21 6251 0000"),
        ("13800001111", "13800001111"),
        ("021-62510000；12345", "021-62510000、12345"),
        ("021-62510000\n021-62510001", "021-62510000、021-62510001"),
    ],
)
def test_phones_are_kept_as_text(text: str, kept: str) -> None:
    assert value(text, Kind.PHONE) == kept


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2162510000", "021-62510000"),
        ("1062510000", "010-62510000"),
        ("57188880000", "0571-88880000"),
        ("2162510000.0", "021-62510000"),
    ],
)
def test_a_phone_that_lost_its_zero_is_told_with_the_whole_number(
    text: str, suggestion: str
) -> None:
    assert fault(text, Kind.PHONE) == ("C009", suggestion)


@pytest.mark.parametrize("text", ["2.16251E+09", "1.38E+10", "2E9"])
def test_a_phone_in_scientific_notation_is_damaged(text: str) -> None:
    assert fault(text, Kind.PHONE)[0] == "C010"


@pytest.mark.parametrize(
    "text", ["请打居委会", "12", "021-6251", "62510000 张主任", "1234567890123"]
)
def test_other_texts_are_no_phone(text: str) -> None:
    assert fault(text, Kind.PHONE)[0] == "C008"
