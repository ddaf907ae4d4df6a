"""``jieyou pull``: the sheet from wherever it is into a file or a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from builders.cli.options import SOURCE, workspace_here
from builders.console import say, show
from builders.failures import Status, guarded
from builders.pulling import Pulled, pull

_MOST_PLACES = 12


@click.command("pull", help=say("help.pull"))
@SOURCE
@click.argument("target", type=click.Path(path_type=Path))
def pull_command(*, source: str, target: Path) -> None:
    """Write any source to a new workbook or a new folder of CSV files."""

    def action() -> Status:
        show(_told(pull(workspace_here({"source": source}), target.absolute())))
        return Status.FINE

    sys.exit(guarded(action))


def _told(pulled: Pulled) -> Iterator[str]:
    yield say("pull.written", path=pulled.target, tabs=pulled.tabs, rows=pulled.rows)
    if pulled.errors:
        places = " ".join(pulled.errors[:_MOST_PLACES])
        yield say("pull.errors", number=len(pulled.errors), places=places)
    if pulled.left_behind:
        yield say("pull.left_behind", number=pulled.left_behind)
