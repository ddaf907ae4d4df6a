from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.longest import LONGEST_FIRST

ROOT = Path(__file__).parents[1]
CODE = sorted(p for folder in ("registry", "builders") for p in (ROOT / folder).rglob("*.py"))
SHIPPED = [
    path
    for folder in ("registry", "builders", "site_src")
    for suffix in ("py", "js", "typ", "css", "j2", "html")
    for path in (ROOT / folder).rglob(f"*.{suffix}")
]
AROUND = [p for folder in ("tests", "benchmarks", "docs") for p in (ROOT / folder).rglob("*.py")]
SOURCES = sorted([*SHIPPED, *AROUND])
CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_words_for_people_are_not_in_the_code(path: Path) -> None:
    assert not CHINESE.search(path.read_text("utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_does_one_thing(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", LONGEST_FIRST)
def test_a_file_that_is_run_early_exists(name: str) -> None:
    assert (ROOT / "tests" / name).is_file()
