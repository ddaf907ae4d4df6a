"""The commands that write workbooks for the editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from registry.sources import open_snapshot
from registry.template import empty_snapshot


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_an_empty_workbook_is_written_and_its_place_is_said(tmp_path: Path) -> None:
    result = run("template", str(tmp_path / "空表.xlsx"))
    assert result.exit_code == 0
    assert str(tmp_path / "空表.xlsx") in result.output
    assert open_snapshot(tmp_path / "空表.xlsx") == empty_snapshot()


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    path.write_bytes(b"mine")
    result = run("template", str(path))
    assert (result.exit_code, path.read_bytes()) == (4, b"mine")
    assert "没有动它" in result.stderr


@pytest.mark.parametrize("name", ["空表", "空表.xls", "空表.csv"])
def test_a_name_that_is_not_one_of_a_workbook_is_refused(tmp_path: Path, name: str) -> None:
    result = run("template", str(tmp_path / name))
    assert result.exit_code == 2
    assert ".xlsx" in result.stderr
    assert not (tmp_path / name).exists()


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("template", str(tmp_path / "file" / "空表.xlsx"))
    assert result.exit_code == 4
    assert "写不进" in result.stderr
