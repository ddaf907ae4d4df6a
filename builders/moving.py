"""The sheet to another place: as it is, with what a newer schema has, or into a cloud."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builders.faithful import Kept, error_places, write_faithful
from builders.fresh import (
    NewError,
    is_workbook_name,
    refuse_existing,
    refuse_filled_folder,
    refuse_workbook_at,
)
from builders.request import refuse_in_outputs
from builders.workspace import Workspace
from registry.sources import open_snapshot, open_source, set_up_sheet
from registry.sources.parted import Left, Parts, parted
from registry.template import empty_snapshot
from registry.template.cloud import cloud_tabs
from registry.template.upgrade import Upgrade, upgraded
from registry.workbook_wording import load_wording


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """A cloud sheet that was set up: how much lies in it, and what does not.

    ``left`` stayed behind; ``companion`` is the new workbook that holds it, if one was asked for.
    ``errors`` are cells of the public part that now say their error as plain text.
    """

    tabs: int
    rows: int
    left: tuple[Left, ...]
    errors: tuple[str, ...]
    companion: Kept | None


def set_up_cloud(workspace: Workspace, origin: Path | None, companion: Path | None) -> SetUp:
    """Fill an empty cloud sheet from a workbook, or with what an empty workbook has.

    What is not public stays behind unless the settings allow it there. It is written to a new
    workbook at ``companion``, which stands there only once the cloud sheet is whole.
    Raises ``SourceError`` where that is not empty, ``NewError`` where no such workbook can be.
    """
    whole = empty_snapshot() if origin is None else open_snapshot(origin)
    is_public_only = not workspace.source.allows_private
    parts = parted(whole) if is_public_only else None
    public = parts.public if parts else whole
    tabs = cloud_tabs(public, is_public_only=is_public_only)
    send = partial(set_up_sheet, workspace.source, tabs)
    kept = _companion(workspace, parts, companion, send) if parts and companion else None
    if kept is None:
        send()
    return SetUp(
        tabs=len(public.tables),
        rows=sum(len(table.rows) for table in public.tables),
        left=parts.left if parts else (),
        errors=error_places(public),
        companion=kept,
    )


def _companion(workspace: Workspace, parts: Parts, target: Path, send: Callable[[], None]) -> Kept:
    refuse_in_outputs(workspace, target)
    refuse_workbook_at(target)
    if parts.unjoinable:
        found = load_wording().word_separator.join(parts.unjoinable)
        raise NewError(target, code="NEW_UNJOINABLE", found=found)
    return write_faithful(parts.private, target, send)


def _refuse(workspace: Workspace, target: Path) -> None:
    refuse_in_outputs(workspace, target)
    if is_workbook_name(target):
        refuse_existing(target)
    elif target.suffix and not target.is_dir():
        raise NewError(target, code="NEW_SUFFIX")
    else:
        refuse_filled_folder(target)
