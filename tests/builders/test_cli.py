"""The command as people use it: exit statuses, sentences, and what stays untouched."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import COMMANDS, main
from registry.memory import without_collection
from tests.conftest import DEMO, ROOT
from tests.programs import said_by
from tests.test_reproducible import change_cell, digests


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a CSV folder as its sheet and something already published."""
    shutil.copytree(DEMO, tmp_path / "sheet")
    (tmp_path / "jieyou.toml").write_text(
        f'source = "sheet"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n', encoding="utf-8"
    )
    for tree in ("public", "packs"):
        (tmp_path / tree).mkdir()
        listed = '{"files": {"kept.html": ""}}'
        (tmp_path / tree / "manifest.json").write_text(listed, encoding="utf-8")
        (tmp_path / tree / "kept.html").write_text("published before", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_check_of_the_sample_is_fine(street: Path) -> None:
    result = run("check")
    assert (result.exit_code, street.is_dir()) == (0, True)
    assert "0 个错误" in result.output


def test_check_as_json_is_one_document(street: Path) -> None:
    change_cell(street / "sheet" / "policies.csv", "P001", "状态", "己审核")
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.output)["problems"]
    (error,) = [problem for problem in problems if problem["severity"] == "error"]
    assert (error["tab"], error["header"]) == ("政策库", "状态")


def test_an_error_in_the_sheet_leaves_everything_published_untouched(street: Path) -> None:
    change_cell(street / "sheet" / "policies.csv", "P001", "核实日期", "去年夏天")
    before = {tree: digests(street / tree) for tree in ("public", "packs")}
    result = run("build")
    assert result.exit_code == 1
    assert "政策库" in result.output
    assert "没有发布" in result.output
    assert {tree: digests(street / tree) for tree in ("public", "packs")} == before
    assert not (street / "editions").exists()


def test_a_missing_sheet_is_said_in_a_sentence(street: Path) -> None:
    shutil.rmtree(street / "sheet")
    result = run("build")
    assert result.exit_code == 4
    assert "sheet" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--only", "public"), "--out"),
        (("--station", "S06"), "--out"),
        (("--only", "poster", "--out", "x"), "poster"),
        (("--station", "S99", "--out", "x"), "S99"),
        (("--as-of", "昨天"), "2026-07-01"),
        (("--as-of", "0001-01-01"), "2026-07-01"),
        (("--as-of", "9999-12-31"), "2026-07-01"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(
    street: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("build", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert digests(street / "public")["kept.html"]


def test_a_missing_frame_of_the_site_is_said_in_a_sentence(street: Path) -> None:
    (street / "jieyou.toml").write_text('source = "sheet"\n', encoding="utf-8")
    result = run("build")
    assert result.exit_code == 2
    assert str(street / "mkdocs.yml") in result.stderr


def test_a_screen_of_another_encoding_shows_what_it_can(street: Path) -> None:
    change_cell(street / "sheet" / "policies.csv", "P001", "层级", "😀")
    command = [sys.executable, "-m", "builders.cli", "check"]
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert result.returncode == 1
    assert "层级" in result.stdout.decode("gbk")


def test_one_station_goes_to_its_folder_and_nothing_is_published(street: Path) -> None:
    before = digests(street / "public")
    result = run("build", "--station", "S06", "--out", "print")
    assert result.exit_code == 0, result.output
    (pack,) = (street / "print" / "packs").glob("S06-*")
    assert len(list(pack.iterdir())) == 6
    assert digests(street / "public") == before
    assert not (street / "editions").exists()


def test_the_site_alone_goes_whole_to_a_folder_named_from_here(street: Path) -> None:
    result = run("build", "--only", "public", "--out", "look")
    assert result.exit_code == 0, result.output
    assert (street / "look" / "public" / "p" / "P001.html").is_file()
    assert not (ROOT / "look").exists()


def test_private_folders_below_the_public_one_are_refused(street: Path) -> None:
    with (street / "jieyou.toml").open("a", encoding="utf-8") as file:
        file.write('packs = "public/packs"\n')
    result = run("build")
    assert result.exit_code == 4
    assert "公开网站" in result.stderr


def test_an_unforeseen_failure_leaves_a_report_without_sheet_contents(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = "021-0000 9999"

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(cell)

    monkeypatch.setattr("builders.pipeline.check", fail)
    result = run("build")
    assert result.exit_code == 3
    report = Path(result.stderr.split("记录在 ")[1].split("，请")[0])
    text = report.read_text("utf-8")
    report.unlink()
    assert "RuntimeError" in text
    assert cell not in text + result.output
    assert street.is_dir()


def test_the_sample_workbook_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    assert run("demo", str(path)).exit_code == 0
    path.write_bytes(path.read_bytes() + b" ")
    before = path.read_bytes()
    assert "没有改动" in run("demo", str(path)).output
    assert path.read_bytes() == before


def test_a_command_that_is_misspelt_is_told_which_one_may_be_meant() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "'build'" in result.output


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_itself_in_chinese_and_in_the_readme(command: str) -> None:
    assert any("\u4e00" <= character <= "\u9fff" for character in run(command, "--help").output)
    assert f"jieyou {command}" in (ROOT / "README.md").read_text("utf-8")


def test_the_program_looks_for_no_garbage_of_its_own_accord() -> None:
    program = (
        "import gc, sys\n"
        "from builders.cli import run\n"
        "sys.argv = ['jieyou', '--version']\n"
        "try:\n    run()\nexcept SystemExit:\n    print(gc.isenabled())\n"
    )
    assert said_by(program)[-1] == "False"


@pytest.mark.parametrize(
    ("module", "command"),
    [("preview", ("preview", "--no-open")), ("report", ("report", "links"))],
    ids=["preview", "links"],
)
def test_commands_that_run_for_long_look_for_garbage(
    monkeypatch: pytest.MonkeyPatch, module: str, command: tuple[str, ...]
) -> None:
    found: list[bool] = []

    def guarded(_: object) -> int:
        found.append(gc.isenabled())
        return 0

    monkeypatch.setattr(f"builders.cli.{module}.guarded", guarded)
    with without_collection():
        assert run(*command).exit_code == 0
    assert found == [True]
