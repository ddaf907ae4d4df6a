"""Whole builds from a sheet in a cloud: the same site, and what happens while it is away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from tests.conftest import ROOT
from tests.google_emulator import ADDRESS as GOOGLE
from tests.google_emulator import Emulator, refuse, serving, tabs_of, text_value, write_key
from tests.registry.test_sources_contract import sample, split, workbook
from tests.small_street import AS_OF
from tests.test_reproducible import digests


@pytest.fixture
def cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """A workspace whose sheet lies in a cloud and whose private columns do not."""
    public, private = split(sample(tmp_path))
    workbook(tmp_path, private, "内部列.xlsx")
    with ExitStack() as stack:
        emulator = stack.enter_context(serving(Emulator(tabs_of(public))))
        settings = {
            "source": GOOGLE,
            "companion": "内部列.xlsx",
            "google_account": write_key(tmp_path, emulator.address).name,
            "google_gateway": emulator.address,
            "site": (ROOT / "mkdocs.yml").as_posix(),
        }
        lines = "".join(f'{key} = "{value}"\n' for key, value in settings.items())
        (tmp_path / "jieyou.toml").write_text(lines, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        yield emulator


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--as-of", AS_OF.isoformat()])


@pytest.mark.usefixtures("cloud")
def test_the_site_from_the_cloud_is_the_site_from_a_workbook(tmp_path: Path) -> None:
    workbook(tmp_path, sample(tmp_path / "same"), "whole.xlsx")
    assert run("build", "--quiet", "--jobs", "1").exit_code == 0
    arguments = ("--only", "public", "--out", "look", "--source", "whole.xlsx")
    assert run("build", "--quiet", *arguments).exit_code == 0
    assert digests(tmp_path / "public") == digests(tmp_path / "look" / "public")


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
