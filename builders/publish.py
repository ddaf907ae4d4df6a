"""Publication: stage beside the targets, then swap; each tree is old or new, never mixed.

All work happens in the state folder, on the same disk as the targets: ``next/`` holds what is
staged, ``previous/`` what was published before, and ``journal.json`` exists only while a swap is
under way. A run that finds a journal finishes that swap first. A swap that fails is undone.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from builders.lock import locked
from builders.trees import (
    PRIVATE_MODE,
    differing_file,
    listed_files,
    make_private,
    write_file,
)

RECORDS = "editions"
Code = Literal[
    "TARGET", "FOREIGN", "OVERLAP", "INCOMPLETE", "BUSY", "OTHER_DISK", "JOURNAL", "HALF"
]


class PublishError(Exception):
    """A target that cannot be used; ``path`` names it.

    ``code`` is ``TARGET`` (not written), ``FOREIGN`` (holds other files), ``OVERLAP`` (one folder
    inside another), ``INCOMPLETE`` (a file that was not made as it should be), ``BUSY`` (another
    run is at work), ``OTHER_DISK`` (no swap in one step), ``JOURNAL`` (damaged) or ``HALF``
    (neither finished nor undone; the next run finishes it).
    """

    def __init__(self, path: Path, reason: object = "", *, code: Code = "TARGET") -> None:
        super().__init__(f"{code} {path} {reason}")
        self.path = path
        self.reason = reason
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class _Swap:
    """What the journal says: the trees, which of them replace an older one, the new records."""

    trees: tuple[str, ...]
    replaced: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Stages and swaps the output trees of one workspace.

    ``targets`` maps the name of a tree to its folder; ``ledger`` is the ledger's folder.
    """

    state: Path
    targets: Mapping[str, Path]
    ledger: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs of the same workspace out."""
        make_private(self.state)
        with locked(self.state / "lock") as is_mine:
            if not is_mine:
                raise PublishError(self.state, code="BUSY")
            yield

    def recover(self) -> bool:
        """Finish a swap that was interrupted; true when there was one."""
        if not self._journal.exists():
            self._clear_stage()
            return False
        self._carry_out(_read(self._journal))
        return True

    def refuse_unfit_targets(self) -> None:
        """Refuse a folder with files from elsewhere, and one that no swap in one step can reach."""
        for target in self.targets.values():
            ground = next(folder for folder in target.parents if folder.exists())
            if not ground.is_dir() or (target.exists() and not target.is_dir()):
                raise PublishError(target, errno.ENOTDIR)
            if not os.access(ground, os.W_OK):
                raise PublishError(ground, errno.EACCES)
            if target.exists() and any(target.iterdir()) and listed_files(target) is None:
                raise PublishError(target, code="FOREIGN")
            if target.is_mount() or _device(ground) != _device(self.state):
                raise PublishError(target, self.state, code="OTHER_DISK")

    def stage(self, tree: str) -> Path:
        """A new empty folder to build a tree in."""
        folder = self._stage / tree
        if folder.exists():
            shutil.rmtree(folder)
        make_private(self.state)
        folder.mkdir(parents=True)
        return folder

    def verify(self, tree: str) -> None:
        """Compare a staged tree with its manifest."""
        name = differing_file(self._stage / tree)
        if name:
            raise PublishError(self._stage / tree / name, code="INCOMPLETE")

    def publish(self, trees: tuple[str, ...], records: Mapping[str, bytes]) -> None:
        """Swap the staged trees in and append the records to the ledger.

        A run that is killed after the journal was written is finished by the next one; where it
        is interrupted, or the disk or the rights are at fault, everything is put back.
        """
        swap = _Swap(
            trees=tuple(sorted(trees)),
            replaced=tuple(sorted(tree for tree in trees if self.targets[tree].exists())),
            records=tuple(sorted(path for path in records if not (self.ledger / path).exists())),
        )
        try:
            for path in swap.records:
                write_file(self._stage / RECORDS / path, records[path])
            draft = self._journal.with_suffix(".draft")
            write_file(draft, json.dumps(asdict(swap)).encode())
            draft.replace(self._journal)
        except OSError as error:
            raise _failure(error, self.state) from error
        self._carry_out(swap)

    @property
    def _stage(self) -> Path:
        return self.state / "next"

    @property
    def _journal(self) -> Path:
        return self.state / "journal.json"

    def _kept(self, tree: str) -> Path:
        return self.state / "previous" / tree

    def _carry_out(self, swap: _Swap) -> None:
        try:
            for tree in swap.trees:
                self._swap(tree)
            self._append(swap.records)
            self._journal.unlink()
        except OSError as error:
            self._undo(swap)
            raise _failure(error, self.state) from error
        except KeyboardInterrupt:
            self._undo(swap)
            raise
        self._clear_stage()

    def _swap(self, tree: str) -> None:
        """Put one staged tree in place; does nothing when that was done before."""
        staged, target, kept = self._stage / tree, self.targets[tree], self._kept(tree)
        if not staged.exists():
            return
        if target.exists():
            if kept.exists():
                shutil.rmtree(kept)
            kept.parent.mkdir(parents=True, exist_ok=True)
            target.rename(kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(target)

    def _append(self, records: tuple[str, ...]) -> None:
        private = self.ledger / "private"
        for path in records:
            staged, goal = self._stage / RECORDS / path, self.ledger / path
            if path.startswith("private/"):
                private.mkdir(parents=True, exist_ok=True)
                private.chmod(PRIVATE_MODE)
            if staged.exists():
                # The ledger may lie on another disk.
                draft = goal.with_suffix(".draft")
                write_file(draft, staged.read_bytes())
                draft.replace(goal)

    def _undo(self, swap: _Swap) -> None:
        try:
            for tree in swap.trees:
                self._put_back(tree, was_there=tree in swap.replaced)
            for path in swap.records:
                goal = self.ledger / path
                for file in (goal, goal.with_suffix(".draft")):
                    if file.exists():
                        file.unlink()
            self._journal.unlink(missing_ok=True)
        except OSError as error:
            raise PublishError(self.state, error.errno, code="HALF") from error

    def _put_back(self, tree: str, *, was_there: bool) -> None:
        staged, target, kept = self._stage / tree, self.targets[tree], self._kept(tree)
        if not staged.exists():
            target.rename(staged)
        if was_there and not target.exists():
            kept.rename(target)

    def _clear_stage(self) -> None:
        if self._stage.exists():
            shutil.rmtree(self._stage)


def _failure(error: OSError, folder: Path) -> PublishError:
    return PublishError(Path(error.filename or folder), error.errno)


def _device(folder: Path) -> int:
    return folder.stat().st_dev


def _read(journal: Path) -> _Swap:
    try:
        data = json.loads(journal.read_text("utf-8"))
        return _Swap(**{part.name: tuple(map(str, data[part.name])) for part in fields(_Swap)})
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(journal, journal.parent, code="JOURNAL") from error
