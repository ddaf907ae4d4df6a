"""Whole builds from a sheet in a cloud, and what happens while it is away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.kept import read_kept, write_kept
from tests.cloud_workspace import cloud_workspace, run, without_companion
from tests.google_emulator import ADDRESS as GOOGLE
from tests.google_emulator import Emulator, refuse, text_value
from tests.small_street import AS_OF
from tests.test_reproducible import digests


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Emulator]:
    with cloud_workspace(tmp_path) as emulator:
        yield emulator


@pytest.mark.usefixtures("cloud")
def test_the_site_needs_nothing_that_stays_in_the_office(tmp_path: Path) -> None:
    options = ("build", "--quiet", "--only", "public", "--out")
    assert run(*options, "with").exit_code == 0
    without_companion(tmp_path)
    assert run("check").output.startswith("已检查 12 张表")
    assert run(*options, "without").exit_code == 0
    assert digests(tmp_path / "with" / "public") == digests(tmp_path / "without" / "public")


@pytest.mark.usefixtures("cloud")
def test_packs_are_not_made_without_the_companion(tmp_path: Path) -> None:
    without_companion(tmp_path)
    refused = run("build", "--quiet")
    assert refused.exit_code == 2
    assert "companion" in refused.output
    assert not (tmp_path / "packs").exists()


def test_a_sheet_that_is_away_leaves_the_site_alone_and_says_what_to_do(
    cloud: Emulator, tmp_path: Path
) -> None:
    assert run("build", "--quiet", "--jobs", "1").exit_code == 0
    before = digests(tmp_path / "public") | digests(tmp_path / "packs")
    cloud.faults.extend([refuse(403, "userRateLimitExceeded", "99")] * 20)
    away = run("build", "--quiet", "--jobs", "1")
    assert away.exit_code == 4
    assert "--stale-ok" in away.output
    assert "没有动" in away.output
    assert digests(tmp_path / "public") | digests(tmp_path / "packs") == before

    stale = run("build", "--quiet", "--jobs", "1", "--stale-ok")
    assert stale.exit_code == 0
    assert "读到的内容" in stale.output
    home = (tmp_path / "public" / "index.html").read_text("utf-8")
    assert "共享表格暂时读不到" in home
    (list_page,) = (tmp_path / "packs").glob("S01-*/清单.html")
    assert "共享表格暂时读不到" in list_page.read_text("utf-8")

    cloud.faults.clear()
    assert run("build", "--quiet", "--jobs", "1").exit_code == 0
    assert "共享表格暂时读不到" not in (tmp_path / "public" / "index.html").read_text("utf-8")


def aged(folder: Path, age: timedelta) -> datetime:
    """Make the sheet that is kept so much older; when it was read then."""
    path = folder / ".jieyou" / "sheet.json"
    data = json.loads(read_kept(path))
    moment = datetime.fromisoformat(data["read_at"]) - age
    write_kept(path, json.dumps(data | {"read_at": moment.isoformat()}).encode())
    return moment


@pytest.mark.parametrize(
    ("days", "is_used"), [(29.9, True), (30.1, False), (400, False), (-30.1, False)]
)
def test_a_kept_sheet_serves_thirty_days(
    cloud: Emulator, tmp_path: Path, days: float, *, is_used: bool
) -> None:
    options = ("build", "--quiet", "--only", "public", "--out", "look")
    assert run("build", "--quiet", "--jobs", "1").exit_code == 0
    before = digests(tmp_path / "public")
    moment = aged(tmp_path, timedelta(days=days))
    cloud.faults.extend([refuse(403, "userRateLimitExceeded", "99")] * 20)
    told = run(*options, "--stale-ok")
    assert told.exit_code == (0 if is_used else 4)
    assert (tmp_path / "look" / "public").exists() is is_used
    assert ("超过 30 天，不能再用" in told.output) is not is_used
    assert f"{moment:%Y-%m-%d %H:%M}" in told.output
    assert ("请加上 --stale-ok" in run(*options).output) is is_used
    assert digests(tmp_path / "public") == before


def test_without_an_earlier_sheet_nothing_is_offered(cloud: Emulator) -> None:
    cloud.faults.extend([refuse(403, "userRateLimitExceeded", "99")] * 20)
    away = run("build", "--quiet", "--stale-ok")
    assert away.exit_code == 4
    assert "--stale-ok" not in away.output


def test_a_sheet_that_is_not_shared_is_no_passing_trouble(cloud: Emulator) -> None:
    assert run("check").exit_code == 0
    cloud.is_shared = False
    refused = run("build", "--quiet", "--stale-ok")
    assert refused.exit_code == 4
    assert "查看者" in refused.output


def test_a_private_column_in_the_cloud_stops_the_build(cloud: Emulator, tmp_path: Path) -> None:
    tab = next(tab for tab in cloud.tabs if tab.title == "站点")
    tab.rows[0].append(text_value("内部备注"))
    stopped = run("build", "--quiet")
    assert stopped.exit_code == 1
    assert "R021" in stopped.output
    assert "https://docs.google.com/spreadsheets/d/" in stopped.output
    assert not (tmp_path / "public").exists()


@pytest.mark.usefixtures("cloud")
def test_a_key_beside_the_hand_written_pages_stops_the_build(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# 首页", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 指南\ndocs_dir: docs\n", encoding="utf-8")
    (tmp_path / "key.json").rename(docs / "key.json")
    settings = tmp_path / "jieyou.toml"
    text = settings.read_text("utf-8").replace("key.json", "docs/key.json")
    lines = [line for line in text.splitlines() if not line.startswith("site ")]
    settings.write_text("\n".join([*lines, 'site = "mkdocs.yml"']), encoding="utf-8")
    refused = run("build", "--quiet")
    assert refused.exit_code == 4
    assert "key.json" in refused.output
    assert not (tmp_path / "public").exists()


def test_the_sheet_of_another_place_is_never_used(cloud: Emulator, tmp_path: Path) -> None:
    assert run("build", "--quiet", "--jobs", "1").exit_code == 0
    settings = tmp_path / "jieyou.toml"
    other = GOOGLE.replace("1AbC", "2AbC")
    settings.write_text(settings.read_text("utf-8").replace(GOOGLE, other), encoding="utf-8")
    cloud.faults.extend([refuse(403, "userRateLimitExceeded", "99")] * 20)
    refused = run("build", "--quiet", "--stale-ok")
    assert refused.exit_code == 4
    assert "--stale-ok" not in refused.output


def test_a_sheet_with_errors_is_not_the_last_good_one(cloud: Emulator, tmp_path: Path) -> None:
    assert run("build", "--quiet", "--jobs", "1").exit_code == 0
    good = [list(tab.rows) for tab in cloud.tabs]
    for tab in cloud.tabs:
        tab.rows = tab.rows[:1]
    assert run("build", "--quiet").exit_code == 1
    cloud.faults.extend([refuse(403, "userRateLimitExceeded", "99")] * 20)
    assert run("build", "--quiet", "--jobs", "1", "--stale-ok").exit_code == 0
    assert "P001.html" in {path.name for path in (tmp_path / "public" / "p").iterdir()}
    assert good
    assert (tmp_path / ".jieyou" / "sheet.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://bob:S3cret@example.org/x.xlsx?token=T0p", "写着用户名或密码"),
        ("https://drive.google.com/uc?id=1&export=download", "不是 Google 表格的网址"),
        ("https://[::1/x.xlsx", "不是能读的表格"),
        ("ftp://example.org/x.xlsx", "不是能读的表格"),
    ],
)
@pytest.mark.usefixtures("cloud")
def test_an_address_that_will_not_do_is_told_without_its_secrets(
    address: str, sentence: str
) -> None:
    for command in (("check",), ("build", "--quiet"), ("doctor",)):
        arguments = [*command, "--source", address]
        day = [] if command == ("doctor",) else ["--as-of", AS_OF.isoformat()]
        told = CliRunner().invoke(main, [*arguments, *day])
        assert told.exit_code == 4
        assert sentence in told.output
        assert not {"S3cret", "T0p"} & set(re.split(r"\W", told.output))


@pytest.mark.usefixtures("cloud")
def test_however_the_address_is_spelt_private_columns_are_errors(tmp_path: Path) -> None:
    without_companion(tmp_path)
    spelt = GOOGLE.replace("docs.google.com", "DOCS.google.com:443")
    assert run("check", "--source", spelt).exit_code == 0
    assert run("build", "--source", spelt).exit_code == 2
