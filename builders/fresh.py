"""New files and folders: what stands at their place is never overwritten, and none is left half.

They hold private columns, so only their owner may read them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

NewFault = Literal[
    "NEW_EXISTS",
    "NEW_NOT_EMPTY",
    "NEW_SUFFIX",
    "NEW_WORKBOOK_SUFFIX",
    "NEW_IN_OUTPUT",
    "NEW_TITLES",
    "NEW_LONG_CELLS",
    "NEW_DIFFERS",
    "NEW_UNJOINABLE",
]
OWNER_FILE, OWNER_FOLDER = 0o600, 0o700

_WRONG_USE = ("NEW_SUFFIX", "NEW_WORKBOOK_SUFFIX", "NEW_IN_OUTPUT")
_SUFFIX = ".xlsx"
_USUAL_FOLDER = 0o777
"""What the system itself takes away from."""


class NewError(Exception):
    """Something that must not be written there; ``code`` says why, ``found`` names what is wrong.

    Nothing was written.
    """

    def __init__(self, path: Path, *, code: NewFault, found: str = "") -> None:
        super().__init__(f"{code} {path}")
        self.path = path
        self.code: NewFault = code
        self.found = found

    @property
    def is_wrong_use(self) -> bool:
        """True when the name itself is at fault, not what stands there or should stand there."""
        return self.code in _WRONG_USE


def is_workbook_name(path: Path) -> bool:
    """True for a name that ends as the name of a workbook does."""
    return path.suffix.casefold() == _SUFFIX


def refuse_workbook_at(target: Path) -> None:
    """Raise ``NewError`` where no new workbook can stand."""
    if not is_workbook_name(target):
        raise NewError(target, code="NEW_WORKBOOK_SUFFIX")
    refuse_existing(target)


def refuse_existing(target: Path) -> None:
    """Raise ``NewError`` where something stands already."""
    if target.exists() or target.is_symlink():
        raise NewError(target, code="NEW_EXISTS")


def refuse_filled_folder(target: Path) -> None:
    """Raise ``NewError`` where something stands already that is not an empty folder."""
    if not target.is_dir():
        refuse_existing(target)
    elif any(target.iterdir()):
        raise NewError(target, code="NEW_NOT_EMPTY")


def write_for_owner(content: bytes, target: Path) -> None:
    """Write a file that was not there before; ``OSError`` where it was, or cannot be written.

    A file that could not be written whole is taken away again.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(target, flags, OWNER_FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def put_for_owner(content: bytes, target: Path) -> None:
    """Put a file at its place in one step, whatever stands there; ``OSError`` where it cannot."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        write_for_owner(content, temporary)
        temporary.replace(target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def write_new(content: bytes, target: Path, judge: Callable[[Path], None] = lambda _: None) -> None:
    """Write a new file once ``judge``, who may raise, has read what would stand there.

    Raises ``NewError`` where something stands there, even if it came only a moment ago.
    """
    refuse_existing(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        write_for_owner(content, temporary)
        judge(temporary)
        _move_file(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


@contextmanager
def new_folder(target: Path, mode: int = _USUAL_FOLDER) -> Iterator[Path]:
    """A folder to fill; all that is in it moves to ``target`` unless something is raised."""
    refuse_filled_folder(target)
    is_new = not target.exists()
    target.mkdir(mode=mode, parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(prefix=".", dir=target) as stage:
            yield Path(stage)
            if mode != _USUAL_FOLDER:
                target.chmod(mode)
            _move_all(Path(stage), target)
    except BaseException:
        if is_new:
            with suppress(OSError):
                target.rmdir()
        raise


def _move_all(stage: Path, target: Path) -> None:
    """Move what is in a folder into another one, all of it or nothing."""
    moved: list[Path] = []
    try:
        for path in sorted(stage.iterdir()):
            if path.is_dir():
                # The system refuses to put a folder over anything but an empty one.
                path.rename(target / path.name)
            else:
                _move_file(path, target / path.name)
            moved.append(path)
    except BaseException:
        for path in moved:
            (target / path.name).rename(path)
        raise


def _move_file(file: Path, target: Path) -> None:
    """Move a finished file to its name; ``NewError`` where that is not free at that very moment.

    To rename it would overwrite what appeared since anybody looked. A second name is refused by
    the file system itself, in the same step.
    """
    try:
        target.hardlink_to(file)
    except FileExistsError as cause:
        raise NewError(target, code="NEW_EXISTS") from cause
    except (OSError, NotImplementedError):
        _write_again(file, target)
    file.unlink(missing_ok=True)


def _write_again(file: Path, target: Path) -> None:
    """Copy a file to its name, where the file system knows no second names, as on USB sticks.

    That overwrites nothing either, but it is not one step: only a loss of power in the midst of
    it can leave half a file.
    """
    try:
        write_for_owner(file.read_bytes(), target)
    except FileExistsError as cause:
        raise NewError(target, code="NEW_EXISTS") from cause
    shutil.copymode(file, target)
