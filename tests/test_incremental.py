"""A build makes only what differs, and what it makes is what a clean build would make."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from builders.outputs import site as site_output
from builders.public.site import SiteParts, build_site
from registry.diagnostics import has_errors
from registry.schema import Kind
from registry.schema import tab as tab_of
from tests.registry.sheets import Rows
from tests.scale import rounds
from tests.small_street import AS_OF, build_rows, rows_with, small_street
from tests.test_reproducible import digests

Edit = Callable[[Rows, random.Random], Rows]
_PROSE = (Kind.TEXT, Kind.LINES, Kind.WORDS)
_STATES = ("已审核", "停用", "草稿", "待审核")


def state_of(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Each file with its inode, its time and its bytes."""
    trees = (folder / "public", folder / "packs")
    return {
        f"{tree.name}/{name}": (
            (tree / name).stat().st_ino,
            (tree / name).stat().st_mtime_ns,
            digest,
        )
        for tree in trees
        for name, digest in digests(tree).items()
    }


def changed_files(before: dict[str, tuple[int, int, str]], folder: Path) -> set[str]:
    """The names of files that are not the very same file as before."""
    after = state_of(folder)
    return {name for name in before | after if before.get(name) != after.get(name)}


def test_nothing_is_made_or_moved_when_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_rows(tmp_path, small_street())
    before, home = state_of(tmp_path), (tmp_path / "public").stat().st_ino

    def refuse(*_: object) -> None:
        raise AssertionError("the frame was built again")

    monkeypatch.setattr(site_output, "build_site", refuse)
    result = build_rows(tmp_path, small_street(), AS_OF + timedelta(days=1))
    assert {name: made.renewed for name, made in result.made.items()} == {"public": 0, "packs": 0}
    assert changed_files(before, tmp_path) == set()
    assert (tmp_path / "public").stat().st_ino == home


def test_a_changed_public_cell_renews_the_pages_and_packs_that_show_it(tmp_path: Path) -> None:
    rows = small_street()
    build_rows(tmp_path, rows)
    before = state_of(tmp_path)
    build_rows(tmp_path, rows_with(rows, "policies", 0, fee="不收费。"), AS_OF + timedelta(days=1))
    changed = changed_files(before, tmp_path)
    pages = {name for name in changed if name.startswith("public/") and name.endswith(".html")}
    assert "public/p/P001.html" in pages
    assert {name for name in pages if name[7:9] in {"p/", "r/", "v/", "s/"}} == {
        "public/p/P001.html"
    }
    assert not [name for name in changed if name.startswith("public/assets/") and "css" in name]
    assert {name.split("/")[1][:3] for name in changed if name.startswith("packs/")} == {
        "S01",
        "S02",
        "man",
    }
    assert not [name for name in changed if name.endswith(("资源清单.pdf", "识别清单.pdf"))]


def test_no_list_is_made_for_a_cell_that_it_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    plain = build_site

    def noted(config: Path, parts: SiteParts, target: Path) -> None:
        made.extend(page.path for page in parts.pages if page.body)
        plain(config, parts, target)

    rows = small_street()
    build_rows(tmp_path, rows)
    monkeypatch.setattr(site_output, "build_site", noted)
    later = AS_OF + timedelta(days=1)
    build_rows(tmp_path, rows_with(rows, "policies", 0, fee="不收费。"), later)
    assert sorted(made) == ["changes.html", "editions.html", "index.html", "p/P001.html"]
    made.clear()
    rows = rows_with(rows, "policies", 0, fee="不收费。", summary="另一句话。")
    build_rows(tmp_path, rows, later)
    assert {"c/category-basic.html", "index.html", "p/P001.html"} <= set(made)
    assert not {"names.html", "resources.html", "services.html", "standards.html"} & set(made)
    made.clear()
    rows = rows_with(rows, "resources", 1, how_to_apply="到服务站报名。")
    build_rows(tmp_path, rows, later)
    assert [path for path in made if path.startswith(("r/", "s/", "g/", "n/", "re"))] == [
        "r/R002.html"
    ]


def test_a_changed_station_cell_renews_that_pack_only(tmp_path: Path) -> None:
    rows = small_street()
    build_rows(tmp_path, rows)
    before = state_of(tmp_path)
    later = AS_OF + timedelta(days=1)
    build_rows(tmp_path, rows_with(rows, "resources", 0, liaison="对接岗"), later)
    changed = changed_files(before, tmp_path)
    assert {name.split("/")[0] for name in changed} == {"packs"}
    assert {name.split("/")[1][:3] for name in changed} == {"S01", "man"}


def test_a_signal_that_is_taken_back_is_told_in_the_packs_that_held_it(tmp_path: Path) -> None:
    rows = small_street()
    build_rows(tmp_path, rows)
    gone = rows_with(rows, "signals", 1, status="草稿")
    assert build_rows(tmp_path, gone, AS_OF + timedelta(days=1)).made["packs"].renewed == 2


