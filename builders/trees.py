"""Trees of files: written, listed in a manifest, compared with it, closed to others."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

PRIVATE_MODE = 0o700
MANIFEST = "manifest.json"


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file and force it to disk; parents are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_bundle(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write named bytes below a folder, in the order of their names."""
    for name in sorted(files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])


def write_manifest(folder: Path, edition: str) -> None:
    """List every file of a tree with its SHA-256 beside it, under the edition of the tree."""
    data = {"edition": edition, "files": _digests(folder)}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def listed_files(folder: Path) -> dict[str, str] | None:
    """What the manifest of a tree lists, name to SHA-256; ``None`` where it is no manifest."""
    try:
        data = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    files = data.get("files") if isinstance(data, dict) else None
    return files if isinstance(files, dict) else None


def differing_file(folder: Path) -> str:
    """The first file that differs from the manifest of its tree; empty where all agree."""
    listed, found = listed_files(folder), _digests(folder)
    if listed is None:
        return MANIFEST
    names = sorted(listed.keys() | found.keys())
    return next((name for name in names if listed.get(name) != found.get(name)), "")


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE_MODE)


def close_to_others(folder: Path) -> None:
    """Let only the owner enter a tree of private files."""
    make_private(folder)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(PRIVATE_MODE)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != MANIFEST or path.parent != folder
    }
