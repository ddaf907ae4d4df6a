from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from registry.dates import PartialDate
from registry.fields import (
    Context,
    Parsed,
    Places,
    Vocabulary,
    Words,
    clean,
    fold,
    load_marks,
    make_words,
    parse,
    split_list,
)
from registry.model import Coverage
from registry.schema import Column, Kind

TERMS = make_words(
    {fold(word): code for word, code in (("低保", "t-low"), ("医疗、康复", "t-care"))},
    {"t-low": "低保", "t-care": "医疗、康复"},
)
VOCABULARY = Vocabulary(
    choices={"status": Words(codes={"草稿": "draft"}, labels={"draft": "草稿"})},
    terms={"audience": TERMS},
    rows={"policies": Words(codes={"p001": "P001", "p012": "P012"})},
    numbers={"policies": {"p1": "P001", "p12": "P012"}},
    names={"policies": Words(codes={"最低生活保障": "P001", "临时救助": "P012"})},
    titles={"policies": "政策库"},
    places=Places(
        everywhere=frozenset({"全街道"}),
        stations={
            "s01": ("S01",),
            "东浜": ("S01",),
            "东浜居民区": ("S01",),
            "万村": ("S02", "S00"),
        },
        labels={"s01": "S01", "东浜": "东浜", "东浜居民区": "东浜居民区", "万村": "万村"},
    ),
    hosts=("sh.gov.cn",),
)
OF = {Kind.CHOICE: "status", Kind.TERM: "audience", Kind.TERMS: "audience"}


def read(text: str, kind: Kind) -> Parsed:
    column = Column(key="x", kind=kind, of=OF.get(kind, "policies"))
    return parse(text, Context(column=column, vocabulary=VOCABULARY, marks=load_marks()))


def value(text: str, kind: Kind) -> object:
    parsed = read(text, kind)
    assert parsed.faults == ()
    return parsed.value


def fault(text: str, kind: Kind) -> tuple[str, str]:
    (found,) = read(text, kind).faults
    return found.code, found.suggestion


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


def test_a_word_is_found_by_its_folded_form() -> None:
    assert value("低 保", Kind.TERM) == "t-low"
    assert value("草稿\u200b", Kind.CHOICE) == "draft"


def test_an_unknown_word_gets_the_nearest_one() -> None:
    assert fault("低报", Kind.TERM) == ("C002", "低保")
    assert fault("草搞", Kind.CHOICE) == ("C001", "草稿")
    assert fault("保低", Kind.TERM) == ("C002", "低保")
    assert fault("高铁", Kind.TERM) == ("C002", "")


def test_terms_keep_their_order_and_stand_once() -> None:
    assert value("医疗、康复，低保；低保", Kind.TERMS) == ("t-care", "t-low")


def test_each_wrong_term_is_told_by_itself() -> None:
    parsed = read("低报、低保、没有", Kind.TERMS)
    assert [entry.found for entry in parsed.faults] == ["低报", "没有"]
    assert parsed.value == ("t-low",)


def test_references_are_ids_in_any_width_and_case() -> None:
    assert value("ｐ００１、P012", Kind.REFERENCES) == ("P001", "P012")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最低生活保障", ("D002", "P001")),
        ("P12", ("D001", "P012")),
        ("最低生活保证", ("D001", "P001")),
        ("P777", ("D001", "")),
    ],
)
def test_a_wrong_reference_gets_the_id_that_was_meant(text: str, expected: tuple[str, str]) -> None:
    assert fault(text, Kind.REFERENCE) == expected


def test_a_single_reference_takes_one_id() -> None:
    assert fault("P001、P012", Kind.REFERENCE)[0] == "D003"


def test_coverage_is_read_by_id_and_by_residents_area() -> None:
    assert value("全街道", Kind.COVERAGE) == Coverage(everywhere=True)
    assert value("S01、东浜居民区", Kind.COVERAGE) == Coverage(stations=("S01",))
    assert value("东浜、万村", Kind.COVERAGE) == Coverage(stations=("S01", "S02", "S00"))


def test_an_unknown_station_gets_the_nearest_one() -> None:
    assert fault("东邦居民区", Kind.COVERAGE) == ("C013", "东浜居民区")


@pytest.mark.parametrize(
    "text",
    ["https://mzj.sh.gov.cn/a.html", " http://sh.gov.cn ", "HTTPS://MZJ.SH.GOV.CN/a?b=1#c"],
)
def test_links_to_allowed_sites_pass(text: str) -> None:
    assert value(text, Kind.LINK) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "www.sh.gov.cn",
        "ftp://sh.gov.cn/a",
        "https://evil.example\\@sh.gov.cn",
        "https://sh.gov.cn@evil.example/",
        "https://sh.gov.cn/a b",
        "https://[::1",
        "https://sh.gov.cn:99999/",
        'https://sh.gov.cn/"onclick="',
        "https://",
    ],
)
def test_unsafe_links_are_refused(text: str) -> None:
    assert fault(text, Kind.LINK)[0] == "C011"


@pytest.mark.parametrize("text", ["https://sh.gov.cn.evil.example/", "https://notsh.gov.cn/"])
def test_links_to_other_sites_are_refused(text: str) -> None:
    assert fault(text, Kind.LINK)[0] == "C012"


def test_lists_split_at_every_separator_but_not_in_brackets() -> None:
    text = "甲、乙,丙，丁;戊；己|庚\n辛（一、二）、壬"
    expected = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛（一、二）", "壬")
    assert split_list(text) == expected


def test_an_open_bracket_does_not_swallow_the_list() -> None:
    assert split_list("甲（一、乙") == ("甲（一", "乙")


def test_prose_keeps_its_signs_but_loses_invisible_ones() -> None:
    assert clean("\ufeff（一）满①岁，\u200b１８周岁\r\n以上\u00a0") == "（一）满①岁，１８周岁\n以上"


def test_lines_are_statements() -> None:
    assert value("一、申请\n\n二、审核\r\n三、公示", Kind.LINES) == (
        "一、申请",
        "二、审核",
        "三、公示",
    )


def test_headers_fold_brackets_case_and_white_space() -> None:
    assert fold(" 顾问提示（站内）\n") == fold("顾问提示(站内)")


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_cell_is_blank_without_fault(kind: Kind) -> None:
    column = Column(key="x", kind=kind)
    parsed = parse(" \u200b ", Context(column=column, vocabulary=VOCABULARY, marks=load_marks()))
    assert parsed.faults == ()
    assert parsed.value in ("", (), None, Coverage())
