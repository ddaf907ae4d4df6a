"""The doctor tells what is set and what is wrong, in words, and changes nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import doctor
from builders.cli import main
from registry.template import write_workbook
from tests.conftest import ROOT
from tests.registry.sheets import sheet

SETTINGS = f'source = "street.xlsx"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n'


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "jieyou.toml").write_text(SETTINGS, encoding="utf-8")
    write_workbook(sheet(), tmp_path / "street.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments])


def wrong(result: Result) -> list[str]:
    return [line for line in result.output.splitlines() if line.startswith("✗")]


def test_a_workspace_in_order_is_fine_and_nothing_in_it_is_touched(street: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in street.rglob("*")}
    result = run()
    assert (result.exit_code, wrong(result)) == (0, [])
    assert "都正常。" in result.output
    assert {path: path.stat().st_mtime_ns for path in street.rglob("*")} == before


def test_each_setting_is_told_with_where_it_was_said(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIEYOU_PUBLIC", "web")
    write_workbook(sheet(), street / "other.xlsx")
    said = run("--source", "other.xlsx").output
    assert "设置 source = other.xlsx（命令行选项）" in said
    assert "设置 public = web（环境变量 JIEYOU_PUBLIC）" in said
    assert "mkdocs.yml（jieyou.toml）" in said
    assert "设置 packs = packs（默认）" in said


@pytest.mark.parametrize("name", ["Python", "mkdocs", "mkdocs-material", "typst"])
def test_versions_are_told(street: Path, name: str) -> None:
    del street
    assert any(line.startswith(f"{name} ") for line in run().output.splitlines())


def test_a_sheet_that_is_not_there_is_told_with_what_to_do(street: Path) -> None:
    (street / "street.xlsx").unlink()
    result = run()
    (line,) = wrong(result)
    assert (result.exit_code, "没有找到“street.xlsx”" in line) == (4, True)


def test_a_frame_that_is_not_there_is_a_wrong_setting(street: Path) -> None:
    (street / "jieyou.toml").write_text('source = "street.xlsx"\nsite = "no.yml"\n', "utf-8")
    result = run()
    (line,) = wrong(result)
    assert (result.exit_code, "no.yml" in line) == (2, True)


def test_settings_that_cannot_be_read_are_a_sentence(street: Path) -> None:
    (street / "jieyou.toml").write_text("source = [", "utf-8")
    assert run().exit_code == 2


def test_a_damaged_ledger_is_told(street: Path) -> None:
    folder = street / "editions" / "public"
    folder.mkdir(parents=True)
    (folder / "0001-2026-09-01-7f3a90c2.json").write_text("{", encoding="utf-8")
    result = run()
    assert (result.exit_code, "版次账里的文件" in wrong(result)[0]) == (4, True)


def test_a_folder_inside_of_another_is_told(street: Path) -> None:
    (street / "jieyou.toml").write_text(SETTINGS + 'packs = "public/packs"\n', "utf-8")
    result = run()
    assert (result.exit_code, "同一个文件夹" in wrong(result)[0]) == (4, True)


def test_a_folder_with_files_of_others_is_told(street: Path) -> None:
    (street / "public").mkdir()
    (street / "public" / "mine.txt").write_text("x", encoding="utf-8")
    result = run()
    assert (result.exit_code, "不是本软件发布的文件" in wrong(result)[0]) == (4, True)


def test_a_folder_that_may_not_be_written_to_is_told(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del street

    def refuses(_path: object, mode: int) -> bool:
        return mode != os.W_OK

    monkeypatch.setattr(os, "access", refuses)
    result = run()
    assert result.exit_code == 4
    assert all("没有写的权限" in line for line in wrong(result))
    assert len(wrong(result)) == 4


def test_a_font_that_is_gone_is_told(street: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del street

    def gone(_text: str) -> str:
        raise FileNotFoundError(errno.ENOENT, "gone")

    monkeypatch.setattr(doctor, "missing_characters", gone)
    result = run()
    assert (result.exit_code, "manimgx-fonts-cjk" in wrong(result)[0]) == (4, True)


def test_a_login_in_an_address_is_not_shown(street: Path) -> None:
    settings = SETTINGS + 'google_gateway = "https://me:secret@example.org/"\n'
    (street / "jieyou.toml").write_text(settings, "utf-8")
    said = run().output
    assert "secret" not in said
    assert "https://example.org/" in said
