from __future__ import annotations

from pathlib import Path

import pytest

from builders.workspace import SettingsError, find_workspace


def write_settings(folder: Path, text: str) -> None:
    (folder / "jieyou.toml").write_text(text, encoding="utf-8")


def test_an_option_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    write_settings(tmp_path, 'source = "file.xlsx"\npublic = "file"\npacks = "file"')
    workspace = find_workspace(
        tmp_path,
        {"JIEYOU_PUBLIC": "environment", "JIEYOU_SOURCE": "environment.xlsx"},
        {"source": "option.xlsx"},
    )
    assert workspace.source.path == tmp_path / "option.xlsx"
    assert workspace.public == tmp_path / "environment"
    assert workspace.packs == tmp_path / "file"
    assert workspace.ledger == tmp_path / "editions"


def test_the_workspace_is_found_from_a_folder_below_it(tmp_path: Path) -> None:
    write_settings(tmp_path, 'source = "sheet.xlsx"')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_workspace(below, {}, {}).root == tmp_path


@pytest.mark.parametrize(
    ("text", "key"), [("", "source"), ("sourec = 'x'", "sourec"), ("source = 3", "source")]
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, text: str, key: str) -> None:
    write_settings(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        find_workspace(tmp_path, {}, {})
    assert caught.value.key == key


def test_a_settings_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    write_settings(tmp_path, "source = [")
    with pytest.raises(SettingsError):
        find_workspace(tmp_path, {}, {})
