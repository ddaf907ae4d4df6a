"""Ten failures that users of other projects met, as tests of ours; the tenth needs a browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.ledger import Ledger
from builders.outputs.site import site_content
from builders.shown import shown_on
from registry.check import check
from registry.fields import Context, Vocabulary, load_marks, parse
from registry.schema import Kind
from registry.schema.columns import public
from registry.snapshot import Cell, Snapshot, Table
from tests.conftest import ROOT, workspace_for
from tests.registry.sheets import ROWS, Rows, judged, only, sheet, with_cells, with_row
from tests.small_street import AS_OF, build_rows, small_street, write_sheet
from tests.test_reproducible import digests

SETTINGS = f'source = "sheet"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n'
KILLED = """
import os, signal, sys
from pathlib import Path
from builders import swap
from tests.small_street import build_rows, rows_with, small_street
change_places, done = swap.change_places, 0
def dying(one, other):
    global done
    done += 1
    if done == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return change_places(one, other)
swap.change_places = dying
build_rows(Path(sys.argv[1]), rows_with(small_street(), "policies", 0, summary="NEW-EDITION"))
"""


def pages(snapshot: Snapshot) -> dict[str, str]:
    """The bodies of all pages by path."""
    content = site_content(shown_on(check(snapshot, AS_OF).registry, AS_OF), Ledger())
    return {page.path: page.body for page in content.framed.pages}


def day_of(text: str) -> object:
    column = public("verified_on", Kind.DATE)
    context = Context(column=column, vocabulary=Vocabulary(), marks=load_marks())
    return parse(text, context).value


def test_1_an_unreviewed_row_above_a_bad_row_leaves_its_address_exact() -> None:
    draft = {**ROWS["policies"][0], "id": "P009", "status": "草稿", "summary": ""}
    bad = {**ROWS["policies"][1], "verified_on": "去年夏天"}
    outcome = judged({**ROWS, "policies": [draft, ROWS["policies"][0], bad]})
    found = [one.address for one in outcome.diagnostics if one.code == "C003"]
    assert [(one.tab, one.row) for one in found] == [("政策库", 4)]


@pytest.fixture(scope="module")
def old_street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    build_rows(folder, small_street())
    assert workspace_for(folder, folder).public.is_dir()
    return folder


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("empty", "政策库"),
        ("missing", "政策库"),
        ("renamed", "政策库"),
        ("login", "街道.xlsx"),
        ("too many requests", "政策库"),
    ],
)
def test_2_a_sheet_that_is_no_sheet_is_refused_by_name_and_the_old_site_stays(
    old_street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, word: str
) -> None:
    (old_street / "jieyou.toml").write_text(SETTINGS, encoding="utf-8")
    source = spoiled(write_sheet(tmp_path / "sheet", small_street()), fault)
    before = digests(old_street / "public")
    monkeypatch.chdir(old_street)
    result = CliRunner().invoke(main, ["build", "--source", str(source)])
    assert result.exit_code in (1, 4)
    assert word in result.output
    assert digests(old_street / "public") == before


def spoiled(folder: Path, fault: str) -> Path:
    """The sheet with that fault; the path to read it from."""
    table = folder / "policies.csv"
    head, *_ = lines = table.read_text("utf-8").splitlines()
    if fault == "empty":
        table.write_text(f"{head}\n", encoding="utf-8")
    elif fault == "missing":
        table.unlink()
    elif fault == "renamed":
        table.write_text("\n".join([head.replace("状态", "进展"), *lines[1:]]), encoding="utf-8")
    elif fault == "too many requests":
        table.write_text('{"error": {"code": 429, "message": "Quota "exceeded""}}', "utf-8")
    else:
        folder = folder.parent / "街道.xlsx"
        folder.write_text("<!doctype html><title>登录</title><form>", encoding="utf-8")
    return folder


def test_3_inserting_sorting_and_dragging_rows_changes_no_address() -> None:
    plain = pages(sheet(ROWS))
    rows = with_row("policies", "P002", id="P100", name="新的一条")
    moved = {**rows, "policies": [*reversed(rows["policies"])]}
    assert {path: pages(sheet(moved)).get(path) for path in plain if path.startswith("p/")} == {
        path: body for path, body in plain.items() if path.startswith("p/")
    }


def test_4_correcting_a_phone_number_moves_no_page() -> None:
    before = pages(sheet(ROWS))
    after = pages(sheet(with_cells("stations", "S01", phone="021-0000 2002")))
    assert before.keys() == after.keys()
    assert before["s/S01.html"] != after["s/S01.html"]


@pytest.mark.parametrize("header", ["说明", "公开电话2", "name", "公开", "备注(公开)"])
def test_5_a_column_added_tomorrow_is_in_no_public_byte(header: str) -> None:
    plain = sheet(ROWS)
    tables = tuple(with_column(table, header) for table in plain.tables)
    assert pages(Snapshot(tables=tables)) == pages(plain)


def with_column(table: Table, header: str) -> Table:
    rows = tuple(
        type(row)(row.number, (*row.cells, Cell(f"ZQ{row.number:05}"))) for row in table.rows
    )
    return Table(title=table.title, headers=(*table.headers, header), rows=rows)


def test_6_a_cell_of_one_ideographic_space_is_blank_and_never_a_number() -> None:
    blank: Rows = with_cells("benefits", "B001", amount="\u3000", text="\u3000", source="\u3000")
    (benefit,) = judged(blank).registry.benefits
    assert (benefit.amount, benefit.text, benefit.source) == (None, "", "")
    assert only(with_cells("policies", "P001", summary="\u3000")).code == "B003"


def test_7_a_date_typed_in_five_ways_is_one_date_and_a_serial_is_a_clear_error() -> None:
    ways = ("2025-07-01", "2025/7/1", "2025.7.1", "2025年7月1日", "２０２５－７－１", "20250701")
    assert len({str(day_of(text)) for text in ways}) == 1
    serial = only(with_cells("policies", "P001", verified_on="45839"))
    assert (serial.code, serial.suggestion) == ("C003", "2025-07-01")


@pytest.mark.parametrize("text", ["NA", "N/A是什么", "001", "021-6251 0000", "1E5", "TRUE", "null"])
def test_8_texts_that_look_like_something_else_survive_unchanged(text: str) -> None:
    rows = with_cells("policies", "P001", fee=text)
    (policy, _) = judged(rows).registry.policies
    assert policy.fee == text
    assert f">{text}<" in pages(sheet(rows))["p/P001.html"]


@pytest.mark.parametrize("swap", [1, 2])
def test_9_a_build_killed_between_two_files_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, swap: int, old_street: Path
) -> None:
    street = tmp_path / "street"
    shutil.copytree(old_street, street)
    old = digests(street / "public")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED, str(street), str(swap)]
    killed = subprocess.run(command, check=False, env=environment, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    assert digests(street / "public") == old
    build_rows(street, small_street())
    assert digests(street / "public").keys() == old.keys()
    page = (street / "public" / "p" / "P001.html").read_text("utf-8")
    assert "NEW-EDITION" not in page
