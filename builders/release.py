"""Which release of the program makes the outputs: a digest of its own files and of its engines."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from pathlib import Path

_ENGINES = (
    "jinja2",
    "manimgx-fonts-cjk",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "pikepdf",
    "segno",
    "typst",
    "xlsxwriter",
)
COVERED = (".css", ".j2", ".js", ".py", ".toml", ".typ")
"""The files of the program that a release is told by, by their ends."""


@cache
def release() -> str:
    """32 hex digits that change with any file of the program and any engine behind it."""
    digest = blake2b(digest_size=16)
    digest.update(sys.version.encode())
    for engine in _ENGINES:
        digest.update(f"{engine} {version(engine)}\n".encode())
    for package in ("registry", "builders"):
        digest.update(folder_key(Path(str(resources.files(package))), COVERED).encode())
    return digest.hexdigest()


def folder_key(folder: Path, suffixes: tuple[str, ...] = ()) -> str:
    """A digest of the files below a folder, of those suffixes only where any are given."""
    digest = blake2b(digest_size=16)
    start = len(str(folder)) + 1
    found = (f"{path}/{name}" for path, _, names in os.walk(str(folder)) for name in names)
    for path in sorted(path for path in found if path.endswith(suffixes or "")):
        file = Path(path)
        if file.is_file():
            digest.update(f"{path[start:].replace(os.sep, '/')}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
