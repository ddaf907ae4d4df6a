"""``jieyou rollback`` over real builds: trees, ledger and the builds that follow."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from tests.conftest import ROOT
from tests.small_street import AS_OF, build_rows, rows_with, small_street
from tests.test_reproducible import digests

LATER = AS_OF + timedelta(days=1)


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "jieyou.toml").write_text(
        f'source = "sheet"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(main, ["rollback", *arguments], input=answer)


def outputs(folder: Path) -> dict[str, dict[str, str]]:
    return {tree: digests(folder / tree) for tree in ("public", "packs")}


def test_a_rollback_leaves_what_the_earlier_sheet_would_give_again(street: Path) -> None:
    rows = small_street()
    build_rows(street, rows)
    assert run("--yes").exit_code == 4
    old = outputs(street)
    newer = rows_with(rows, "policies", 0, fee="不收费。")
    build_rows(street, newer, LATER)
    new, ledger = outputs(street), digests(street / "editions")
    refused = run(answer="n\n")
    assert (refused.exit_code, outputs(street)) == (2, new)
    done = run("--yes")
    assert done.exit_code == 0, done.output
    assert f"公开网站版次 {AS_OF.isoformat()}" in done.output
    assert outputs(street) == old
    assert ledger.items() <= digests(street / "editions").items()
    build_rows(street, rows, LATER)
    assert outputs(street) == old
    build_rows(street, newer, LATER)
    assert outputs(street) == new
