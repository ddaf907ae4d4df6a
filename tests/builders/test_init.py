"""Another street's workspace: made whole, checked in clear words, built green."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from registry.sources import open_snapshot
from registry.template import demo_snapshot, empty_snapshot
from tests.conftest import ROOT
from tests.test_reproducible import digests

BOOK = "救助政策资源库.xlsx"
NAMED = ("--name", "华阳路街道", "--code", "310105003")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def settings(folder: Path) -> dict[str, str]:
    rows = open_snapshot(folder / BOOK).tables[0].rows
    return {row.cell(0).text: row.cell(1).text for row in rows}


def test_another_streets_workspace_builds_green(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site and one pack; a build of all of them is the same code fourteen times."""
    assert run("init", str(tmp_path / "华阳"), "--demo", *NAMED).exit_code == 0
    monkeypatch.chdir(tmp_path / "华阳")
    only = ("--only", "public", "--only", "packs", "--station", "S06")
    result = run("build", *only, "--out", "看看", "--as-of", "2026-11-23")
    assert result.exit_code == 0, result.output
    home = (tmp_path / "华阳" / "看看" / "public" / "index.html").read_text("utf-8")
    assert "华阳路街道救助政策指南" in home
    assert len([*Path("看看/packs").glob("S06-*/*")]) == 6


def test_the_sample_gets_the_streets_name_where_the_settings_have_it(tmp_path: Path) -> None:
    run("init", str(tmp_path / "新"), "--demo", *NAMED)
    found = settings(tmp_path / "新")
    assert (found["街道名称"], found["街道代码"]) == ("华阳路街道", "310105003")
    assert "江苏路街道" not in "".join(found.values())
    assert found["本地适用范围"].endswith("华阳路街道")
    new = open_snapshot(tmp_path / "新" / BOOK)
    assert new.tables[1:] == demo_snapshot().tables[1:]


def test_without_a_name_the_sample_stays_as_it_is(tmp_path: Path) -> None:
    run("init", str(tmp_path / "新"), "--demo")
    assert open_snapshot(tmp_path / "新" / BOOK) == demo_snapshot()
    run("init", str(tmp_path / "再"), "--demo", "--name", "华阳路街道")
    assert settings(tmp_path / "再")["街道代码"] == ""


def test_an_empty_workspace_is_checked_in_clear_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("init", str(tmp_path / "新"), *NAMED)
    assert (result.exit_code, BOOK in result.output) == (0, True)
    monkeypatch.chdir(tmp_path / "新")
    checked = run("check")
    assert checked.exit_code == 1
    for words in ("没有填设置项“热线电话”", "没有填设置项“网站名称”", "【站点】", "【政策库】"):
        assert words in checked.output
    assert "街道名称" not in checked.output
    assert open_snapshot(BOOK).tables[1:] == empty_snapshot().tables[1:]
    stopped = run("build")
    assert (stopped.exit_code, "没有发布" in stopped.output) == (1, True)


def test_what_is_private_stays_out_of_a_repository(tmp_path: Path) -> None:
    folder = tmp_path / "新"
    run("init", str(folder))
    subprocess.run(["git", "init", "-q", str(folder)], check=True)  # noqa: S607  # git, wherever it is
    private = [BOOK, "packs/S01-x/清单.xlsx", "editions/private/S01/1.json", ".jieyou/log.jsonl"]
    private += ["密钥文件.json", "reader.json", "writer.json", "jieyou-123456-0a1b2c3d4e5f.json"]
    private += ["办公室/reader.json", "办公室/密钥.json", "jieyou-reader.p12", "_netrc"]
    private += ["内部列.xlsx", "办公室/内部列.xlsx", "密码.txt"]
    kept = ["editions/public/1.json", "jieyou.toml", "mkdocs.yml", "site_src/docs/about.md"]
    kept += ["editions/public/policies/P001/1.json", "检查.cmd", "site_src/docs/词.json"]
    asked = ["git", "-C", str(folder), "-c", "core.quotepath=off", "check-ignore", *private, *kept]
    answer = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8")
    assert answer.stdout.split("\n")[:-1] == private
    tracked = subprocess.run(
        ["git", "-C", str(folder), "add", "--dry-run", "."],  # noqa: S607  # git, wherever it is
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    ours = [path for path in files if path.parts[0] != ".git"]
    assert len(tracked.stdout.splitlines()) == len(ours) - 1
    assert stat.S_IMODE((folder / BOOK).stat().st_mode) == 0o600


def test_on_windows_the_workspace_is_started_by_a_double_click(tmp_path: Path) -> None:
    run("init", str(tmp_path / "新"))
    starts = {path.name: path.read_bytes() for path in (ROOT / "docs" / "windows").glob("*.cmd")}
    assert {"检查.cmd", "预览.cmd"} <= starts.keys()
    assert {path.name: path.read_bytes() for path in (tmp_path / "新").glob("*.cmd")} == starts
    ends = (tmp_path / "新" / ".gitattributes").read_text("utf-8")
    assert ends == "*.cmd text eol=crlf\n"


def test_a_folder_that_holds_something_and_a_file_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "有").mkdir()
    (tmp_path / "有" / "a.txt").write_text("mine", encoding="utf-8")
    before = digests(tmp_path)
    for name in ("有", "有/a.txt"):
        result = run("init", str(tmp_path / name))
        assert (result.exit_code, "没有动它" in result.stderr) == (4, True)
    assert digests(tmp_path) == before


def test_an_empty_folder_is_filled_and_one_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "空").mkdir()
    assert run("init", str(tmp_path / "空")).exit_code == 0

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "full", "x")

    monkeypatch.setattr("builders.founding.write_faithful", full)
    assert run("init", str(tmp_path / "新")).exit_code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["空"]


def test_an_installed_package_carries_the_frame_of_the_site(tmp_path: Path) -> None:
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    made = [sys.executable, "-m", "builders.cli", "init", "新"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    subprocess.run(made, cwd=tmp_path, env=environment, check=True, capture_output=True)
    shutil.rmtree(tmp_path / "installed")
    files = digests(tmp_path / "新")
    ours = digests(ROOT / "site_src")
    assert {name: files[f"site_src/{name}"] for name in ours} == ours
    assert {"检查.cmd", "预览.cmd", ".gitattributes"} <= files.keys()
    assert (tmp_path / "新" / "mkdocs.yml").read_bytes() == (ROOT / "mkdocs.yml").read_bytes()
