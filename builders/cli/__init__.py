"""The command ``jieyou``: options in, one call of the pipeline, a result rendered.

One file for each command or pair of commands; this is the list of them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from builders.console import accept_every_sign, say
from registry.memory import rest_until_the_end, without_collection

COMMANDS: Mapping[str, str] = {
    "build": "build.build_command",
    "check": "check.check_command",
    "preview": "preview.preview_command",
    "diff": "diff.diff_command",
    "demo": "workbooks.demo_command",
    "template": "template.template_command",
    "rollback": "rollback.rollback_command",
    "pull": "pull.pull_command",
    "init": "init.init_command",
    "collect": "collect.collect_command",
    "report": "report.report_group",
    "doctor": "doctor.doctor_command",
}
"""Each command by its name, with the file of this package and the name that it has there."""


class _Commands(click.Group):
    """The commands; only the one that is asked for is loaded, for a build must start at once."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(".")
        with without_collection():
            command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command


@click.group(
    cls=_Commands, help=say("help.main"), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="jieyou")
def main() -> None:
    """Group of all commands; the words for people stand in the locale file."""
    accept_every_sign()


def run() -> None:
    """The command as a program; those of its commands that run for long look for garbage."""
    rest_until_the_end()
    main()


for _name in COMMANDS:  # in name only: for the list of them, and for one that was misspelt
    main.add_command(click.Command(_name))
