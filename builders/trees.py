"""Trees of files: written, listed in a manifest, compared with it, closed to others."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PRIVATE_MODE = 0o700
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # on Windows, bytes as they are
_BLOCK = 1 << 16
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A finished tree: name to SHA-256, and whether any file differs from the tree before."""

    files: Mapping[str, str]
    differs: bool


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


def write_manifest(folder: Path, edition: str, files: Mapping[str, str] | None = None) -> None:
    """List the files of a tree under its edition, name to SHA-256 where that is known already."""
    content = manifest_of(edition, _digests(folder) if files is None else files)
    (folder / MANIFEST).write_bytes(content)


def manifest_of(edition: str, files: Mapping[str, str]) -> bytes:
    """The manifest of a tree of these files, name to SHA-256: one a line."""
    # Lines by the separator: an indent would be many times slower.
    listed = json.dumps(files, ensure_ascii=False, separators=(",\n  ", ": "), sort_keys=True)
    lines = f"{{\n  {listed[1:-1]}\n }}" if files else "{}"
    head = json.dumps(edition, ensure_ascii=False)
    return f'{{\n "edition": {head},\n "files": {lines}\n}}\n'.encode()


def take_over(old: Path, new: Path, names: Iterable[str]) -> None:
    """Let unchanged files of a tree lie in a new one too, with their bytes and their times."""
    names = tuple(names)
    for folder in {name.rpartition("/")[0] for name in names}:
        (new / folder).mkdir(parents=True, exist_ok=True)
    for name in names:
        _take_over(f"{old}/{name}", f"{new}/{name}")


def _take_over(old: str, new: str) -> None:
    try:
        os.link(old, new)  # thousands of times: a path object costs more than the call
    except FileExistsError:
        Path(new).unlink()
        _take_over(old, new)
    except OSError:  # a file system without hard links
        shutil.copy2(old, new)


def seal(old: Path, new: Path, edition: str, known: Mapping[str, str]) -> Sealed:
    """List the files of a finished tree; those that lie in the old one too are taken over.

    ``known`` names the files that were taken over before, with their digests.
    """
    published = listed_files(old) or {}
    files, differs = {}, False
    for name in _names(new):
        digest = known.get(name) or _digest(new / name)
        files[name] = digest
        if name in known:
            continue
        if published.get(name) == digest and has_digest(old / name, digest):
            take_over(old, new, [name])
        else:
            differs = True
    write_manifest(new, edition, files)
    if (new / MANIFEST).read_bytes() == _bytes_of(old / MANIFEST):
        take_over(old, new, [MANIFEST])
    else:
        differs = True
    return Sealed(files=files, differs=differs)


def read_listed(path: Path, digest: str) -> bytes | None:
    """The bytes of the file whose SHA-256 is that; ``None`` where there is another one or none."""
    content = _bytes_of(path)
    return content if hashlib.sha256(content).hexdigest() == digest else None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def file_names(folder: Path) -> Iterator[str]:
    """The names of all files below a folder, with slashes, in no order."""
    start = len(str(folder)) + 1
    for path, _, names in os.walk(folder):
        below = path[start:].replace(os.sep, "/")
        for name in names:
            yield f"{below}/{name}" if below else name


def has_digest(path: Path | str, digest: str) -> bool:
    """True where a file lies there whose SHA-256 is that."""
    try:
        return _digest(path) == digest
    except OSError:
        return False


def listed_files(folder: Path) -> dict[str, str] | None:
    """What the manifest of a tree lists, name to SHA-256; ``None`` where it is no manifest."""
    try:
        data = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    files = data.get("files") if isinstance(data, dict) else None
    return files if isinstance(files, dict) else None


def differing_file(folder: Path, known: Mapping[str, str] | None = None) -> str:
    """The first file that differs from the manifest of its tree; empty where all agree.

    ``known`` are digests of files that were read a moment ago.
    """
    known = known or {}
    listed = listed_files(folder)
    if listed is None:
        return MANIFEST
    found = {name: known.get(name) or _digest(folder / name) for name in _names(folder)}
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
    return {name: _digest(folder / name) for name in _names(folder)}


def _names(folder: Path) -> list[str]:
    return sorted(name for name in file_names(folder) if name != MANIFEST)


def _digest(path: Path | str) -> str:
    # For thousands of small files, what a file object asks for beside the bytes costs as much.
    digest, file = hashlib.sha256(), os.open(path, _READ)
    try:
        while block := os.read(file, _BLOCK):
            digest.update(block)
    finally:
        os.close(file)
    return digest.hexdigest()
