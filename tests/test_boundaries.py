"""The privacy boundary is a type and an import rule: crossing it does not get past the tools."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parents[1]
CROSSING = """
from builders.public.pages import content_pages
from builders.public.search import search_data
from registry.views.station import StationResource, StationView
from registry.views.public import PublicView

def pages(view: {view}) -> None:
    content_pages(view, ())
    search_data(view)
"""


def type_errors(view: str, folder: Path) -> str:
    path = folder / "crossing.py"
    path.write_text(CROSSING.format(view=view), encoding="utf-8")
    arguments = ["--strict", "--follow-imports=silent", f"--config-file={ROOT / 'pyproject.toml'}"]
    output, problems, _ = api.run([*arguments, str(path)])
    return output + problems


def test_a_public_view_is_welcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert "Success" in type_errors("PublicView", tmp_path)


def test_a_station_view_does_not_pass_the_type_checker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    found = type_errors("StationView", tmp_path)
    assert found.count("[arg-type]") == 2, found
