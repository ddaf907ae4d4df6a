"""What goes wrong around a build: an exit status, a sentence, and nothing published is touched."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import pipeline, swap
from builders.cli import main, options
from tests.test_reproducible import digests
from tests.two_editions import DAY_A, TwoEditions, build_arguments, prepare, trees_of

UNTOUCHED = "原来发布的网站和资料包没有动"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> TwoEditions:
    return prepare(tmp_path_factory.getbasetemp())


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions) -> Path:
    """A workspace with edition A out and the sheet of edition B."""
    folder = editions.copy(tmp_path / "street")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments or build_arguments())


def ledger_of_a(editions: TwoEditions) -> dict[str, str]:
    return digests(editions.ready / "editions")


def assert_untouched(folder: Path, editions: TwoEditions) -> None:
    assert trees_of(folder) == editions.a
    assert digests(folder / "editions") == ledger_of_a(editions)
    assert not (folder / ".jieyou" / "journal.json").exists()


def assert_b_is_built(folder: Path, editions: TwoEditions) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert trees_of(folder) == editions.b
    assert digests(folder / "editions") == editions.ledger


# A disk that fails


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EIO, "磁盘读写出错"),
    ],
)
def test_a_file_that_cannot_be_written(
    street: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions, number: int, words: str
) -> None:
    def fail(path: Path, _content: bytes) -> None:
        raise OSError(number, os.strerror(number), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(swap, "write_file", fail)
        result = run()
    assert result.exit_code == 4
    assert words in result.stderr
    assert UNTOUCHED in result.stderr
    assert_untouched(street, editions)


def test_a_disk_that_fills_up_while_the_pages_are_made(
    street: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions
) -> None:
    def fill_up(_self: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(_self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", fill_up)
        result = run()
    assert result.exit_code == 4
    assert "磁盘满了" in result.stderr
    assert_untouched(street, editions)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_interruption_after_the_swap_does_not_say_that_nothing_changed(
    street: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "write_memory", interrupt)
        result = run()
    assert result.exit_code == 130
    assert UNTOUCHED not in result.stderr
    assert "新的一版已经发布" in result.stderr
    assert trees_of(street) == editions.b
    assert_b_is_built(street, editions)


@contextmanager
def small_disk(folder: Path, *, options: str) -> Iterator[bool]:
    """A disk of its own at that folder; false where this user may not have one."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    is_mounted = bool(shutil.which("mount")) and (
        subprocess.run(command, check=False, capture_output=True).returncode == 0
    )
    try:
        yield is_mounted
    finally:
        if is_mounted:
            command = ["umount", "-l", str(folder)]
            subprocess.run(command, check=True)


@pytest.mark.parametrize("free_kb", [40, 600])
def test_a_real_disk_that_is_too_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions, free_kb: int
) -> None:
    used = sum(-(-path.stat().st_size // 4096) * 4 + 4 for path in editions.ready.rglob("*"))
    with small_disk(tmp_path / "disk", options=f"size={used + free_kb}k") as is_small:
        street = editions.copy(tmp_path / "disk" / "street")
        monkeypatch.chdir(street)
        result = run()
        monkeypatch.chdir(tmp_path)
        if is_small:
            assert result.exit_code == 4, result.output
            assert "磁盘满了" in result.stderr
            assert_untouched(street, editions)
        else:  # the faults above stand for it
            assert result.exit_code == 0


# A target that cannot be moved


def test_a_target_that_another_program_holds_open(
    street: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions
) -> None:
    real = os.rename

    def held(source: Path, goal: Path) -> None:
        if Path(source) == street / "public":
            raise PermissionError(errno.EACCES, "held open", str(source))
        real(source, goal)

    with monkeypatch.context() as patch:
        patch.setattr(swap, "change_places", lambda *_: False)
        patch.setattr(os, "rename", held)
        result = run()
    assert result.exit_code == 4
    assert str(street / "public") in result.stderr
    assert "别的程序" in result.stderr
    assert_untouched(street, editions)
    assert_b_is_built(street, editions)


def refuse_to_write(path: Path, *_: int) -> int:
    raise OSError(errno.EROFS, "read only", str(path))


def test_a_target_on_a_disk_that_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions
) -> None:
    with small_disk(tmp_path / "disk", options="size=64m") as is_own:
        street = editions.copy(tmp_path / "disk" / "street")
        monkeypatch.chdir(street)
        if is_own:
            remount = ["mount", "-o", "remount,ro", str(tmp_path / "disk")]
            subprocess.run(remount, check=True)
        else:
            monkeypatch.setattr(os, "open", refuse_to_write)
        result = run()
        monkeypatch.undo()
        assert result.exit_code == 4
        assert "磁盘是只读的" in result.stderr
        assert UNTOUCHED in result.stderr
        assert_untouched(street, editions)


# Two builds at once


def test_a_second_build_at_the_same_time_is_told_to_wait(
    street: Path, editions: TwoEditions
) -> None:
    program = (
        "import sys; from pathlib import Path; from builders.lock import locked\n"
        "with locked(Path(sys.argv[1])) as mine: print(mine, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(street / ".jieyou" / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        before = digests(street)
        result = run()
        log = ".jieyou/log.jsonl"  # every run is noted there
        assert digests(street) | {log: ""} == before | {log: ""}
        other.communicate()
    assert result.exit_code == 4
    assert "另一次生成正在进行" in result.stderr
    assert_b_is_built(street, editions)


# Clocks


def test_a_clock_that_went_back_publishes_nothing(
    street: Path, monkeypatch: pytest.MonkeyPatch, editions: TwoEditions
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(2020, 1, 1, tzinfo=tz)

    monkeypatch.setattr(options, "datetime", Clock)
    result = run("build", "--quiet")
    assert result.exit_code == 2
    assert "2020-01-01" in result.stderr
    assert DAY_A in result.stderr
    assert_untouched(street, editions)


def test_an_earlier_day_goes_to_another_folder_only(street: Path, editions: TwoEditions) -> None:
    assert run(*build_arguments("2026-08-31")).exit_code == 2
    result = run(*build_arguments("2026-08-31"), "--out", "look")
    assert result.exit_code == 0, result.output
    assert (street / "look" / "public" / "index.html").is_file()
    assert_untouched(street, editions)


def test_a_day_that_was_rolled_back_counts_no_more(street: Path, editions: TwoEditions) -> None:
    assert run(*build_arguments("2030-01-01")).exit_code == 0
    assert run().exit_code == 2
    assert run("rollback", "--yes").exit_code == 0
    assert run().exit_code == 0
    assert trees_of(street) == editions.b


def test_times_of_files_do_not_matter(street: Path, editions: TwoEditions) -> None:
    for place, path in enumerate(sorted(street.rglob("*"))):
        seconds = (0, 4_000_000_000)[place % 2]
        os.utime(path, (seconds, seconds))
    assert_b_is_built(street, editions)
