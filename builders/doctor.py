"""Looks over a workspace: whether its sheet, its folders and what the program needs are in order.

It only reads: whether a folder can be written to, its rights say.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from builders.gate import UnreadableError, site_folders
from builders.ledger import LedgerError, read_ledger
from builders.publish import Publisher, PublishError
from builders.request import BuildRequest, published_trees, publisher_for
from builders.typeset.glyphs import FontError, missing_characters
from builders.workspace import Workspace
from registry.sources import SourceError, open_source

Key = Literal[
    "source",
    "site",
    "site_missing",
    "folders",
    "target",
    "writable",
    "ledger",
    "ledger_none",
    "fonts",
    "fonts_missing",
]
Trouble = SourceError | UnreadableError | LedgerError | PublishError | OSError
_HAN = "\u6c49"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: ``key`` names what is said of it, or ``trouble`` does.

    ``is_setting`` marks what a setting has wrong, apart from what a file or a folder has.
    """

    key: Key
    values: Mapping[str, object] = field(default_factory=dict)
    trouble: Trouble | None = None
    is_fine: bool = True
    is_setting: bool = False


def look_over(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    """Every finding, in the order of the work."""
    yield _tried("source", partial(_source, workspace))
    yield _tried("site", partial(_site, workspace))
    yield _tried("folders", partial(_apart, workspace, as_of))
    for name, target in published_trees(workspace).items():
        yield _tried("target", partial(_target, workspace, name, target))
    for folder in (workspace.state, workspace.ledger):
        yield _tried("writable", partial(_writable, folder))
    yield _tried("ledger", partial(_ledger, workspace))
    yield _fonts()


def _tried(key: Key, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (SourceError, UnreadableError, LedgerError, PublishError, OSError) as error:
        return Finding(key=key, trouble=error, is_fine=False)


def _source(workspace: Workspace) -> Finding:
    tables = open_source(workspace.source).snapshot().tables
    counts = {"tabs": len(tables), "rows": sum(len(table.rows) for table in tables)}
    return Finding(key="source", values={"path": workspace.source, **counts})


def _site(workspace: Workspace) -> Finding:
    values = {"path": workspace.site}
    if not workspace.site.is_file():
        return Finding(key="site_missing", values=values, is_fine=False, is_setting=True)
    tuple(site_folders(workspace.site))
    return Finding(key="site", values=values)


def _apart(workspace: Workspace, as_of: date) -> Finding:
    publisher_for(BuildRequest(workspace=workspace, as_of=as_of))
    return Finding(key="folders")


def _target(workspace: Workspace, name: str, target: Path) -> Finding:
    state = _ground(workspace.state)
    publisher = Publisher(state=state, targets={name: target}, ledger=workspace.ledger)
    publisher.refuse_unfit_targets()
    return Finding(key="target", values={"path": target})


def _writable(folder: Path) -> Finding:
    ground = _ground(folder)
    if not ground.is_dir():
        raise PublishError(folder, errno.ENOTDIR)
    if not os.access(ground, os.W_OK):
        raise PublishError(ground, errno.EACCES)
    return Finding(key="writable", values={"path": folder})


def _ground(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there already."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _ledger(workspace: Workspace) -> Finding:
    ledger = read_ledger(workspace.ledger)
    stations = [ledger.stations[name] for name in ledger.stations]
    if not ledger.public and not stations:
        return Finding(key="ledger_none")
    newest = str(ledger.public[-1].whole) if ledger.public else ""
    counts = {"number": len(ledger.public), "stations": len(stations)}
    return Finding(key="ledger", values={"newest": newest, **counts})


def _fonts() -> Finding:
    try:
        is_fine = not missing_characters(_HAN)
    except (FontError, OSError):
        is_fine = False
    return Finding(key="fonts" if is_fine else "fonts_missing", is_fine=is_fine)
