"""The log says who ran what, when and with what result, and nothing of what is in the sheet."""

from __future__ import annotations

import getpass
import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from builders.log import RunLog, account, line_of
from tests.conftest import ROOT
from tests.small_street import AS_OF, rows_with, small_street, write_sheet

BEGAN = datetime(2026, 9, 1, 7, 30, 5, tzinfo=timezone(timedelta(hours=8)))
PASSWORD = "one=Pine#7"  # noqa: S105  # what must be found nowhere
CELL = "MARK-8431"


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_sheet(tmp_path / "sheet", rows_with(small_street(), "resources", 0, referral=CELL))
    site = (ROOT / "mkdocs.yml").as_posix()
    (tmp_path / "jieyou.toml").write_text(f'source = "sheet"\nsite = "{site}"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def build_one(*more: str) -> Result:
    return run("build", "--as-of", str(AS_OF), "--station", "S01", "--out", "away", *more)


def entries(folder: Path) -> list[dict[str, object]]:
    text = (folder / ".jieyou" / "log.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_tells_the_moment_in_utc_and_the_offset_of_the_local_clock() -> None:
    entry = json.loads(line_of(BEGAN, {"command": "build"}))
    assert entry == {"when": "2026-08-31T23:30:05Z", "offset": "+0800", "command": "build"}


def test_two_builds_append_two_lines_without_cells_passwords_and_places(street: Path) -> None:
    (street / "passwords.txt").write_text(f"S01 = {PASSWORD}\n", encoding="utf-8")
    (street / "passwords.txt").chmod(0o600)
    assert build_one().exit_code == 0
    assert build_one("--password-file", "passwords.txt").exit_code == 0
    first, second = entries(street)
    assert (first["command"], first["status"], first["user"]) == ("build", 0, account())
    assert (first["as_of"], first["stations"]) == (str(AS_OF), ["S01"])
    assert first["trees"] == {"packs": {"made": 1, "renewed": 1}}
    assert (first["published"], first["encrypted"], second["encrypted"]) == (False, False, True)
    assert first["before"] == {"public": "", "packs": ""}
    assert first["after"] == second["before"]
    assert first["source"] == second["source"]
    text = json.dumps(entries(street), ensure_ascii=False)
    for word in (CELL, PASSWORD, "passwords.txt", "away", "/", "\\", "示例", "送餐", "东浜"):
        assert word not in text


def test_a_run_that_fails_is_logged_with_its_status_and_no_word_of_the_command(
    street: Path,
) -> None:
    (street / ".jieyou").mkdir()
    assert run("build", "--station", "secret-word", "--out", "away").exit_code == 2
    assert run("rollback", "--yes").exit_code == 4
    write_sheet(street / "sheet", rows_with(small_street(), "policies", 0, verified_on="soon"))
    assert run("build").exit_code == 1
    told = [(entry["command"], entry["status"]) for entry in entries(street)]
    assert told == [("build", 2), ("rollback", 4), ("build", 1)]
    text = (street / ".jieyou" / "log.jsonl").read_text("utf-8")
    assert "secret-word" not in text
    assert "soon" not in text


def test_a_torn_line_does_not_swallow_the_next_one(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b'{"command": "build", "wh')
    log = RunLog("rollback", BEGAN)
    log.lies_in(tmp_path)
    log.write(0, "office")
    torn, whole = (tmp_path / "log.jsonl").read_bytes().splitlines()
    assert torn == b'{"command": "build", "wh'
    assert json.loads(whole)["user"] == "office"


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_only_its_owner_may_read_the_log(tmp_path: Path) -> None:
    log = RunLog("build", BEGAN)
    log.lies_in(tmp_path / "state")
    log.write(0, "")
    assert (tmp_path / "state" / "log.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_is_said_and_fails_nothing(street: Path) -> None:
    (street / ".jieyou" / "log.jsonl").mkdir(parents=True)
    result = build_one()
    assert result.exit_code == 0
    assert "没能记进运行记录" in result.stderr


def test_a_failed_run_makes_no_folder_for_its_log(street: Path) -> None:
    assert run("build", "--station", "S01").exit_code == 2
    assert not (street / ".jieyou").exists()


def test_an_account_without_a_name_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", fail)
    assert account() == ""
