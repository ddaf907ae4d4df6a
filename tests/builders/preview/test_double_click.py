"""What Windows starts by a double click: its own line ends, no sign a code page could spoil."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.cli import COMMANDS
from tests.conftest import ROOT

STARTS = sorted((ROOT / "docs" / "windows").glob("*.cmd"))


def test_preview_and_check_can_be_started() -> None:
    assert {path.stem for path in STARTS} == {"预览", "检查"}


@pytest.mark.parametrize("path", STARTS, ids=lambda path: path.stem)
def test_a_start_is_plain_and_calls_a_command_of_ours(path: Path) -> None:
    text = path.read_bytes().decode("ascii")
    assert text.count("\r\n") == text.count("\n")
    called = re.findall(r"jieyou(?:\.exe)? (\w+)", text)
    assert called
    assert set(called) <= set(COMMANDS)
