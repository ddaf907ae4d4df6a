"""Files that save time only: each stands under a digest of itself, so a damaged one counts as none.

Most lie in the state folder and are private.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path


def read_kept(path: Path) -> bytes:
    """What is kept in that file; nothing where it is not there, or not as it was written."""
    try:
        check, content = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return b""
    return content if check == _check(content) else b""


def write_kept(path: Path, content: bytes, *, is_private: bool = True) -> None:
    """Keep that in a file; where it cannot be written, nothing is kept, and nobody is stopped.

    What is private only its owner may read.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_check(content) + b"\n" + content)
        if is_private:
            path.chmod(0o600)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _check(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
