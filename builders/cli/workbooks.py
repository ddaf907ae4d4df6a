"""``jieyou demo``: a workbook to look at."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builders.cli.options import workspace_here
from builders.console import say, show
from builders.failures import Status, guarded
from builders.sample import write_sample


@click.command("demo", help=say("help.demo"))
@click.argument("path", required=False, default="")
def demo_command(*, path: str) -> None:
    """Write the sample workbook where there is none."""

    def action() -> Status:
        target = Path(path).absolute() if path else workspace_here({}).source.path
        show(say(f"demo.{key}", path=target) for key in write_sample(target))
        return Status.FINE

    sys.exit(guarded(action))
