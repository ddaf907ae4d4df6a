"""``jieyou template``: an empty workbook, or an editor's own with what a newer version has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from builders.cli.options import losses, workspace_here
from builders.console import say, show
from builders.failures import Status, guarded
from builders.moving import upgrade
from builders.request import RequestError, refuse_in_outputs
from builders.workbooks import write_template
from builders.workspace import SettingsError
from registry.template.upgrade import Upgrade


@click.command("template", help=say("help.template"))
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--upgrade", "old", type=click.Path(path_type=Path), help=say("help.upgrade"))
@click.option("--out", type=click.Path(path_type=Path), help=say("help.upgrade_out"))
def template_command(*, path: Path | None, old: Path | None, out: Path | None) -> None:
    """Write an empty workbook, or a newer copy of an old one, where there is none."""

    def action() -> Status:
        if old is not None and path is None:
            return _upgrade(old.absolute(), out)
        if path is None or old is not None:
            raise RequestError("template_or_upgrade")
        if out is not None:
            raise RequestError("out_of_upgrade")
        write_template(path.absolute())
        show([say("template.written", path=path.absolute())])
        return Status.FINE

    sys.exit(guarded(action))


def _upgrade(old: Path, out: Path | None) -> Status:
    stem = old.name if old.is_dir() else old.stem
    target = (out or old.with_name(say("template.newer", name=stem))).absolute()
    # An old workbook may be made new where there is no workspace yet.
    with suppress(SettingsError):
        refuse_in_outputs(workspace_here({}), target)
    found, kept = upgrade(old, target)
    if kept is None:
        show([say("template.nothing_new", path=old)])
    else:
        show([say("template.upgraded", path=kept.target, old=old), *_added(found), *losses(kept)])
    return Status.FINE


def _added(found: Upgrade) -> Iterator[str]:
    for tab in found.tabs:
        yield say("template.added_tab", tab=tab)
    for tab, headers in found.columns.items():
        yield say("template.added_columns", tab=tab, headers=say("template.between").join(headers))
    for one in found.renamings:
        yield say("template.renamed", tab=one.tab, header=one.header, likely=one.likely)
