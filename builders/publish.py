"""Publication: stage beside the targets, then swap; each tree is old or new, never mixed.

All work happens in ``.jieyou/`` of the workspace, on the same disk as the targets:
``next/`` holds what is staged, ``previous/`` what was published before, and ``journal.json``
exists only while a swap is under way. A run that finds a journal finishes that swap first.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PRIVATE_MODE = 0o700
MANIFEST = "manifest.json"


class PublishError(Exception):
    """A target that cannot be used; ``path`` names it.

    ``code`` is ``TARGET`` (not written), ``FOREIGN`` (holds other files), ``OVERLAP`` (private
    below public) or ``MISSING`` (a page that was not made).
    """

    def __init__(self, path: Path, reason: str = "", *, code: str = "TARGET") -> None:
        super().__init__(f"{code} {path} {reason}")
        self.path = path
        self.reason = reason
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Stages and swaps the output trees of one workspace.

    ``targets`` maps the name of a tree to its folder; ``ledger`` is the ledger's folder.
    """

    state: Path
    targets: Mapping[str, Path]
    ledger: Path

    def recover(self) -> bool:
        """Finish a swap that was interrupted; true when there was one."""
        if not self._journal.exists():
            self._clear_stage()
            return False
        self._swap_all(_read_names(self._journal))
        return True

    def refuse_foreign_targets(self) -> None:
        """Refuse to take over a folder that holds files but was not published from here."""
        for target in self.targets.values():
            if target.exists() and any(target.iterdir()) and not (target / MANIFEST).is_file():
                raise PublishError(target, code="FOREIGN")

    def stage(self, tree: str) -> Path:
        """A new empty folder to build a tree in."""
        folder = self._stage / tree
        if folder.exists():
            shutil.rmtree(folder)
        _make_private(self.state)
        folder.mkdir(parents=True)
        return folder

    def publish(self, trees: tuple[str, ...], records: Mapping[str, bytes]) -> None:
        """Swap the staged trees in and append the records to the ledger.

        From the moment the journal is written the new edition wins, whatever happens.
        """
        for path, content in records.items():
            write_file(self._stage / "editions" / path, content)
        try:
            draft = self._journal.with_suffix(".draft")
            write_file(draft, json.dumps(sorted(trees)).encode())
            draft.replace(self._journal)
            self._swap_all(trees)
        except OSError as error:
            raise PublishError(Path(error.filename or self.state), str(error)) from error

    @property
    def _stage(self) -> Path:
        return self.state / "next"

    @property
    def _journal(self) -> Path:
        return self.state / "journal.json"

    def _swap_all(self, trees: tuple[str, ...]) -> None:
        for tree in trees:
            self._swap(tree)
        self._append_records()
        self._journal.unlink()
        self._clear_stage()

    def _swap(self, tree: str) -> None:
        """Put one staged tree in place; does nothing when that was done before."""
        staged, target = self._stage / tree, self.targets[tree]
        kept = self.state / "previous" / tree
        if not staged.exists():
            return
        if target.exists():
            if kept.exists():
                shutil.rmtree(kept)
            kept.parent.mkdir(parents=True, exist_ok=True)
            target.rename(kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(target)

    def _append_records(self) -> None:
        staged = self._stage / "editions"
        for path in sorted(staged.rglob("*.json")) if staged.exists() else []:
            goal = self.ledger / path.relative_to(staged)
            goal.parent.mkdir(parents=True, exist_ok=True)
            if not goal.exists():
                path.rename(goal)
        private = self.ledger / "private"
        if private.exists():
            private.chmod(PRIVATE_MODE)

    def _clear_stage(self) -> None:
        if self._stage.exists():
            shutil.rmtree(self._stage)


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


def verify_manifest(folder: Path) -> None:
    """Compare a tree with its manifest; raises ``PublishError`` where they differ."""
    listed = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    found = _digests(folder)
    for name in sorted(listed.keys() | found.keys()):
        if listed.get(name) != found.get(name):
            raise PublishError(folder / name, "differs from the manifest")


def close_to_others(folder: Path) -> None:
    """Let only the owner enter a tree of private files."""
    _make_private(folder)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(PRIVATE_MODE)


def _make_private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE_MODE)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != MANIFEST or path.parent != folder
    }


def _read_names(journal: Path) -> tuple[str, ...]:
    return tuple(json.loads(journal.read_text("utf-8")))
