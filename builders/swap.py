"""The swap of several trees and the ledger as one: described in a journal, done or undone.

Every step can be repeated, and each tree tells by its manifest on which side it lies: a run that
finds a journal goes on where the last one was killed, in either direction.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from builders.disk import change_places, force_folder
from builders.trees import MANIFEST, PRIVATE_MODE, differing_file, write_file

RECORDS = "editions"
_DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One tree before and after: the digest of its manifest (blank: no tree), and its edition."""

    before: str
    after: str
    edition_before: str
    edition_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What a swap does: the trees of folder ``stage`` go out, the replaced ones to ``keep``.

    Both lie in the state folder; ``records`` are the paths that the ledger gains.
    """

    stage: str
    keep: str
    trees: Mapping[str, Side]
    records: tuple[str, ...]

    def to_json(self) -> bytes:
        """The journal as it lies on disk."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def read_journal(path: Path) -> Journal:
    """The journal in that file; ``ValueError``, ``KeyError`` or ``TypeError`` for a damaged one."""
    data = json.loads(path.read_text("utf-8"))
    return Journal(
        stage=str(data["stage"]),
        keep=str(data["keep"]),
        trees={str(name): Side(**side) for name, side in data["trees"].items()},
        records=tuple(map(str, data["records"])),
    )


def describe(staged: Path, target: Path) -> Side:
    """Both sides of a tree that is about to be swapped."""
    return Side(
        before=manifest_digest(target),
        after=manifest_digest(staged),
        edition_before=edition_of(target),
        edition_after=edition_of(staged),
    )


def manifest_digest(folder: Path) -> str:
    """The SHA-256 of a tree's manifest; blank where there is none."""
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def edition_of(folder: Path) -> str:
    """The edition that a tree's manifest names; blank where there is none."""
    try:
        data = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(data.get("edition", "")) if isinstance(data, dict) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A journal with the places it speaks of."""

    state: Path
    targets: Mapping[str, Path]
    ledger: Path
    journal: Journal

    def can_finish(self) -> bool:
        """True where every tree and record is out already, or lies whole in the stage."""
        records = self._folders()[0] / RECORDS
        return all(map(self._can_bring_out, self.journal.trees)) and all(
            (records / path).exists() or (self.ledger / path).exists()
            for path in self.journal.records
        )

    def finish(self) -> None:
        """Swap what is not swapped yet, add the records, and keep what was replaced."""
        for name in self.journal.trees:
            self._bring_out(name)
        self._append()
        self._keep()

    def undo(self) -> bool:
        """Put every tree back and take the new records away; false where all was done already."""
        stage, keep, discarded = self._folders()
        if not stage.exists():
            return False
        if discarded.exists() and not keep.exists():
            discarded.rename(keep)
        for name in self.journal.trees:
            self._put_back(name)
        self._take_away()
        return True

    def _can_bring_out(self, name: str) -> bool:
        if self._is_out(name) or self._aside(name).exists():
            return True
        staged = self._staged(name)
        is_meant = manifest_digest(staged) == self.journal.trees[name].after
        return is_meant and not differing_file(staged)

    def _bring_out(self, name: str) -> None:
        staged, target, aside = self._staged(name), self.targets[name], self._aside(name)
        if not aside.exists():
            if self._is_out(name):
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                staged.rename(target)
            elif not change_places(staged, target):
                target.rename(aside)
        if aside.exists():
            if not target.exists():
                staged.rename(target)
            aside.rename(staged)
        force_folder(target.parent)

    def _put_back(self, name: str) -> None:
        staged, target, aside = self._staged(name), self.targets[name], self._aside(name)
        side = self.journal.trees[name]
        if aside.exists():
            if target.exists():
                target.rename(staged)
            aside.rename(target)
        elif not self._is_out(name) or side.before == side.after:
            return
        elif not side.before:
            target.rename(staged)
        elif not change_places(staged, target):
            target.rename(aside)
            staged.rename(target)
            aside.rename(staged)
        force_folder(target.parent)

    def _append(self) -> None:
        stage, _, _ = self._folders()
        private = self.ledger / "private"
        for path in self.journal.records:
            staged, goal = stage / RECORDS / path, self.ledger / path
            if path.startswith("private/"):
                private.mkdir(parents=True, exist_ok=True)
                private.chmod(PRIVATE_MODE)
            if staged.exists() and not goal.exists():
                # The ledger may lie on another disk.
                draft = goal.with_suffix(".draft")
                write_file(draft, staged.read_bytes())
                draft.replace(goal)
                force_folder(goal.parent)

    def _take_away(self) -> None:
        for path in self.journal.records:
            goal = self.ledger / path
            for file in (goal, goal.with_suffix(".draft")):
                if file.exists():
                    file.unlink()

    def _keep(self) -> None:
        """Let the stage, which holds what was replaced now, become the kept folder."""
        stage, keep, discarded = self._folders()
        if not stage.exists():
            return
        if keep.exists():
            clear(discarded)
            keep.rename(discarded)
        stage.rename(keep)

    def _is_out(self, name: str) -> bool:
        side, target = self.journal.trees[name], self.targets[name]
        if manifest_digest(target) != side.after:
            return False
        # A tree that somebody changed is replaced by one with the same manifest.
        return side.before != side.after or not differing_file(target)

    def _staged(self, name: str) -> Path:
        return self.state / self.journal.stage / name

    def _aside(self, name: str) -> Path:
        return self.state / self.journal.stage / f"{name}.aside"

    def _folders(self) -> tuple[Path, Path, Path]:
        """The stage, the kept folder, and where the folder kept before goes to."""
        state = self.state
        return state / self.journal.stage, state / self.journal.keep, state / _DISCARDED


def discard(state: Path) -> None:
    """Remove what no later step needs; what is held open elsewhere goes another time."""
    shutil.rmtree(state / _DISCARDED, ignore_errors=True)


def clear(folder: Path) -> None:
    """Remove a folder, if there is one."""
    if folder.exists():
        shutil.rmtree(folder)
