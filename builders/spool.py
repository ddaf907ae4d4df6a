"""Named bytes that wait on disk: what a build makes for a thousand stations fits in no memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class Spool(Mapping[str, bytes]):
    """Named bytes below an empty folder, read again when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, None] = {}

    def add(self, files: Mapping[str, bytes]) -> None:
        """Keep these too."""
        for name, data in files.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            self._names[name] = None

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return (self._folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
