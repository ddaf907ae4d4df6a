"""Where the page of a report goes: beside the sheet or where it is asked for, never over others."""

from __future__ import annotations

from pathlib import Path

from builders.diff.page import GENERATOR
from builders.diff.words import load_phrases
from builders.fresh import put_for_owner
from builders.gate import site_folders
from builders.publish import PublishError
from builders.request import RequestError, published_trees
from builders.workspace import Workspace

_SUFFIXES = frozenset({".html", ".htm"})
_HEAD_BYTES = 1000


def page_path(workspace: Workspace, *, is_public_only: bool) -> Path:
    """Where the page goes that nobody names a place for: into the workspace."""
    key = "file.public" if is_public_only else "file.internal"
    return workspace.root / load_phrases().say(key)


def refuse_page_at(target: Path, workspace: Workspace) -> None:
    """Raise where the page must not be written.

    ``RequestError`` for a name that is not one of a page, ``PublishError`` for a file that is no
    such page, and inside of what is published: private words must not lie where they are served.
    """
    if target.suffix.casefold() not in _SUFFIXES:
        raise RequestError("page_suffix", str(target))
    served = site_folders(workspace.site) if workspace.site.is_file() else ()
    trees = (*published_trees(workspace).values(), workspace.ledger.resolve(), *served)
    for tree in trees:
        if target.resolve().is_relative_to(tree.resolve()):
            raise PublishError(target, tree, code="OVERLAP")
    if (target.exists() or target.is_symlink()) and not _is_page(target):
        raise PublishError(target, code="FOREIGN_PAGE")


def write_page(target: Path, content: bytes, workspace: Workspace) -> None:
    """Put the page at its place in one step, readable for its owner only."""
    refuse_page_at(target, workspace)
    put_for_owner(content, target)


def _is_page(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return f'name="generator" content="{GENERATOR}"'.encode() in file.read(_HEAD_BYTES)
