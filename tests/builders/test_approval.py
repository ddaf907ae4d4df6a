"""A row that waits for approval again: outputs keep what was approved, and the editor is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders.pipeline import check_source
from registry.check import Outcome
from registry.sources import SourceAddress
from tests.registry.sheets import Rows
from tests.small_street import AS_OF, build_rows, rows_with, small_street, write_sheet
from tests.test_reproducible import digests

NEW = "这一句还没有审核。"
HINT = "这一条提示还没有审核。"


def changed(status: str) -> Rows:
    """A policy and a resource with other words, in that state."""
    rows = rows_with(small_street(), "policies", 0, summary=NEW, advisor_hint=HINT, status=status)
    return rows_with(rows, "resources", 1, content=NEW, liaison=HINT, status=status)


def words(folder: Path) -> str:
    """Every page and list of both trees."""
    paths = [*folder.glob("public/**/*.html"), *folder.glob("packs/*/*.html")]
    return "\n".join(path.read_text("utf-8") for path in sorted(paths))


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.diagnostics]


def test_what_waits_again_is_shown_as_it_was_approved(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    before = digests(tmp_path / "public") | digests(tmp_path / "packs")
    result = build_rows(tmp_path, changed("待审核"))
    assert digests(tmp_path / "public") | digests(tmp_path / "packs") == before
    told = [problem.address for problem in result.outcome.diagnostics if problem.code == "F005"]
    assert [(address.tab, address.row) for address in told] == [("政策库", 2), ("资源库", 3)]
    assert {address.header for address in told} == {"状态"}

    build_rows(tmp_path, changed("已审核"))
    assert NEW in words(tmp_path)
    assert HINT in words(tmp_path)


def test_it_is_kept_however_often_the_sheet_is_published_meanwhile(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    for text in ("甲地", "乙地"):
        rows = rows_with(changed("待审核"), "stations", 0, address=text)
        build_rows(tmp_path, rows)
        assert text in words(tmp_path)
        assert NEW not in words(tmp_path)
        assert "P001" in {path.stem for path in (tmp_path / "public" / "p").glob("*.html")}


@pytest.mark.parametrize("status", ["草稿", "待审核"])
def test_what_never_was_approved_is_simply_not_there(tmp_path: Path, status: str) -> None:
    result = build_rows(tmp_path, rows_with(small_street(), "policies", 1, status=status))
    assert not (tmp_path / "public" / "p" / "P002.html").exists()
    assert "F005" not in codes(result.outcome)


def test_a_draft_is_taken_down(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    build_rows(tmp_path, rows_with(small_street(), "policies", 1, status="草稿"))
    assert not (tmp_path / "public" / "p" / "P002.html").exists()


def test_an_earlier_row_that_does_not_fit_any_more_is_not_shown(tmp_path: Path) -> None:
    base = rows_with(small_street(), "policies", 1, replaced_by="P001")
    rows = rows_with(base, "resources", 1, coverage="S02")
    build_rows(tmp_path, rows)
    rows = rows_with(rows, "resources", 1, coverage="全街道", status="待审核")
    gone = {**rows, "stations": rows["stations"][:1]}
    result = build_rows(tmp_path, gone)
    assert result.made or result.losses
    assert "F005" not in codes(result.outcome)


@pytest.mark.parametrize("tab", ["policies", "resources", "services", "signals"])
def test_a_row_that_waits_unchanged_is_no_leak_in_the_packs_that_show_it(
    tmp_path: Path, tab: str
) -> None:
    rows = rows_with(small_street(), "policies", 0, advisor_hint="先问清楚住在哪里。")
    rows = rows_with(rows, "resources", 0, liaison="对接的人在二楼东边", referral="先打电话")
    rows = rows_with(rows, "services", 0, advisor_hint="带上老花镜再去。")
    build_rows(tmp_path, rows)
    before = digests(tmp_path / "public") | digests(tmp_path / "packs")
    result = build_rows(tmp_path, rows_with(rows, tab, 0, status="待审核"))
    assert "F005" in codes(result.outcome)
    assert digests(tmp_path / "public") | digests(tmp_path / "packs") == before


def test_checking_tells_it_too_where_there_is_a_ledger(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    sheet = write_sheet(tmp_path / "sheet", changed("待审核"))
    address = SourceAddress(text=str(sheet))
    assert "F005" in codes(check_source(address, AS_OF, tmp_path / "editions"))
    assert "F005" not in codes(check_source(address, AS_OF))


def test_the_approved_rows_are_private_and_written_only_where_they_changed(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    kept = sorted((tmp_path / "editions" / "private" / "_approved").iterdir())
    assert len(kept) == 1
    assert (tmp_path / "editions" / "private").stat().st_mode & 0o077 == 0
    build_rows(tmp_path, rows_with(small_street(), "policies", 0, internal_note="办公室的话"))
    assert sorted(kept[0].parent.iterdir()) == kept
    assert "办公室" not in kept[0].read_text("utf-8")


def test_a_waiting_text_never_passes_the_gate(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    result = build_rows(tmp_path, changed("待审核"))
    assert NEW not in words(tmp_path)
    assert replace(result, losses=()).made
