"""Plain ``mkdocs build`` makes the same pages, and says so when the sheet is in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import DEMO, ROOT, Built
from tests.test_reproducible import change_cell


def mkdocs_build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a person would, in this repository, with another sheet and site folder."""
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--site-dir", str(target)]
    environment = {**os.environ, "JIEYOU_SOURCE": str(source), "JIEYOU_LEDGER": str(target / "no")}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def test_plain_mkdocs_makes_the_pages_of_the_published_site(demo: Built, tmp_path: Path) -> None:
    result = mkdocs_build(DEMO, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    pages = {p.relative_to(demo.public) for p in demo.public.rglob("*.html")}
    assert pages == {p.relative_to(tmp_path / "site") for p in (tmp_path / "site").rglob("*.html")}


def test_plain_mkdocs_tells_what_is_wrong_in_the_sheet(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "sheet")
    change_cell(tmp_path / "sheet" / "policies.csv", "P001", "层级", "全市的")
    result = mkdocs_build(tmp_path / "sheet", tmp_path / "site")
    assert result.returncode != 0
    assert "【政策库】第 2 行" in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


def test_plain_mkdocs_tells_that_there_is_no_sheet(tmp_path: Path) -> None:
    result = mkdocs_build(tmp_path / "none.xlsx", tmp_path / "site")
    assert result.returncode != 0
    assert "none.xlsx" in result.stderr + result.stdout
    assert "Traceback" not in result.stderr
