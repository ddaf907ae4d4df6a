"""The command ``jieyou``: options in, one call of the pipeline, a result rendered.

One file for each command or pair of commands; importing one adds its commands to the group.
"""

from builders.cli import build, check, rollback, workbooks
from builders.cli.group import main

__all__ = ["build", "check", "main", "rollback", "workbooks"]
