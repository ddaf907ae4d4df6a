"""New files: what appears at their place in the meantime stays, and nothing is left half."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from builders.fresh import NewError, new_folder, write_new

Link = Callable[[Path, Path], None]


def without_second_names(_: Path, __: Path) -> None:
    raise OSError(errno.EPERM, "as on a USB stick")


def out_of_nothing(target: Path, then: Link) -> Link:
    """Somebody else writes a file right before the last step."""

    def link(old: Path, new: Path) -> None:
        target.write_bytes(b"mine")
        then(old, new)

    return link


@pytest.mark.parametrize("link", [os.link, without_second_names], ids=["link", "no link"])
def test_a_file_that_appears_before_the_last_step_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: Link
) -> None:
    target = tmp_path / "a.xlsx"
    monkeypatch.setattr(os, "link", out_of_nothing(target, link))
    with pytest.raises(NewError, match="NEW_EXISTS"):
        write_new(b"new", target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.xlsx", b"mine")]


@pytest.mark.parametrize("link", [os.link, without_second_names], ids=["link", "no link"])
def test_a_new_file_stands_alone_and_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: Link
) -> None:
    monkeypatch.setattr(os, "link", link)
    target = tmp_path / "new" / "a.xlsx"
    write_new(b"new", target)
    assert [path.name for path in target.parent.iterdir()] == ["a.xlsx"]
    assert target.read_bytes() == b"new"
    found = target.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_nlink) == (0o600, 1)


def test_a_link_to_nowhere_is_something_that_stands_there(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(NewError, match="NEW_EXISTS"):
        write_new(b"new", target)
    assert target.is_symlink()
    assert not target.exists()


def test_half_a_file_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full in the midst of a file that has to be written a second time."""
    second = tmp_path / "a.xlsx"
    opened = os.fdopen

    def full(handle: int, mode: str) -> object:
        if not second.exists():
            return opened(handle, mode)
        os.close(handle)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "link", without_second_names)
    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="full"):
        write_new(b"new", second)
    assert list(tmp_path.iterdir()) == []


def fill(target: Path) -> None:
    with new_folder(target) as stage:
        (stage / "a").mkdir()
        for name in ("a/x.csv", "b.csv", "c.csv"):
            (stage / name).write_bytes(b"new")


def test_a_folder_into_which_somebody_writes_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "new"
    last = target / "c.csv"

    def link(old: Path, new: Path, real: Link = os.link) -> None:
        if new == last:
            last.write_bytes(b"mine")
        real(old, new)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(NewError, match="NEW_EXISTS"):
        fill(target)
    assert [(path.name, path.read_bytes()) for path in target.iterdir()] == [("c.csv", b"mine")]
