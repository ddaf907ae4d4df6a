"""The page for whoever approves: harmless, readable, and never in anybody's way."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from builders.diff.page import page_bytes
from builders.diff.pieces import Pieces, pieces_of
from builders.diff.text import text_lines
from tests.builders.diff_streets import publish, report
from tests.conftest import ROOT
from tests.registry.sheets import with_cells
from tests.small_street import AS_OF, rows_with, small_street, write_sheet

HOSTILE = """<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }} </style> &amp;"""


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with something published and a sheet that differs in one private cell."""
    publish(tmp_path, small_street(), AS_OF)
    write_sheet(tmp_path / "sheet", with_cells("resources", "R001", small_street(), liaison="甲岗"))
    site = (ROOT / "mkdocs.yml").as_posix()
    settings = f'source = "sheet"\nsite = "{site}"\n'
    (tmp_path / "jieyou.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("diff", *arguments, "--as-of", AS_OF.isoformat()))


def test_hostile_words_are_only_words_in_the_page() -> None:
    rows = rows_with(small_street(), "policies", 0, fee=HOSTILE, name=f"低保{HOSTILE}")
    page = page_bytes(report(rows)).decode("utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("</style>") == 1
    assert "{{ 7*7 }}" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_signs_that_steer_a_screen_do_not_reach_it() -> None:
    rows = rows_with(small_street(), "policies", 0, fee="一\n二", time_limit="十天\u001b[2J")
    lines = text_lines(report(rows))
    assert any("“收费”：（空） → 一 / 二" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_a_long_text_is_cut_to_what_differs() -> None:
    before, after = f"{'甲' * 80}三{'乙' * 80}", f"{'甲' * 80}五{'乙' * 80}"
    old = rows_with(small_street(), "policies", 0, summary=before)
    lines = text_lines(report(rows_with(old, "policies", 0, summary=after), old))
    assert "1. 政策库 P001 最低生活保障“一句话说明”：" in lines
    assert f"   原来：…{'甲' * 20}三{'乙' * 20}…" in lines
    assert f"   现在：…{'甲' * 20}五{'乙' * 20}…" in lines


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("1510 元", "1595 元", ("", "1510", "1595", " 元")),
        ("周一", "周一到周五", ("周一", "", "到周五", "")),
        ("", "新的", ("", "", "新的", "")),
        ("甲乙", "甲乙", ("甲乙", "", "", "")),
        ("至2026-06-30止", "至2026-07-31止", ("至", "2026-06-30", "2026-07-31", "止")),
    ],
)
def test_texts_are_cut_where_they_differ_but_not_inside_of_figures(
    old: str, new: str, pieces: tuple[str, str, str, str]
) -> None:
    head, before, after, tail = pieces
    assert pieces_of(old, new) == Pieces(head=head, old=before, new=after, tail=tail)


def test_the_command_tells_what_changes_since_the_last_publication(street: Path) -> None:
    result = run("published")
    assert (result.exit_code, street.is_dir()) == (0, True)
    assert "“对接人(站内)”：（空） → 甲岗" in result.output


def test_the_page_goes_into_the_workspace_and_only_its_owner_reads_it(street: Path) -> None:
    result = run("published", "--format", "html")
    page = street / "变化说明（内部）.html"
    assert result.exit_code == 0, result.output
    assert str(page) in result.output
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "甲岗" in page.read_text("utf-8")
    assert run("published", "--format", "html").exit_code == 0
    assert run("published", "--format", "html", "--public-only").exit_code == 0
    assert "甲岗" not in (street / "变化说明（公开）.html").read_text("utf-8")
    assert not list(street.glob(".*.tmp"))


def test_a_file_that_is_no_such_page_is_never_written_over(street: Path) -> None:
    mine = street / "我的.html"
    mine.write_text("<p>mine</p>", encoding="utf-8")
    (street / "folder.html").mkdir()
    for name in ("我的.html", "folder.html"):
        result = run("published", "--format", "html", "--out", name)
        assert result.exit_code == 4
        assert "没有动它" in result.stderr
    assert mine.read_text("utf-8") == "<p>mine</p>"


def test_a_private_page_does_not_go_where_it_would_be_served(street: Path) -> None:
    (street / "public").mkdir()
    result = run("published", "--format", "html", "--out", "public/diff.html")
    assert result.exit_code == 4
    assert "公开网站" in result.stderr
    assert list((street / "public").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("2020-01-01-12345678",), 2, "版次账里有这些版次（新的在前）：2026-09-01-"),
        (("published", "--format", "html", "--out", "a.pdf"), 2, "不是网页的文件名"),
        (("published", "--out", "a.html"), 2, "--out 只能和 --format html 一起用"),
        (("没有.xlsx",), 4, "没有找到“没有.xlsx”"),
        (("published", "--format", "html", "--out", "没有/a.html"), 4, "写不进"),
        ((), 2, ""),
    ],
)
def test_wrong_use_is_answered_in_a_sentence(
    street: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, street.is_dir()) == (status, True)
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_sheet_with_errors_is_told_and_not_compared(street: Path) -> None:
    write_sheet(street / "sheet", rows_with(small_street(), "policies", 0, level="上海是"))
    result = run("published")
    assert result.exit_code == 1
    assert "【政策库】" in result.output
    assert "“sheet”里有错误，没有比较。" in result.output
    data = json.loads(run("published", "--format", "json").output)
    assert [one["name"] for one in data["refused"]] == ["sheet"]


def test_the_data_on_the_screen_are_one_document(street: Path) -> None:
    result = run("published", "--format", "json")
    data = json.loads(result.output)
    assert street.is_dir()
    assert result.output.isascii()
    assert data["totals"]["public"] == {"changes": 0, "pages": [], "other_pages": []}
    assert [one["changes"] for one in data["totals"]["stations"]] == [1, 0]
