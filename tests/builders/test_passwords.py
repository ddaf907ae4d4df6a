"""A file of passwords is refused with every problem at once, and no password is ever told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders.passwords import PasswordsError, read_passwords

KNOWN = ("S01", "S02")


def written(folder: Path, text: str | bytes, mode: int = 0o600) -> Path:
    path = folder / "passwords.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(mode)
    return path


def faults(path: Path) -> list[tuple[str, int]]:
    with pytest.raises(PasswordsError) as caught:
        read_passwords(path, KNOWN, KNOWN)
    return [(problem.fault, problem.line) for problem in caught.value.problems]


def test_marks_comments_blank_lines_and_full_width_signs_are_tolerated(tmp_path: Path) -> None:
    text = "\ufeff# 站点密码\r\n\r\n S01 = a=b #c d \r\n\uff33\uff10\uff12\uff1d=correct horse\r\n"
    passwords = read_passwords(written(tmp_path, text), KNOWN, KNOWN)
    assert passwords == {"S01": "a=b #c d", "S02": "=correct horse"}


def test_only_the_stations_of_the_build_need_a_password(tmp_path: Path) -> None:
    path = written(tmp_path, "S02 = 12345678\n")
    assert read_passwords(path, KNOWN, ("S02",)) == {"S02": "12345678"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("S01 = right-one\nS02\n", [("NOT_IN_FORM", 2), ("MISSING", 0)]),
        ("S01 =\nS02 = right-two", [("NOT_IN_FORM", 1), ("MISSING", 0)]),
        ("S01 = right-one\nS02 = right-two\nS99 = right-three", [("UNKNOWN", 3)]),
        ("S01 = right-one\n", [("MISSING", 0)]),
        ("S01 = right-one\nS02 = 1234567", [("SHORT", 2)]),
        ("S01 = right-one\nS02 = " + "x" * 128, [("LONG", 2)]),
        ("S01 = right-one\nS02 = 解忧册的密码够长", [("SIGNS", 2)]),
        ("S01 = right-one\nS02 = right-one", [("SAME", 2)]),
        ("S01 = right-one\nS02 = right-two\nS01 = right-three", [("TWICE", 3)]),
        ("S01 = short\nnothing\nS98 = short", [("SHORT", 1), ("NOT_IN_FORM", 2), ("UNKNOWN", 3)]),
        ("S01 = \xff".encode("latin-1"), [("UNREADABLE", 0)]),
        (b"#" * 1_000_001, [("UNREADABLE", 0)]),
    ],
)
def test_each_fault_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, found: list[tuple[str, int]]
) -> None:
    told = faults(written(tmp_path, text))
    assert told[: len(found)] == found
    assert len(found) == len(told) or told[3:] == [("SHORT", 3), ("SAME", 3), ("MISSING", 0)]


def test_a_file_that_is_not_there_or_a_folder_is_unreadable(tmp_path: Path) -> None:
    assert faults(tmp_path / "absent") == [("UNREADABLE", 0)]
    assert faults(tmp_path) == [("UNREADABLE", 0)]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_can_reach_is_refused_with_all_else(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, "S01 = short\nS02 = right-two", mode)
    assert faults(path) == [("OPEN_TO_OTHERS", 0), ("SHORT", 1)]
