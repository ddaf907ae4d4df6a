"""What the last build made of each part of a tree, so that the next one makes only what differs.

The memory lies in the state folder. It is a help, never a truth: an absent, damaged or foreign
one means that everything is made anew, and a file is taken over only where its bytes still are
those that the memory names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builders.kept import read_kept, write_kept
from builders.trees import has_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page or one pack: the key of all it was made from, and its files by digest.

    ``digest`` is that of a page's words before it was signed, ``signed`` the editions in its foot.
    """

    key: str
    files: Mapping[str, str]
    digest: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All parts of a tree by name; ``frame`` is the key of what all of them share.

    ``gate`` is the digest of the gate that every file of them passed.
    """

    frame: str = ""
    gate: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)

    def within(self, frame: str) -> Memory:
        """The memory where it belongs to that frame, else an empty one."""
        return self if self.frame == frame else Memory(frame=frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A tree as it is published, and what is remembered of making it."""

    folder: Path = Path()
    memory: Memory = field(default_factory=Memory)

    def still_has(self, part: Part) -> bool:
        """True where every file of the part lies there with the bytes that it was made with."""
        return all(has_digest(f"{self.folder}/{name}", one) for name, one in part.files.items())


def read_memory(path: Path) -> Memory:
    """The memory in that file; an empty one where there is none that can be read."""
    try:
        data = json.loads(read_kept(path))
        parts = {name: Part(**part) for name, part in data["parts"].items()}
        return Memory(frame=data["frame"], gate=data["gate"], parts=parts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()


def write_memory(path: Path, memory: Memory) -> None:
    """Keep the memory in that file, where that can be done; a damaged one counts as none."""
    parts = {name: _fields(memory.parts[name]) for name in sorted(memory.parts)}
    data = {"frame": memory.frame, "gate": memory.gate, "parts": parts}
    write_kept(path, json.dumps(data, ensure_ascii=False).encode())


def _fields(part: Part) -> dict[str, object]:
    # What a dataclass offers for this copies every file's name and digest, thousands of them.
    return {"key": part.key, "files": part.files, "digest": part.digest, "signed": part.signed}
