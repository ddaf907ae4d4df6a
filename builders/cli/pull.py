"""``jieyou pull``: the sheet from wherever it is into a file or a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builders.cli.options import SOURCE, losses, workspace_here
from builders.console import say, show
from builders.failures import Status, guarded
from builders.moving import pull


@click.command("pull", help=say("help.pull"))
@SOURCE
@click.argument("target", type=click.Path(path_type=Path))
def pull_command(*, source: str, target: Path) -> None:
    """Write any source to a new workbook or a new folder of CSV files."""

    def action() -> Status:
        kept = pull(workspace_here({"source": source}), target.absolute())
        written = say("pull.written", path=kept.target, tabs=kept.tabs, rows=kept.rows)
        show([written, *losses(kept)])
        return Status.FINE

    sys.exit(guarded(action))
