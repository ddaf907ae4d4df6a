"""The commands that write workbooks for the editor."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from registry.sources import open_snapshot
from registry.template import empty_snapshot, write_workbook
from tests.conftest import DEMO
from tests.registry.sheets import sheet, with_cells


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


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with one error."""
    path = tmp_path / "资源库.xlsx"
    write_workbook(sheet(with_cells("policies", "P001", level="上海是")), path)
    return path


def annotate(source: Path, *more: str) -> Result:
    options = ("--source", str(source), "--as-of", "2026-09-01", "--format", "xlsx")
    return run("check", *options, *more)


def test_the_marked_copy_lies_beside_the_workbook_which_is_not_touched(book: Path) -> None:
    before = book.read_bytes(), book.stat().st_mtime_ns
    result = annotate(book)
    assert result.exit_code == 1
    assert "1 个错误" in result.output
    copy = book.with_name("资源库.检查结果.xlsx")
    assert str(copy) in result.output
    assert sorted(book.parent.iterdir()) == sorted([book, copy])
    assert (book.read_bytes(), book.stat().st_mtime_ns) == before


def test_the_marked_copy_is_for_its_owner_only(book: Path) -> None:
    annotate(book)
    copy = book.with_name("资源库.检查结果.xlsx")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_second_check_replaces_the_copy_with_equal_bytes(book: Path) -> None:
    copy = book.with_name("资源库.检查结果.xlsx")
    annotate(book)
    first = copy.read_bytes()
    assert annotate(book).exit_code == 1
    assert copy.read_bytes() == first


def test_the_copy_of_a_folder_lies_beside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "表.v2"
    shutil.copytree(DEMO, folder)
    before = sorted(folder.iterdir())
    assert annotate(folder).exit_code == 0
    assert (tmp_path / "表.v2.检查结果.xlsx").is_file()
    assert sorted(folder.iterdir()) == before


def test_the_copy_goes_where_it_is_asked_to_go(book: Path) -> None:
    target = book.with_name("给小王.xlsx")
    assert annotate(book, "--out", str(target)).exit_code == 1
    assert openpyxl.load_workbook(target).sheetnames[0] == "检查结果"


def test_the_copy_is_never_written_over_the_workbook(book: Path) -> None:
    before = book.read_bytes()
    link = book.with_name("也是它.xlsx")
    link.hardlink_to(book)
    for target in (book, link, book.parent / "." / book.name):
        result = annotate(book, "--out", str(target))
        assert result.exit_code == 4
        assert "就是要检查的那本表" in result.stderr
    assert book.read_bytes() == before


def test_a_copy_that_somebody_changed_is_not_overwritten(book: Path) -> None:
    annotate(book)
    copy = book.with_name("资源库.检查结果.xlsx")
    changed = openpyxl.load_workbook(copy)
    changed.save(copy)
    before = copy.read_bytes()
    result = annotate(book)
    assert (result.exit_code, copy.read_bytes()) == (4, before)
    assert "没有动它" in result.stderr


def test_another_workbook_is_not_overwritten(book: Path, tmp_path: Path) -> None:
    for name, content in (("甲.xlsx", b"no workbook"), ("乙.xlsx", book.read_bytes())):
        other = tmp_path / name
        other.write_bytes(content)
        assert annotate(book, "--out", str(other)).exit_code == 4
        assert other.read_bytes() == content


@pytest.mark.parametrize("sign", ["~$资源库.检查结果.xlsx", ".~lock.资源库.检查结果.xlsx#"])
def test_a_copy_that_is_open_elsewhere_is_not_replaced(book: Path, sign: str) -> None:
    annotate(book)
    copy = book.with_name("资源库.检查结果.xlsx")
    before = copy.stat().st_mtime_ns
    book.with_name(sign).write_bytes(b"")
    result = annotate(book)
    assert (result.exit_code, copy.stat().st_mtime_ns) == (4, before)
    assert "打开着" in result.stderr


def test_a_place_of_the_copy_that_cannot_be_written_is_said_in_a_sentence(book: Path) -> None:
    result = annotate(book, "--out", str(book / "结果.xlsx"))
    assert result.exit_code == 4
    assert "写不进" in result.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--out", "x.xlsx"), "--format xlsx"), (("--format", "xlsx", "--out", "x.csv"), ".xlsx")],
)
def test_a_wrong_place_for_the_copy_is_refused(
    book: Path, options: tuple[str, ...], words: str
) -> None:
    result = run("check", "--source", str(book), *options)
    assert result.exit_code == 2
    assert words in result.stderr
