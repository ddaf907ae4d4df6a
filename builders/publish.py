"""Publication: stage beside the targets, then swap; each tree is old or new, never mixed.

All work happens in the state folder, on the same disk as the targets: ``next/`` holds what is
staged, ``previous/`` what was published before, ``withdrawn/`` what was rolled back, and
``journal.json`` exists only while a swap is under way. A run that finds a journal finishes that
swap first, or undoes it where it cannot be finished. A swap that fails is undone.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builders.aftermath import published
from builders.disk import force_folder, force_tree
from builders.lock import locked
from builders.swap import (
    RECORDS,
    Journal,
    Swap,
    clear,
    describe,
    discard,
    edition_of,
    read_journal,
)
from builders.trees import (
    MANIFEST,
    differing_file,
    file_names,
    listed_files,
    make_private,
    write_file,
)

_NEXT, _PREVIOUS, _WITHDRAWN = "next", "previous", "withdrawn"
_MARK = ".withdrawn"
Code = Literal[
    "TARGET",
    "FOREIGN",
    "FOREIGN_FILE",
    "FOREIGN_PAGE",
    "OVERLAP",
    "INCOMPLETE",
    "BUSY",
    "OTHER_DISK",
    "JOURNAL",
    "HALF",
    "NOTHING_EARLIER",
]


class PublishError(Exception):
    """A target that cannot be used; ``path`` names it.

    ``code`` is ``TARGET`` (not written), ``FOREIGN`` (holds other files), ``FOREIGN_PAGE`` (is
    another file), ``OVERLAP`` (one folder inside another), ``INCOMPLETE`` (a file that was not
    made as it should be), ``BUSY`` (another run is at work), ``OTHER_DISK`` (no swap in one step),
    ``JOURNAL`` (damaged), ``HALF`` (neither finished nor undone; the next run finishes it) or
    ``NOTHING_EARLIER`` (to go back to).
    """

    def __init__(self, path: Path, reason: object = "", *, code: Code = "TARGET") -> None:
        super().__init__(f"{code} {path} {reason}")
        self.path = path
        self.reason = reason
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """An interrupted swap that a later run ``finished`` or undid, and the editions now out."""

    was_finished: bool
    editions: Mapping[str, str]


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

    def recover(self) -> Recovery | None:
        """Finish a swap that was interrupted, or undo it where part of the new is lost."""
        discard(self.state)
        if not self._journal.exists():
            clear(self._stage)
            return None
        swap = self._swap(_read(self._journal))
        was_finished = swap.can_finish()
        if was_finished:
            self._carry_out(swap)
        else:
            self._undo(swap)
            clear(self._stage)
        return Recovery(was_finished=was_finished, editions=self.editions())

    def editions(self) -> dict[str, str]:
        """The edition of each tree that is published; blank where there is none."""
        return {name: edition_of(target) for name, target in self.targets.items()}

    def refuse_unfit_targets(self) -> None:
        """Refuse a folder with files from elsewhere, and one that no swap in one step can reach."""
        for target in self.targets.values():
            ground = next(folder for folder in target.parents if folder.exists())
            if not ground.is_dir() or (target.exists() and not target.is_dir()):
                raise PublishError(target, errno.ENOTDIR)
            if not os.access(ground, os.W_OK):
                raise PublishError(ground, errno.EACCES)
            if target.exists():
                _refuse_foreign(target)
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

    def clear_stage(self) -> None:
        """Remove what was staged and not published; what is held open goes another time."""
        shutil.rmtree(self._stage, ignore_errors=True)

    def verify(self, tree: str, known: Mapping[str, str] | None = None) -> None:
        """Compare a staged tree with its manifest; ``known`` are digests of files just read."""
        name = differing_file(self._stage / tree, known)
        if name:
            raise PublishError(self._stage / tree / name, code="INCOMPLETE")

    def staged(self, tree: str) -> Path:
        """Where a tree that was staged lies."""
        return self._stage / tree

    def publish(self, trees: tuple[str, ...], records: Mapping[str, bytes]) -> None:
        """Swap the staged trees in and append the records to the ledger, as one publication.

        A run that is killed after the journal was written is finished by the next one; where it
        is interrupted, or the disk or the rights are at fault, everything is put back.
        """
        self._begin(_NEXT, _PREVIOUS, trees, records)
        with published():
            shutil.rmtree(self.state / _WITHDRAWN, ignore_errors=True)

    def previous_editions(self) -> dict[str, str]:
        """The edition of each tree that a rollback would bring back.

        Raises ``NOTHING_EARLIER`` where not all of them are there: before the second
        publication, and after a rollback.
        """
        kept = self.state / _PREVIOUS
        for name, target in self.targets.items():
            if differing_file(kept / name):
                raise PublishError(target, code="NOTHING_EARLIER")
        return {name: edition_of(kept / name) for name in self.targets}

    def forget_previous(self) -> None:
        """Remove what was published before, and what the publication was made from."""
        clear(self.state / _PREVIOUS)

    def roll_back(self) -> None:
        """Bring the previous publication back, as one swap; the replaced one is withdrawn.

        What it added to the ledger is marked there as withdrawn; no file of it is changed.
        """
        self.previous_editions()
        added = self.state / _PREVIOUS / RECORDS
        names = sorted(path.relative_to(added).as_posix() for path in added.rglob("*.json"))
        marks = {f"{name}{_MARK}": b"" for name in names}
        self._begin(_PREVIOUS, _WITHDRAWN, tuple(self.targets), marks)

    @property
    def _stage(self) -> Path:
        return self.state / _NEXT

    @property
    def _journal(self) -> Path:
        return self.state / "journal.json"

    def _swap(self, journal: Journal) -> Swap:
        return Swap(state=self.state, targets=self.targets, ledger=self.ledger, journal=journal)

    def _begin(
        self, stage: str, keep: str, trees: tuple[str, ...], records: Mapping[str, bytes]
    ) -> None:
        folder = self.state / stage
        try:
            fresh = sorted(path for path in records if not (self.ledger / path).exists())
            for path in fresh:
                write_file(folder / RECORDS / path, records[path])
            _clear_all_but(folder, {*trees, RECORDS})
            force_tree(folder)
            sides = {name: describe(folder / name, self.targets[name]) for name in sorted(trees)}
            journal = Journal(stage=stage, keep=keep, trees=sides, records=tuple(fresh))
            draft = self._journal.with_suffix(".draft")
            write_file(draft, journal.to_json())
            draft.replace(self._journal)
            force_folder(self.state)
        except OSError as error:
            raise _failure(error, self.state) from error
        self._carry_out(self._swap(journal))

    def _carry_out(self, swap: Swap) -> None:
        try:
            swap.finish()
        except OSError as error:
            self._undo(swap)
            raise _failure(error, self.state) from error
        except KeyboardInterrupt:
            if self._undo(swap):
                raise
        self._close()
        discard(self.state)

    def _undo(self, swap: Swap) -> bool:
        try:
            was_undone = swap.undo()
        except OSError as error:
            raise PublishError(self.state, error.errno, code="HALF") from error
        self._close()
        return was_undone

    def _close(self) -> None:
        try:
            self._journal.unlink(missing_ok=True)
            force_folder(self.state)
        except OSError as error:
            raise PublishError(self.state, error.errno, code="HALF") from error


def _failure(error: OSError, folder: Path) -> PublishError:
    return PublishError(Path(error.filename or folder), error.errno)


def _clear_all_but(folder: Path, names: Set[str]) -> None:
    """What else was staged would be kept beside the previous trees, which nobody looks at."""
    for path in folder.iterdir():
        if path.is_dir() and path.name not in names:
            clear(path)


def _device(folder: Path) -> int:
    return folder.stat().st_dev


def _refuse_foreign(target: Path) -> None:
    """Refuse to replace files that are not of ours: they would be gone with the next edition."""
    listed = listed_files(target)
    if listed is None and any(target.iterdir()):
        raise PublishError(target, code="FOREIGN")
    for name in sorted(set(file_names(target)) - {*(listed or ()), MANIFEST}):
        raise PublishError(target / name, code="FOREIGN_FILE")


def _read(journal: Path) -> Journal:
    try:
        return read_journal(journal)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError(journal, journal.parent, code="JOURNAL") from error
