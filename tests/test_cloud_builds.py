"""Whole builds from a sheet in a cloud: the same site, and what happens while it is away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from registry.snapshot import column_letter
from tests.conftest import ROOT
from tests.google_emulator import ADDRESS as GOOGLE
from tests.google_emulator import Emulator, Tab, refuse, serving, tabs_of, text_value, write_key
from tests.registry.test_companion import added
from tests.registry.test_sources_contract import sample, split, with_text, workbook
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


def without_companion(folder: Path) -> None:
    settings = folder / "jieyou.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("companion")]
    settings.write_text("".join(kept), encoding="utf-8")


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


def results(emulator: Emulator) -> list[list[str]]:
    """The texts of the tab with results."""
    (tab,) = (tab for tab in emulator.tabs if tab.title == "检查结果")
    return [[str(cell.get("formattedValue", "")) for cell in row] for row in tab.rows]


def with_writer(folder: Path, emulator: Emulator) -> None:
    settings = folder / "jieyou.toml"
    line = f'google_writer = "{write_key(folder, emulator.address).name}"\n'
    settings.write_text(settings.read_text("utf-8") + line, encoding="utf-8")


def spoil(emulator: Emulator) -> None:
    """A date that is none, and a text that looks like a formula."""
    (tab,) = (tab for tab in emulator.tabs if tab.title == "政策库")
    headers = [cell["formattedValue"] for cell in tab.rows[0]]
    cells = tab.rows[1]
    cells += [{} for _ in range(len(headers) - len(cells))]
    cells[headers.index("核实日期")] = text_value('=HYPERLINK("x")')
    emulator.version += 1


def test_results_are_written_into_their_own_tab_and_nowhere_else(
    cloud: Emulator, tmp_path: Path
) -> None:
    with_writer(tmp_path, cloud)
    spoil(cloud)
    before = [(tab.title, list(tab.rows)) for tab in cloud.tabs]
    first = run("check", "--write-back")
    assert first.exit_code == 1
    assert [(tab.title, list(tab.rows)) for tab in cloud.tabs[:-1]] == before
    written = results(cloud)
    assert "已检查 12 张表" in written[2][0]
    assert [row[2] for row in written[5:]] == [f"{column(cloud)}2"]
    assert "HYPERLINK" in written[5][4]

    version = cloud.version
    again = run("check", "--write-back")
    assert "没有重写" in again.output
    assert (cloud.version, results(cloud)) == (version, written)


def column(emulator: Emulator) -> str:
    (tab,) = (tab for tab in emulator.tabs if tab.title == "政策库")
    return column_letter([cell["formattedValue"] for cell in tab.rows[0]].index("核实日期"))


def test_results_that_shrink_leave_nothing_of_the_old_ones(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    spoil(cloud)
    run("check", "--write-back")
    (tab,) = (tab for tab in cloud.tabs if tab.title == "政策库")
    for cell in tab.rows[1]:
        if "HYPERLINK" in str(cell.get("formattedValue")):
            cell.clear()
    cloud.version += 1
    run("check", "--write-back")
    assert not any("HYPERLINK" in text for row in results(cloud) for text in row)


def test_nothing_of_the_companion_is_written_to_the_cloud(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    _, private = split(sample(tmp_path / "again"))
    spoiled = with_text(private, "站点", "内部备注", "手机 13912345678")
    workbook(tmp_path, spoiled, "内部列.xlsx")
    told = run("check", "--write-back")
    assert "P102" in told.output
    assert not any("P102" in row for row in results(cloud))


def test_a_sheet_that_changed_meanwhile_gets_no_results(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    seen = 0

    def edit() -> None:
        nonlocal seen
        seen += 1
        if seen == 4:
            cloud.version += 1

    cloud.before_each = edit
    refused = run("check", "--write-back")
    assert refused.exit_code == 4
    assert "没有写回去" in refused.output
    assert "检查结果" not in [tab.title for tab in cloud.tabs]


def test_a_tab_of_somebody_elses_is_not_overwritten(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    cloud.tabs.append(Tab(title="检查结果", rows=[[text_value("我自己的")]], number=900))
    refused = run("check", "--write-back")
    assert refused.exit_code == 4
    assert results(cloud) == [["我自己的"]]


def test_without_a_writer_or_a_cloud_nothing_can_be_written_back(
    cloud: Emulator, tmp_path: Path
) -> None:
    assert "google_writer" in run("check", "--write-back").output
    workbook(tmp_path, sample(tmp_path / "same"), "whole.xlsx")
    assert "--format xlsx" in run("check", "--write-back", "--source", "whole.xlsx").output
    assert cloud.tabs[-1].title != "检查结果"


def test_what_the_companion_holds_is_never_told_in_the_cloud(
    cloud: Emulator, tmp_path: Path
) -> None:
    with_writer(tmp_path, cloud)
    _, private = split(sample(tmp_path / "again"))
    stray = added(private, "站点", 编号="S99", 内部备注="走失的一行")
    workbook(tmp_path, with_text(stray, "站点", "内部备注", "手机 13912345678"), "内部列.xlsx")
    cloud.title = "内部列.xlsx"
    local = run("check", "--write-back").output
    assert "R024" in local
    assert "P102" in local
    written = "".join(text for row in results(cloud) for text in row)
    assert "R024" not in written
    assert "P102" not in written


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
