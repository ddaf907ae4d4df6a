"""The sheet pulled into a file or a folder: nothing lost, nothing overwritten."""

from __future__ import annotations

import stat
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from builders.cli import main
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources import open_snapshot
from registry.sources.companion import joined
from registry.template import workbook_bytes, write_workbook
from tests.conftest import DEMO
from tests.registry.sheets import sheet
from tests.registry.streets import streets
from tests.registry.test_sources_agreement import BOOKS, Book, through_csv
from tests.scale import rounds

HARD = (
    "=1+1",
    "+8621",
    "-1",
    "@x",
    "007",
    "0210000",
    "31010519491231002X",
    "123456789012345678",
    "一行\n又一行\n",
    "  前后有空格  ",
    '半角"引号",逗号',
    "1.10",
    "2024-02-30",
    "1e5",
    "TRUE",
    "_x0041_",
    "<r>粗</r>",
    "\ufeff开头",
    "𠮷\U0001f600",
    "#REF!",
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def pull(source: Path, target: Path) -> Result:
    return run("pull", "--source", str(source), str(target))


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook with hard texts, an unknown tab and column, blank rows and a late header."""
    monkeypatch.chdir(tmp_path)
    hard = tuple(
        Row(2 + 3 * place, (Cell(f"N{place}"), Cell(text))) for place, text in enumerate(HARD)
    )
    own = Table(title="街坊的表", headers=("编号", "随手记"), rows=hard)
    late = Table(
        title="甲表", headers=("编号", "=表头"), rows=(Row(9, (Cell(), Cell("x"))),), header_row=4
    )
    taken = Table(
        title="选项", headers=("编号", "自己的选项"), rows=(Row(2, (Cell("1"), Cell("2"))),)
    )
    tables = tuple(_with_own_column(table) for table in sheet().tables)
    write_workbook(Snapshot(tables=(*tables, own, late, taken)), tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def _with_own_column(table: Table) -> Table:
    rows = tuple(replace(row, cells=(*row.cells, Cell("自己的"))) for row in table.rows)
    return replace(table, headers=(*table.headers, "自己加的列"), rows=rows)


@pytest.mark.parametrize("name", ["抄.xlsx", "抄"])
def test_what_is_pulled_reads_as_the_same_snapshot(book: Path, name: str) -> None:
    before = book.read_bytes()
    result = pull(book, book.with_name(name))
    assert result.exit_code == 0, result.output
    pulled = open_snapshot(book.with_name(name))
    assert pulled == open_snapshot(book)
    assert pulled.digest == open_snapshot(book).digest
    assert {row.cell(1).text for table in pulled.tables for row in table.rows} > set(HARD)
    assert book.read_bytes() == before


def test_a_pulled_folder_pulled_into_a_workbook_and_back_has_equal_bytes(book: Path) -> None:
    folders = [book.with_name("一"), book.with_name("二")]
    pull(book, folders[0])
    pull(folders[0], book.with_name("中.xlsx"))
    pull(book.with_name("中.xlsx"), folders[1])
    first, second = ({f.name: f.read_bytes() for f in folder.iterdir()} for folder in folders)
    assert first == second


@given(snapshot=streets())
@settings(deadline=None, max_examples=rounds(2, 400))
def test_any_street_is_pulled_without_loss(snapshot: Snapshot) -> None:
    if any(not table.title for table in snapshot.tables):
        return
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "源.xlsx")
        source.write_bytes(workbook_bytes(snapshot))
        for name in ("抄.xlsx", "抄"):
            assert pull(source, Path(place, name)).exit_code == 0
            assert open_snapshot(Path(place, name)) == open_snapshot(source)


@given(book=BOOKS)
@settings(deadline=None, max_examples=rounds(6, 400))
def test_any_texts_are_pulled_without_loss(book: Book) -> None:
    snapshot = through_csv(book)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "源.xlsx")
        source.write_bytes(workbook_bytes(snapshot))
        assert pull(source, Path(place, "抄")).exit_code == 0
        assert open_snapshot(Path(place, "抄")).digest == snapshot.digest


def test_the_sample_street_is_pulled_from_text_into_text(tmp_path: Path) -> None:
    assert pull(DEMO, tmp_path / "抄").exit_code == 0
    assert open_snapshot(tmp_path / "抄").digest == open_snapshot(DEMO).digest


def test_only_the_owner_reads_what_is_pulled(book: Path) -> None:
    for name in ("抄.xlsx", "抄"):
        pull(book, book.with_name(name))
    assert stat.S_IMODE(book.with_name("抄.xlsx").stat().st_mode) == 0o600
    assert stat.S_IMODE(book.with_name("抄").stat().st_mode) == 0o700
    modes = {stat.S_IMODE(file.stat().st_mode) for file in book.with_name("抄").iterdir()}
    assert modes == {0o600}


def test_nothing_is_overwritten(book: Path) -> None:
    (book.parent / "有.xlsx").write_bytes(b"mine")
    (book.parent / "有").mkdir()
    (book.parent / "有" / "policies.csv").write_bytes(b"mine")
    for name in ("有.xlsx", "有", "表.xlsx"):
        result = pull(book, book.with_name(name))
        assert result.exit_code == 4
        assert "没有动它" in result.stderr
    assert (book.parent / "有.xlsx").read_bytes() == b"mine"
    assert [file.read_bytes() for file in (book.parent / "有").iterdir()] == [b"mine"]


def test_an_empty_folder_is_filled(book: Path) -> None:
    (book.parent / "空").mkdir()
    assert pull(book, book.with_name("空")).exit_code == 0
    assert open_snapshot(book.with_name("空")) == open_snapshot(book)


def test_a_name_of_no_known_kind_and_a_place_that_is_published_are_refused(book: Path) -> None:
    for name, words in (("抄.csv", "CSV 文件夹"), ("public/抄", "请换一个地方")):
        result = pull(book, book.parent / name)
        assert result.exit_code == 2
        assert words in result.stderr
        assert not (book.parent / name).exists()


@pytest.mark.parametrize("title", ["a/b", "长" * 40, "policies", "con", "尾巴."])
def test_a_title_that_the_copy_cannot_have_is_named(tmp_path: Path, title: str) -> None:
    """Where one form cannot hold the sheet, nothing is written and nothing is renamed."""
    grids = {"政策库": [["编号", "名称"]], title: [["甲", "乙"], ["1", "2"]]}
    snapshot = Snapshot(
        tables=tuple(
            Table(title=name, headers=tuple(grid[0]), rows=()) for name, grid in grids.items()
        )
    )
    target = tmp_path / ("抄.xlsx" if len(title) > 30 else "抄")
    result = _pull_snapshot(snapshot, tmp_path, target)
    assert result.exit_code == 4
    assert title[:20] in result.stderr
    assert not target.exists()


def test_a_sheet_put_together_from_two_is_pulled_whole(tmp_path: Path) -> None:
    own = Table(title="甲", headers=("编号", ""), rows=(Row(2, (Cell("1"),)),))
    first = Snapshot(tables=(*sheet().tables, replace(own, title="乙")))
    both = joined(first, Snapshot(tables=(_with_own_column(sheet().tables[5]), own)))
    for name in ("抄.xlsx", "抄"):
        assert _pull_snapshot(both, tmp_path, tmp_path / name).exit_code == 0
        pulled = open_snapshot(tmp_path / name)
        assert [table.title for table in pulled.tables] == [table.title for table in both.tables]
        assert pulled.tables[5] == both.tables[5]


@dataclass(frozen=True)
class _Fixed:
    """A source of a kind whose sheets hold what no file can."""

    content: Snapshot

    def snapshot(self) -> Snapshot:
        return self.content


def _pull_snapshot(snapshot: Snapshot, folder: Path, target: Path) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builders.moving.open_source", lambda _: _Fixed(snapshot))
        return pull(folder / "源.xlsx", target)


def test_a_cell_that_no_workbook_holds_is_named_and_fits_into_a_folder(tmp_path: Path) -> None:
    source = tmp_path / "源"
    source.mkdir()
    (source / "policies.csv").write_text(f"编号,政策名称\nP1,{'长' * 40_000}\n", encoding="utf-8")
    result = pull(source, tmp_path / "抄.xlsx")
    assert (result.exit_code, "政策库!B2" in result.stderr) == (4, True)
    assert pull(source, tmp_path / "抄").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["抄", "源"]


def test_errors_that_become_texts_and_what_stands_outside_are_told(tmp_path: Path) -> None:
    source = tmp_path / "源.xlsx"
    write_workbook(
        Snapshot(tables=(Table(title="政策库", headers=("编号", "值"), rows=(_error_row(),)),)),
        source,
    )
    assert "公式错误" not in pull(source, tmp_path / "抄.xlsx").output
    result = pull(source, tmp_path / "抄")
    assert "1 格是公式错误" in result.output
    assert "政策库!B2" in result.output
    (tmp_path / "抄" / "policies.csv").write_text("说在前面\n编号,值\n1,2\n", encoding="utf-8")
    assert "另有 1 处" in pull(tmp_path / "抄", tmp_path / "再抄").output


def _error_row() -> Row:
    return Row(2, (Cell("1"), Cell("#REF!", is_error=True)))


def test_a_source_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    for name in ("抄.xlsx", "抄"):
        assert pull(tmp_path / "坏.xlsx", tmp_path / name).exit_code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["坏.xlsx"]
