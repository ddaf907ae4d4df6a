"""Names are filed under the first letter of their pinyin, figures under their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builders.public.phones import phone_parts
from builders.public.pinyin import initial, sorting_key
from builders.public.standards import chart_of
from builders.wording import load_wording
from tests.builders.views import SERIES, standard

WORDING = load_wording()


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("爱心超市", "A"),
        ("长期护理保险", "C"),
        ("低保", "D"),
        ("敬老卡", "J"),
        ("廉租住房", "L"),
        ("重度残疾人护理补贴", "Z"),
        ("殡葬补贴", "B"),
        ("12345", ""),
    ],
)
def test_the_first_letter_of_a_name(name: str, letter: str) -> None:
    assert initial(name, WORDING) == letter


def test_names_of_one_letter_stand_in_the_order_of_their_pinyin() -> None:
    names = ["低收入", "大病", "低保"]
    assert sorted(names, key=lambda name: sorting_key(name, WORDING)) == ["大病", "低保", "低收入"]


def test_a_chart_starts_at_zero_and_ends_with_the_newest() -> None:
    chart = chart_of(SERIES.figures)
    assert chart is not None
    assert [point.label for point in chart.points] == ["1420", "1510", "1595"]
    heights = [chart.base - Decimal(point.y) for point in chart.points]
    assert heights[0] / heights[-1] == pytest.approx(Decimal(1420) / 1595, abs=Decimal("0.01"))


def test_one_figure_is_no_line() -> None:
    assert chart_of(SERIES.figures[:1]) is None


def test_figures_of_different_units_share_no_line() -> None:
    other = replace(standard(2021, 330), unit="元/户/月", from_on=date(2021, 7, 1))
    assert chart_of((*SERIES.figures, other)) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("021-0000 1001", ["02100001001"]),
        ("12345(市民服务热线)、12355(青少年服务热线)", ["12345", "12355"]),
        ("021-0000 1001（工作日 9:00-17:00）", ["02100001001"]),
        ("居委会转 201", []),
    ],
)
def test_each_number_in_a_text_can_be_dialled(text: str, numbers: list[str]) -> None:
    parts = phone_parts(text)
    assert "".join(part.text for part in parts) == text
    assert [part.number for part in parts if part.number] == numbers