def test_a_file_that_somebody_changed_is_put_right_again(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    good = digests(tmp_path / "public")
    (tmp_path / "public" / "p" / "P001.html").write_text("改过", encoding="utf-8")
    (tmp_path / "public" / "assets" / "base.css").unlink()
    build_rows(tmp_path, small_street())
    assert digests(tmp_path / "public") == good


@pytest.mark.parametrize("damage", ["", "{}", '{"frame": 1, "parts": {"p/P001.html": {}}}'])
def test_a_damaged_memory_costs_time_only(tmp_path: Path, damage: str) -> None:
    build_rows(tmp_path, small_street())
    good = digests(tmp_path / "public")
    (tmp_path / ".jieyou" / "memory" / "public.json").write_text(damage, encoding="utf-8")
    result = build_rows(tmp_path, small_street())
    assert result.made["public"].renewed == result.made["public"].parts
    assert digests(tmp_path / "public") == good


def test_a_memory_in_which_one_digit_changed_gives_no_new_edition(tmp_path: Path) -> None:
    build_rows(tmp_path, small_street())
    good = digests(tmp_path / "public")
    path = tmp_path / ".jieyou" / "memory" / "public.json"
    (digest,) = set(re.findall('"digest": "([0-9a-f]{8})"', path.read_text("utf-8"))[:1])
    path.write_text(path.read_text("utf-8").replace(digest, "0" * 8, 1), "utf-8")
    result = build_rows(tmp_path, small_street())
    assert digests(tmp_path / "public") == good
    assert not result.made["public"].differs


# Random edits


def _cell(rows: Rows, dice: random.Random) -> Rows:
    key = dice.choice([key for key in rows if rows[key]])
    number = dice.randrange(len(rows[key]))
    prose = [c.key for c in tab_of(key).columns if c.kind in _PROSE and not c.steers]
    word = f"改{dice.randrange(1000)}号文字"
    return rows_with(rows, key, number, **{dice.choice(prose): word})


def _state(rows: Rows, dice: random.Random) -> Rows:
    key = dice.choice(["policies", "resources", "services", "signals", "contacts"])
    number = dice.randrange(len(rows[key]))
    return rows_with(rows, key, number, status=dice.choice(_STATES), retired_reason="并入别的政策")


def _openness(rows: Rows, dice: random.Random) -> Rows:
    key = dice.choice(["policies", "resources", "services", "contacts", "organizations"])
    number = dice.randrange(len(rows[key]))
    return rows_with(rows, key, number, row_visibility=dice.choice(["公开", "内部"]))


def _more(rows: Rows, dice: random.Random) -> Rows:
    key = dice.choice(["policies", "resources", "services", "stations"])
    model = dice.choice(rows[key])
    identifier = f"{model['id'][0]}{dice.randrange(10, 999):03d}"
    if any(row["id"] == identifier for row in rows[key]):
        return rows
    name = f"{model['name']}{identifier}"
    new = model | {"id": identifier, "name": name}
    return {**rows, key: [*rows[key], new | ({"residents_areas": name} if key[1] == "t" else {})]}


def _fewer(rows: Rows, dice: random.Random) -> Rows:
    key = dice.choice(["policies", "resources", "services", "signals"])
    gone = dice.choice(rows[key])
    kept = [row for row in rows[key] if row is not gone]
    return {**rows, key: kept} if len(kept) > 1 else rows


def _order(rows: Rows, dice: random.Random) -> Rows:
    key = dice.choice(["policies", "resources", "terms", "stations"])
    return {**rows, key: dice.sample(rows[key], len(rows[key]))}


def _setting(rows: Rows, dice: random.Random) -> Rows:
    word = dice.choice(["https://example.sh.gov.cn/guide/", ""])
    kept = [row for row in rows["settings"] if row["id"] != "公开网址"]
    return {**rows, "settings": [*kept, {"id": "公开网址", "value": word}] if word else kept}


EDITS: tuple[Edit, ...] = (_cell, _cell, _cell, _state, _openness, _more, _fewer, _order, _setting)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(rounds(3, 200)))
def test_after_any_edits_an_incremental_build_is_a_clean_one(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # a game, no secret
    rows, day, here = small_street(), AS_OF, tmp_path / "here"
    build_rows(here, rows)
    published = 0
    for step in range(2):
        for _ in range(dice.randrange(1, 4)):
            rows = dice.choice(EDITS)(rows, dice)
        day += timedelta(days=dice.choice([0, 1, 30]))
        clean = tmp_path / f"clean{step}"
        shutil.copytree(here / "editions", clean / "editions")
        result, other = build_rows(here, rows, day), build_rows(clean, rows, day)
        assert has_errors(result.outcome.diagnostics) == bool(not result.made)
        if result.made:
            published += 1
            for tree in ("public", "packs", "editions"):
                assert digests(here / tree) == digests(clean / tree), (seed, step, tree)
        assert other.made.keys() == result.made.keys()
    assert published or os.environ.get("JIEYOU_SOAK")
