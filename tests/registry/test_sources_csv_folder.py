from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from registry.snapshot import Cell, Row, Table
from registry.sources import SourceError, open_snapshot
from registry.sources import csv_folder as csv_module

TEXT = "编号,政策名称\nP001,最低生活保障\n"


def table(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "policies.csv") -> Table:
    """The table of the only file of a folder."""
    (folder / name).write_bytes(text.encode(encoding))
    (found,) = open_snapshot(folder).tables
    return found


def refusal(folder: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        open_snapshot(folder)
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_the_encodings_that_office_programs_write_are_read(
    tmp_path: Path, encoding: str, mark: bytes
) -> None:
    (tmp_path / "policies.csv").write_bytes(mark + TEXT.encode(encoding))
    (found,) = open_snapshot(tmp_path).tables
    assert found.headers == ("编号", "政策名称")
    assert found.rows == (Row(2, (Cell("P001"), Cell("最低生活保障"))),)


@pytest.mark.parametrize("data", [b"\xff\xff\xff", "编号,名称".encode("utf-16-le"), b"a,\0b\n"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "policies.csv").write_bytes(data)
    error = refusal(tmp_path)
    assert (error.code, error.values) == ("S005", {"name": "policies.csv"})


@pytest.mark.parametrize("name", ["policies.csv", "政策库.csv", "POLICIES.CSV"])
def test_a_file_is_named_by_key_or_by_title(tmp_path: Path, name: str) -> None:
    assert table(tmp_path, TEXT, name=name).title == "政策库"


def test_tabs_come_in_the_order_of_the_schema_and_unknown_ones_last(tmp_path: Path) -> None:
    for name in ("乙", "signals", "甲", "说明", "policies", "settings"):
        (tmp_path / f"{name}.csv").write_text(TEXT, "utf-8")
    titles = [found.title for found in open_snapshot(tmp_path).tables]
    assert titles == ["设置", "政策库", "识别信号", "乙", "甲"]


def test_everything_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    found = table(tmp_path, "甲,乙,丙,丁\n=1+1,2024/7/1,02162510000,1E+3\n")
    assert [cell.text for cell in found.rows[0].cells] == [
        "=1+1",
        "2024/7/1",
        "02162510000",
        "1E+3",
    ]


def test_several_lines_in_one_cell_count_as_one_row(tmp_path: Path) -> None:
    found = table(tmp_path, '甲,乙\r\n"一\r\n二",x\r\n三,y\r\n')
    assert [(row.number, row.cell(0).text) for row in found.rows] == [(2, "一\n二"), (3, "三")]


def test_blank_rows_are_dropped_and_keep_their_number(tmp_path: Path) -> None:
    found = table(tmp_path, "甲,乙\n,\n\n \n四,\n")
    assert found.rows == (Row(5, (Cell("四"),)),)


def test_an_empty_file_is_an_empty_tab(tmp_path: Path) -> None:
    assert table(tmp_path, "") == Table(title="政策库", headers=(), rows=())


def test_unicode_text_with_tabs_is_read(tmp_path: Path) -> None:
    found = table(tmp_path, "甲\t乙\n一,1\t二\n", encoding="utf-16")
    assert found.headers == ("甲", "乙")
    assert found.rows[0].cell(0).text == "一,1"


@pytest.mark.parametrize("text", ['甲,乙\n"一,二\n三,四\n', '甲,乙\n"一"二,三\n'])
def test_a_lonely_quote_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "policies.csv").write_text(text, "utf-8")
    error = refusal(tmp_path)
    assert error.code == "S007"
    assert error.values["name"] == "policies.csv"
    assert int(error.values["line"]) >= 2


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    (tmp_path / "~$policies.csv").write_text(TEXT, "utf-8")
    (tmp_path / ".policies.csv").write_text(TEXT, "utf-8")
    assert refusal(tmp_path).code == "S002"


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_module, "MAX_FILE_BYTES", 10)
    (tmp_path / "policies.csv").write_text(TEXT, "utf-8")
    assert refusal(tmp_path).code == "S004"


def test_a_row_wider_than_any_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "policies.csv").write_text("," * 20_000, "utf-8")
    assert refusal(tmp_path).code == "S004"


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "policies.csv").mkdir()
    assert refusal(tmp_path).code == "S006"
