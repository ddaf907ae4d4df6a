"""The short guide: long texts end between clauses, figures stay whole, one screen is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.public.brief import LINE, MOST_TIER_LINES, brief_tiers, make_brief
from builders.public.clip import clip, shown_width
from builders.public.tiers import TierText
from builders.wording import load_wording
from tests.builders.policy_views import BLANK_POLICY

WORDING = load_wording()
LONG = "收入低于标准的家庭，家里有老人、孩子的（含在校学生），每月补贴 1,595 元，可能适合"


def tier(name: str, given: str, state: str = "截至 2024-07-01，现行标准待核实") -> TierText:
    return TierText(tier=name, given=given, text="", state=state)


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (50, LONG),
        (30, "收入低于标准的家庭，家里有老人、孩子的（含在校学生）"),
        (24, "收入低于标准的家庭，家里有老人"),
        (18, "收入低于标准的家庭，家里有老人"),
        (12, "收入低于标准的家庭"),
    ],
)
def test_a_long_text_ends_between_clauses_and_outside_brackets(width: int, text: str) -> None:
    assert clip(LONG, width).text == text


@pytest.mark.parametrize("width", range(8, 50))
def test_a_figure_is_whole_or_not_there(width: int) -> None:
    text = clip(LONG, width).text
    assert ("1" in text) == ("1,595 元" in text)


def test_a_text_that_cannot_be_cut_is_left_to_the_full_guide() -> None:
    found = clip("每人每月1595元起按家庭人均收入差额逐月发放", 9)
    assert (found.text, found.cut) == ("", True)


def test_a_whole_sentence_is_not_called_unfinished() -> None:
    found = clip("免费。到窗口领取登记表以后再填写。", 6)
    assert (found.text, found.cut, found.open) == ("免费。", True, False)


def test_tiers_take_no_more_lines_than_there_are() -> None:
    tiers = tuple(
        tier(f"第{index}档：" + "照护等级" * 6, "不超过 3000 元/户") for index in range(5)
    )
    shown = brief_tiers(tiers).tiers
    assert len(shown) == 2
    lines = sum(-int(-shown_width(t.name.text) // LINE) + 1 for t in shown)
    assert lines <= MOST_TIER_LINES


def test_a_long_figure_stays_whole() -> None:
    given = "按“低保标准”计算，补足到 1595 元/人/月（按差额发）；" * 4
    (shown,) = brief_tiers((tier("一档", given),)).tiers
    assert shown.given == given


def test_a_state_that_all_share_is_said_once() -> None:
    brief = brief_tiers((tier("甲", "75 元"), tier("乙", "150 元")))
    assert brief.state
    assert [shown.state for shown in brief.tiers] == ["", ""]


def test_states_that_differ_stay_with_their_tiers() -> None:
    tiers = (tier("甲", "75 元"), tier("乙", "150 元", "已核实"))
    brief = brief_tiers(tiers)
    assert brief.state == ""
    assert all(shown.state for shown in brief.tiers)


def test_documents_are_counted_where_not_all_are_named() -> None:
    words = replace(BLANK_POLICY, not_required=("身份证原件不用带",))
    brief = make_brief(words, (), WORDING)
    assert (brief.all_documents, brief.not_required.text) == (0, "身份证原件不用带")
