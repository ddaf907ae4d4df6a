"""What the disk is asked for: two folders changing places in one step, and names that stay.

A rename or a new file is safe from a loss of power only once its folder was forced to disk.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100
_CHANGE_PLACES = 2


def change_places(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; false where this system cannot do that."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    status: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _CHANGE_PLACES)
    return status == 0


def force_folder(folder: Path) -> None:
    """Force the names in a folder to disk, where the system lets a folder be opened."""
    if os.name == "posix":
        _force(folder, os.O_RDONLY)


def force_tree(folder: Path) -> None:
    """Force a tree to disk; where the system can, all at once, which takes far less time."""
    if os.name == "posix":
        os.sync()
        return
    for path, _, names in os.walk(folder):
        for name in names:
            _force(Path(path, name), os.O_RDWR)


def _force(path: Path, mode: int) -> None:
    handle = os.open(path, mode)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
