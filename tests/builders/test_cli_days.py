"""The commands for a day that is past: what was verified since does not stop them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from tests.conftest import ROOT
from tests.registry.sheets import with_cells
from tests.small_street import small_street, write_sheet

PAST = "2026-03-01"
"""Before everything in the small street was verified, on 1 August 2026."""


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_sheet(tmp_path / "sheet", small_street())
    site = (ROOT / "mkdocs.yml").as_posix()
    (tmp_path / "jieyou.toml").write_text(f'source = "sheet"\nsite = "{site}"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "json"),
        ("report", "due"),
        ("diff", "sheet", "sheet"),
        ("build", "--out", "out", "--only", "public"),
    ],
)
def test_a_past_day_is_read_without_errors(street: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "--as-of", PAST)
    assert (result.exit_code, "F001" in result.output) == (0, False), result.output
    assert (street / "sheet").is_dir()


def test_the_marked_copy_for_a_past_day_has_no_errors(street: Path) -> None:
    result = run("check", "--format", "xlsx", "--as-of", PAST, "--out", "copy.xlsx")
    assert result.exit_code == 0, result.output
    assert (street / "copy.xlsx").is_file()


@pytest.mark.parametrize("command", [("check",), ("build", "--out", "out"), ("report", "due")])
def test_a_day_that_has_not_come_is_an_error_for_every_day(
    street: Path, command: tuple[str, ...]
) -> None:
    rows = with_cells("policies", "P001", small_street(), verified_on="2099-12-31")
    write_sheet(street / "sheet", rows)
    result = run(*command, "--as-of", PAST)
    assert (result.exit_code, "F001" in result.output) == (1, True)
