"""``jieyou init``: another street's workspace."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builders.console import say, show
from builders.failures import Status, guarded
from builders.founding import found


@click.command("init", help=say("help.init"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", help=say("help.init_name"))
@click.option("--code", default="", help=say("help.init_code"))
@click.option("--demo", "with_demo", is_flag=True, help=say("help.init_demo"))
def init_command(*, folder: Path, name: str, code: str, with_demo: bool) -> None:
    """Make a workspace where there is none."""

    def action() -> Status:
        workspace = found(folder.absolute(), name, code, with_demo=with_demo)
        values = {"path": workspace.root, "book": workspace.source.path.name}
        next_steps = say("init.next_demo" if with_demo else "init.next", **values)
        show([say("init.made", **values), next_steps, say("init.pages", **values)])
        return Status.FINE

    sys.exit(guarded(action))
