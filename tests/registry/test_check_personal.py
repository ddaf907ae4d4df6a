from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.check.patterns import (
    cards,
    has_many_digits,
    holds_personal_number,
    homes,
    id_numbers,
    may_hold_home,
    mobiles,
)
from registry.diagnostics import Severity
from tests.registry.sheets import codes, judged, only, with_cells
from tests.scale import rounds

ID_NUMBER = "11010519491231002X"
CARD = "6222021234567890128"
PIECES = st.sampled_from(
    [
        *"0123①③３９ ,，\u200b\n王小",
        "13800138000",
        ID_NUMBER,
        CARD,
        "王阿姨",
        "12弄",
        "３号",
        "5",
        "室",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        ID_NUMBER,
        ID_NUMBER.lower(),
        f"身份证{ID_NUMBER}，",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "ID11010519491231002X",
        "110105194912310000",
        "810000199408230021",
    ],
)
def test_identity_numbers_are_found(text: str) -> None:
    assert id_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",
        "110105194913310025",
        "91310105194912310020",
        "2024070120240731",
        "202411230001234567",
    ],
)
def test_other_long_numbers_are_no_identity_numbers(text: str) -> None:
    assert not id_numbers(text)


@pytest.mark.parametrize(
    "text", ["13800001111", "138 0000 1111", "+86 138-0000-1111", "电话13800001111转"]
)
def test_mobiles_are_found(text: str) -> None:
    assert mobiles(text)


def test_cards_are_found() -> None:
    assert cards(f"卡号{CARD}")
    assert cards("6222 0212 3456 7890 128")
    assert not cards("6222021234567890127")


FALSE_HITS = (
    "沪民规〔2024〕13号",
    "国务院令第649号",
    "索取号：SY-0021301-2024-0138",
    "https://www.shanghai.gov.cn/nw/12310105132212345678/index.html?t=1720000000000",
    "https://www.shanghai.gov.cn/13800001111.html",
    "统一社会信用代码 91310105MA1FW00X1Y",
    "021-62510000",
    "021-0000 1380、12345",
    "20240701",
    "2024年7月1日1595元、2023年7月1日1510元",
    "2024070115951510",
    "截至2024-07-01 2023-07-01 2022-07-01",
    "愚园路1088弄",
    "江苏路街道社区事务受理服务中心，愚园路1088弄48号",
    "江苏路、愚园路1088弄5号302室",
    "困难老人、高龄老人，到愚园路1088弄5号302室办理",
    "13个居民区、1个工作室",
)


@pytest.mark.parametrize("text", FALSE_HITS)
@pytest.mark.parametrize("column", ["legal_basis", "summary", "apply_at"])
def test_what_only_looks_personal_passes(text: str, column: str) -> None:
    found = codes(with_cells("policies", "P001", **{column: text}))
    assert [code for code in found if code.startswith("P")] == []


@pytest.mark.parametrize(
    "text",
    [
        "王阿姨住愚园路1088弄5号",
        "姓名：李秀英 愚园路1088弄5号302室",
        "户主张三，地址愚园路1088弄5号",
        "张三，愚园路1088弄5号302室",
        "愚园路1088弄5号302室，赵小明",
        "见下\n张三 302室",
        "陈老伯家在江苏路500弄3号",
    ],
)
def test_a_home_beside_a_name_is_found(text: str) -> None:
    assert homes(text)


def test_an_address_column_may_hold_addresses_but_no_home_of_a_person() -> None:
    assert codes(with_cells("stations", "S01", address="愚园路1088弄5号302室")) == []
    assert codes(with_cells("stations", "S01", address="王阿姨家，愚园路1088弄5号")) == ["P004"]


def test_a_found_number_is_never_quoted() -> None:
    problem = only(with_cells("policies", "P001", summary=f"见{ID_NUMBER}"))
    assert problem.found == "1***"
    broken = judged(with_cells("policies", "P001", issued_on=ID_NUMBER))
    assert all(ID_NUMBER not in repr(problem) for problem in broken.diagnostics)


def test_a_work_mobile_has_its_own_columns() -> None:
    assert codes(with_cells("contacts", "C001", mobile="13800001111")) == []
    assert codes(with_cells("contacts", "C001", office_phone="13800001111")) == ["P002"]


def test_in_internal_rows_personal_data_is_a_warning() -> None:
    problem = only(with_cells("resources", "R001", row_visibility="内部", content=ID_NUMBER))
    assert (problem.code, problem.severity) == ("P101", Severity.WARNING)


def test_signals_are_for_stations_only() -> None:
    problem = only(with_cells("signals", "X001", question=ID_NUMBER))
    assert (problem.code, problem.severity) == ("P101", Severity.WARNING)


def test_numbers_without_meaning_are_not_personal() -> None:
    assert not holds_personal_number("12345678901234567890")


@settings(max_examples=rounds(200, 20_000))
@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_text_with_personal_data_is_passed_over_by_the_quick_look(text: str) -> None:
    assert may_hold_home(text) or not homes(text)
    assert has_many_digits(text) or not (id_numbers(text) or mobiles(text) or cards(text))
