"""Words, references, places, links and prose, as cells hold them."""

from __future__ import annotations

import pytest

from registry.fields import (
    Context,
    clean,
    fold,
    load_marks,
    parse,
    split_list,
)
from registry.model import Coverage
from registry.schema import Column, Kind
from tests.registry.cells import VOCABULARY, fault, read, value


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
