"""What a side may be: a sheet, an edition of the ledger, or what is published."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from builders.diff.sides import sheet_side
from builders.ledger import Ledger, LedgerError
from builders.outputs.site import site_content
from builders.request import RequestError
from builders.shown import shown_on
from registry.sources import SourceError
from tests.builders.diff_streets import compare, publish, sheet_at, side, told
from tests.registry.sheets import Rows, judged, with_cells
from tests.small_street import AS_OF, rows_with, small_street

FIRST, SECOND, THIRD = date(2026, 8, 2), date(2026, 8, 10), date(2026, 8, 20)


def with_fee(text: str) -> Rows:
    return rows_with(small_street(), "policies", 0, fee=text)


def with_liaison(rows: Rows, text: str) -> Rows:
    return with_cells("resources", "R001", rows, liaison=text)


def test_a_sheet_has_the_digests_that_a_build_gives_its_pages() -> None:
    built = site_content(shown_on(judged(small_street()).registry, AS_OF), Ledger()).record
    assert side(small_street()).public == built


def test_what_is_published_is_compared_with_the_sheet_of_the_workspace(tmp_path: Path) -> None:
    publish(tmp_path, small_street(), AS_OF)
    sheet_at(tmp_path / "sheet", with_liaison(with_fee("不收费"), "对接岗"))
    text = told(compare(tmp_path, "published"))
    assert "1. 政策库 P001 最低生活保障“收费”：（空） → 不收费" in text
    assert "影响：1 个页面、2 份清单（工作手册）" in text
    assert "资源库 R001 送餐“对接人(站内)”：（空） → 对接岗" in text


def test_two_editions_are_compared_as_they_were_published(tmp_path: Path) -> None:
    first = publish(tmp_path, small_street(), FIRST)
    second = publish(tmp_path, with_liaison(with_fee("不收费"), "甲"), SECOND, 2)
    publish(tmp_path, with_liaison(with_fee("五元"), "乙"), THIRD, 3)
    text = told(compare(tmp_path, first, second))
    assert text.startswith(f"从 版次 {first} 到 版次 {second}\n")
    assert "“收费”：（空） → 不收费" in text
    assert "“对接人(站内)”：（空） → 甲" in text
    assert "“收费”：不收费 → 五元" in told(compare(tmp_path, second, "published"))


def test_what_was_published_again_unchanged_is_no_change(tmp_path: Path) -> None:
    publish(tmp_path, small_street(), AS_OF)
    sheet_at(tmp_path / "sheet", small_street())
    assert told(compare(tmp_path, "published")).endswith("\n没有变化。")


def test_a_row_that_was_retired_before_is_not_told_to_retire_now(tmp_path: Path) -> None:
    ended = with_cells("services", "F001", small_street(), status="停用")
    publish(tmp_path, small_street(), SECOND)
    sheet_at(tmp_path / "sheet", with_cells("services", "F001", ended, content="陪同就医一次。"))
    assert "服务清单 F001 陪医：停用" in told(compare(tmp_path, "published"))
    publish(tmp_path, ended, THIRD, 2)
    text = told(compare(tmp_path, "published"))
    assert "停用" not in text
    assert "服务清单 F001 陪医“服务内容”" in text
    sheet_at(tmp_path / "sheet", small_street())
    assert "服务清单 F001 陪医：重新启用" in told(compare(tmp_path, "published"))


def test_a_ledger_without_the_private_part_says_what_was_not_compared(tmp_path: Path) -> None:
    publish(tmp_path, small_street(), AS_OF)
    shutil.rmtree(tmp_path / "editions" / "private" / "S02")
    sheet_at(tmp_path / "sheet", with_liaison(small_street(), "甲"))
    text = told(compare(tmp_path, "published"))
    assert "- 站点 S02 示例二站：有一边没有它的内容，没有比较。" in text
    assert "- 站点 S01 示例一站：1 处变化，" in text
    shutil.rmtree(tmp_path / "editions" / "private")
    assert "2 个站点，每个：有一边没有它的内容，没有比较。" in told(compare(tmp_path, "published"))


def test_pages_that_only_a_later_day_changes_are_told_apart(tmp_path: Path) -> None:
    rows = with_cells("policies", "P002", small_street(), expires_on="2026-08-25")
    publish(tmp_path, rows, THIRD)
    sheet_at(tmp_path / "sheet", rows)
    text = told(compare(tmp_path, "published"))
    assert "个页面也跟着变：目录、排列顺序，或到了日子说法不同" in text
    assert "居民看到的变化（公开网站）\n没有变化。" in text


def test_an_edition_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    editions = [
        publish(tmp_path, small_street(), FIRST),
        publish(tmp_path, with_fee("免"), SECOND, 2),
    ]
    for word in ("2020-01-01-12345678", "publishd", "2026-08-10"):
        with pytest.raises(RequestError) as caught:
            compare(tmp_path, word)
        assert (caught.value.key, caught.value.value) == ("unknown_edition", word)
        assert caught.value.known == " ".join(reversed(editions))


def test_an_empty_ledger_has_nothing_published(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no_editions"):
        compare(tmp_path, "published")


@pytest.mark.parametrize("word", ["没有.xlsx", "没有/表"])
def test_a_sheet_that_is_not_there_is_refused_as_ever(tmp_path: Path, word: str) -> None:
    with pytest.raises(SourceError):
        compare(tmp_path, str(tmp_path / word))


def test_a_damaged_ledger_is_named(tmp_path: Path) -> None:
    publish(tmp_path, small_street(), FIRST)
    (damaged,) = (tmp_path / "editions" / "public").iterdir()
    damaged.write_text("{", encoding="utf-8")
    with pytest.raises(LedgerError):
        compare(tmp_path, "published")


def test_sheets_of_the_same_name_are_told_by_their_folders(tmp_path: Path) -> None:
    old = sheet_at(tmp_path / "去年" / "表", small_street())
    new = sheet_at(tmp_path / "今年" / "表", with_fee("免"))
    assert told(compare(tmp_path, old, new)).startswith(
        "从 去年/表（2026-09-01 的样子） 到 今年/表（"
    )


def test_sheets_with_errors_are_handed_back_and_not_compared(tmp_path: Path) -> None:
    old = sheet_at(tmp_path / "旧", rows_with(small_street(), "policies", 0, level="上海是"))
    new = sheet_at(tmp_path / "新", rows_with(small_street(), "policies", 0, level="北京是"))
    result = compare(tmp_path, old, new)
    assert result.report is None
    assert [name for name, _ in result.refused] == ["旧", "新"]


def test_the_public_side_needs_no_station_of_a_sheet() -> None:
    registry = judged(small_street()).registry
    bare = sheet_side("表", registry, AS_OF, with_stations=False)
    assert bare.stations == {}
    assert bare.public == side(small_street()).public


def test_a_sheet_at_an_address_of_no_known_kind_is_refused_as_ever(tmp_path: Path) -> None:
    sheet_at(tmp_path / "sheet", small_street())
    with pytest.raises(SourceError):
        compare(tmp_path, "ftp://example.com/表")


def test_a_cloud_sheet_without_its_companion_is_compared_for_the_public_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, with_liaison(small_street(), "甲"), AS_OF)
    outcome = judged(with_fee("不收费"))
    monkeypatch.setattr("builders.diff.run.check_source", lambda *_, **__: outcome)
    text = told(compare(tmp_path, "published", "https://docs.google.com/spreadsheets/d/1/edit"))
    assert "“收费”：（空） → 不收费" in text
    assert "甲" not in text
    assert "2 个站点，每个：有一边没有它的内容，没有比较。" in text
