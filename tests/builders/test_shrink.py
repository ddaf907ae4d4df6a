"""An edition that lost suspiciously much is refused, and what it lost is told in numbers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from builders.editions import Edition
from builders.ledger import Record
from builders.shrink import Loss, losses
from tests.conftest import ROOT
from tests.registry.sheets import Rows, with_row
from tests.small_street import AS_OF, build_rows, small_street, write_sheet
from tests.test_reproducible import digests

LATER = AS_OF + timedelta(days=1)


def record(*, pages: int = 0, words: int = 0, **rows: int) -> Record:
    """A state with so many rows in each tab, pages, and characters of words."""
    edition = Edition(since=AS_OF, digest="00000000")
    entries = {f"{tab}/{n}": {"name": ""} for tab, count in rows.items() for n in range(count)}
    return Record(
        whole=edition,
        editions={f"p/{number}.html": edition for number in range(pages)},
        entries={**entries, "hints/P001": {"name": "字" * words}},
    )


@pytest.mark.parametrize(
    ("before", "after", "is_lost"),
    [(20, 14, False), (20, 13, True), (6, 1, False), (6, 0, True), (5, 0, False), (7, 9, False)],
)
def test_more_than_five_rows_and_more_than_thirty_percent_of_a_tab_are_suspicious(
    before: int, after: int, is_lost: bool
) -> None:
    found = losses("public", record(policies=before, terms=50), record(policies=after, terms=50))
    loss = Loss(lost="rows", tab="policies", before=before, after=after)
    assert found == ((loss,) if is_lost else ())


@pytest.mark.parametrize(("after", "is_lost"), [(70, False), (69, True)])
def test_more_than_thirty_percent_of_the_pages_are_suspicious(after: int, is_lost: bool) -> None:
    found = losses("public", record(pages=100), record(pages=after))
    assert found == ((Loss(lost="pages", before=100, after=after),) if is_lost else ())


@pytest.mark.parametrize(
    ("before", "after", "is_lost"),
    [(5000, 3500, False), (5000, 3499, True), (1200, 200, False), (1200, 199, True)],
)
def test_a_thousand_characters_and_thirty_percent_of_the_words_are_suspicious(
    before: int, after: int, is_lost: bool
) -> None:
    found = losses("public", record(words=before), record(words=after))
    assert found == ((Loss(lost="words", before=before, after=after),) if is_lost else ())


def test_a_pack_is_named_by_its_station_as_it_was_called_last() -> None:
    last, new = record(signals=20, stations=1), record(signals=4)
    entries = {**last.entries, "stations/S06": {"name": "示例六站"}}
    named = Record(whole=last.whole, editions={}, entries=entries)
    (loss,) = losses("private/S06", named, new)
    assert (loss.station, loss.tab) == ("S06 示例六站", "signals")


def test_a_first_edition_has_lost_nothing() -> None:
    assert losses("public", None, record()) == ()


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "jieyou.toml").write_text(
        f'source = "sheet"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*options: str) -> Result:
    command = ["build", "--as-of", LATER.isoformat(), "--jobs", "1", *options]
    return CliRunner().invoke(main, command)


def full_street(rows: int = 12) -> Rows:
    """The small street with so many more signals, which only packs show, and resources."""
    street = small_street()
    for number in range(rows):
        street = with_row(
            "signals", "X001", street, id=f"X1{number:02d}", observation=f"甲{number}"
        )
        street = with_row("resources", "R001", street, id=f"R1{number:02d}", name=f"乙{number}")
    return street


def published(folder: Path) -> dict[str, dict[str, str]]:
    return {tree: digests(folder / tree) for tree in ("public", "packs", "editions")}


def test_a_tab_that_was_cut_off_is_refused_until_it_is_confirmed(street: Path) -> None:
    build_rows(street, full_street())
    before = published(street)
    cut = {**full_street(), "resources": full_street(1)["resources"]}
    write_sheet(street / "sheet", cut)
    assert run("--only", "public", "--out", "look").exit_code == 0
    refused = run("--quiet")
    assert (refused.exit_code, published(street)) == (1, before)
    assert not (street / ".jieyou" / "next").exists()
    assert "公开网站，“资源库”：上一版 14 行，这一版 3 行" in refused.output
    assert "--allow-shrink" in refused.output
    confirmed = run("--allow-shrink")
    assert confirmed.exit_code == 0, confirmed.output
    assert published(street)["public"] != before["public"]


def test_what_only_packs_lost_is_told_of_each_station_on_a_fresh_machine(street: Path) -> None:
    build_rows(street, full_street())
    for name in ("public", "packs", ".jieyou"):
        (street / name).rename(street.parent / f"{street.name}-{name}")
    write_sheet(street / "sheet", {**full_street(), "signals": full_street(1)["signals"]})
    refused = run("--quiet")
    assert refused.exit_code == 1
    assert not (street / "public").exists()
    for station in ("S01", "S02"):
        assert f"站点 {station} " in refused.output
    assert "“识别信号”：上一版 14 行，这一版 3 行" in refused.output
    assert "公开网站" not in refused.output.partition("请对照")[0]
