"""``jieyou rollback``: the publication before."""

from __future__ import annotations

import sys

import click

from builders.cli.editions import editions_line, tell_recovered
from builders.cli.options import now, workspace_here
from builders.console import ask, say, show
from builders.failures import Status, guarded, logged
from builders.log import RunLog
from builders.pipeline import Rollback, roll_back
from builders.publish import Recovery
from builders.runs import recovery_facts, rollback_facts


@click.command("rollback", help=say("help.rollback"))
@click.option("--yes", is_flag=True, help=say("help.yes"))
def rollback_command(*, yes: bool) -> None:
    """Bring the previous publication back."""
    log = RunLog("rollback", now())

    def settled(recovered: Recovery) -> None:
        log.add(recovery_facts(recovered))
        tell_recovered(recovered)

    def is_wanted(plan: Rollback) -> bool:
        editions = {"before": editions_line(plan.before), "after": editions_line(plan.after)}
        show([say("rollback.plan", **editions)])
        return yes or ask(say("rollback.question"))

    def action() -> Status:
        workspace = workspace_here({})
        log.lies_in(workspace.state)
        plan = roll_back(workspace, is_wanted, settled)
        log.add(rollback_facts(plan))
        show([say("rollback.done", after=editions_line(plan.after))])
        return Status.FINE

    sys.exit(logged(log, guarded(action, untouched=say("build.untouched"))))
