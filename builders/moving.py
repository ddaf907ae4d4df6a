"""The sheet into another file: as it is, or with what a newer version of the schema has."""

from __future__ import annotations

from pathlib import Path

from builders.faithful import Kept, write_faithful
from builders.fresh import (
    NewError,
    is_workbook_name,
    refuse_existing,
    refuse_filled_folder,
    refuse_workbook_at,
)
from builders.request import refuse_in_outputs
from builders.workspace import Workspace
from registry.sources import open_snapshot, open_source
from registry.template.upgrade import Upgrade, upgraded


def pull(workspace: Workspace, target: Path) -> Kept:
    """Write the source of a workspace to a new workbook, or to a new folder of CSV files.

    What is kept and what cannot be, ``write_faithful`` says.
    """
    _refuse(workspace, target)
    return write_faithful(open_source(workspace.source).snapshot(), target)


def upgrade(source: Path, target: Path) -> tuple[Upgrade, Kept | None]:
    """Write a new workbook with the tabs and columns that ``source`` lacks; none lacking, none.

    The source is never changed. Raises ``NewError`` where no new workbook can stand at ``target``.
    """
    found = upgraded(open_snapshot(source))
    if not found.tabs and not found.columns:
        return found, None
    refuse_workbook_at(target)
    return found, write_faithful(found.snapshot, target)


def _refuse(workspace: Workspace, target: Path) -> None:
    refuse_in_outputs(workspace, target)
    if is_workbook_name(target):
        refuse_existing(target)
    elif target.suffix and not target.is_dir():
        raise NewError(target, code="NEW_SUFFIX")
    else:
        refuse_filled_folder(target)
