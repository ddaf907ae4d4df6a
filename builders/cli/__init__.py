"""The command ``jieyou``: options in, one call of the pipeline, a result rendered.

One file for each command or pair of commands; this is the list of them all.
"""

from __future__ import annotations

import click

from builders.cli.build import build_command
from builders.cli.check import check_command
from builders.cli.collect import collect_command
from builders.cli.diff import diff_command
from builders.cli.doctor import doctor_command
from builders.cli.init import init_command
from builders.cli.preview import preview_command
from builders.cli.pull import pull_command
from builders.cli.report import report_group
from builders.cli.rollback import rollback_command
from builders.cli.template import template_command
from builders.cli.workbooks import demo_command
from builders.console import accept_every_sign, say

COMMANDS: tuple[click.Command, ...] = (
    build_command,
    check_command,
    preview_command,
    diff_command,
    demo_command,
    template_command,
    rollback_command,
    pull_command,
    init_command,
    collect_command,
    report_group,
    doctor_command,
)


@click.group(help=say("help.main"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jieyou")
def main() -> None:
    """Group of all commands; the words for people stand in the locale file."""
    accept_every_sign()


for command in COMMANDS:
    main.add_command(command)
