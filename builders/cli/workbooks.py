"""``jieyou demo`` and ``jieyou template``: workbooks to begin with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builders.cli.options import workspace_here
from builders.console import say, show
from builders.failures import Status, guarded
from builders.sample import write_sample
from builders.workbooks import write_template


@click.command("demo", help=say("help.demo"))
@click.argument("path", required=False, default="")
def demo_command(*, path: str) -> None:
    """Write the sample workbook where there is none."""

    def action() -> Status:
        target = Path(path).absolute() if path else workspace_here({}).source.path
        show(say(f"demo.{key}", path=target) for key in write_sample(target))
        return Status.FINE

    sys.exit(guarded(action))


@click.command("template", help=say("help.template"))
@click.argument("path", type=click.Path(path_type=Path))
def template_command(*, path: Path) -> None:
    """Write an empty workbook where there is none."""

    def action() -> Status:
        write_template(path.absolute())
        show([say("template.written", path=path.absolute())])
        return Status.FINE

    sys.exit(guarded(action))
