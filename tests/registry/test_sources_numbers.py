from __future__ import annotations

import pytest

from registry.sources.number_formats import BUILT_IN, GENERAL, parse_format
from registry.sources.numbers import iso_date_text, number_text, plain_number


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1595", "1595"),
        ("0.8", "0.8"),
        ("13800001111", "13800001111"),
        ("1.3800001111E10", "13800001111"),
        ("1E+3", "1000"),
        ("0.30000000000000004", "0.3"),
        ("7.0000000000000007E-2", "0.07"),
        ("1595.0", "1595"),
        ("-0", "0"),
        ("0", "0"),
        ("2675.3333333333335", "2675.33333333333"),
    ],
)
def test_a_number_reads_as_it_was_typed(raw: str, text: str) -> None:
    assert plain_number(raw) == text


@pytest.mark.parametrize("raw", ["3.10105199001011E+17", "310105199001011234", "1E-30", "1E9999"])
def test_a_number_that_a_float_cannot_hold_stays_as_it_is_written(raw: str) -> None:
    assert plain_number(raw) == raw


@pytest.mark.parametrize("raw", ["", "abc", "NaN", "1_000", "１２", "--1", "1E99999999999"])
def test_what_is_no_number_is_left_alone(raw: str) -> None:
    assert number_text(raw, GENERAL, date_1904=False) == raw


@pytest.mark.parametrize(
    ("code", "serial", "text"),
    [
        ("yyyy-mm-dd", "45474", "2024-07-01"),
        ('yyyy"年"m"月"d"日";@', "45474", "2024-07-01"),
        ("[$-804]yyyy/m/d dddd", "45474", "2024-07-01"),
        ("[$-404]e/m/d", "45474", "2024-07-01"),
        ("m/d", "45474", "2024-07-01"),
        ('yyyy"年"m"月"', "45474", "2024-07"),
        ("mmm-yy", "45474", "2024-07"),
        ("yyyy", "45474", "2024"),
        ("yyyy-mm-dd hh:mm", "45474.375", "2024-07-01 09:00"),
        ("yyyy-mm-dd hh:mm", "45474", "2024-07-01"),
        ("yyyy-mm-dd", "45474.375", "2024-07-01"),
        ("yyyy-mm-dd hh:mm", "45474.99999999999", "2024-07-02"),
        ('上午/下午h"时"mm"分"', "0.5625", "13:30"),
        ("h:mm AM/PM", "0.375", "09:00"),
        ("mm:ss.0", "0.00069444444444444447", "00:01"),
        ("[h]:mm", "1.25", "30:00"),
        ("yyyy-mm-dd", "1", "1900-01-01"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("0%", "0.8", "80%"),
        ("0.00%", "7.0000000000000007E-2", "7%"),
        ("00000000000", "2162510000", "02162510000"),
        ("General", "0.5", "0.5"),
        ("#,##0.00;[Red]-#,##0.00", "1595", "1595"),
        ('"day "0', "3", "3"),
        ("0.00E+00", "1595", "1595"),
        ("@", "2162510000", "2162510000"),
    ],
)
def test_a_format_decides_whether_a_number_is_a_date(code: str, serial: str, text: str) -> None:
    assert number_text(serial, parse_format(code), date_1904=False) == text


@pytest.mark.parametrize("serial", ["-5", "99999999", "60", "0"])
def test_a_day_that_the_calendar_does_not_have_stays_a_number(serial: str) -> None:
    assert number_text(serial, parse_format("yyyy-mm-dd"), date_1904=False) == serial


def test_the_date_system_of_1904_starts_later() -> None:
    day = parse_format("yyyy-mm-dd")
    assert number_text("44012", day, date_1904=True) == "2024-07-01"
    assert number_text("0", day, date_1904=True) == "1904-01-01"


def test_a_built_in_month_format_of_chinese_programs_keeps_the_month() -> None:
    assert number_text("45474", parse_format(BUILT_IN[57]), date_1904=False) == "2024-07"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2024-07-01", "2024-07-01"),
        ("2024-07-01T00:00:00", "2024-07-01"),
        ("2024-07-01T09:00:00.000Z", "2024-07-01 09:00"),
        ("2024-07-01T09:00:30", "2024-07-01 09:00:30"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_date_kept_as_text_reads_like_any_date(raw: str, text: str) -> None:
    assert iso_date_text(raw) == text
