from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from builders.compiled import compiled_templates
from builders.release import release

TEXT = "一{{ 1 + 1 }}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    compiled_templates.cache_clear()
    yield tmp_path
    compiled_templates.cache_clear()


def printed(text: str = TEXT) -> str:
    """What a template says in a process that has compiled nothing yet."""
    compiled_templates.cache_clear()
    templates = Environment(
        loader=DictLoader({"t": text}), bytecode_cache=compiled_templates(), autoescape=True
    )
    return templates.get_template("t").render()


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_later_process_need_not_compile_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed() == "一2"
    assert len(kept(folder)) == 1
    monkeypatch.delattr(Environment, "compile")
    assert printed() == "一2"


def test_another_text_or_another_release_is_compiled_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed() == "一2"
    assert printed("二{{ 2 }}") == "二2"
    monkeypatch.setattr("builders.compiled.release", lambda: f"other-{release()}")
    assert printed() == "一2"
    assert len(kept(folder)) == 2


def test_a_damaged_file_is_compiled_anew(folder: Path) -> None:
    printed()
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:-20])
    assert printed() == "一2"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("place", ["absent", "a file"])
def test_nobody_is_stopped_where_nothing_can_be_kept(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / place))
    assert printed() == "一2"


def test_a_folder_that_goes_away_meanwhile_stops_nobody(folder: Path) -> None:
    compiled_templates.cache_clear()
    templates = Environment(
        loader=DictLoader({"t": TEXT}), bytecode_cache=compiled_templates(), autoescape=True
    )
    for below in folder.iterdir():
        below.rmdir()
    assert templates.get_template("t").render() == "一2"
