"""``jieyou build``: read, check, build, verify, publish."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import click

from builders.cli.editions import tell_recovered
from builders.cli.options import AS_OF, SOURCE, now, problems, status, today, workspace_here
from builders.console import Progress, say, show
from builders.failures import Status, guarded, logged
from builders.log import RunLog
from builders.pipeline import BuildResult, build
from builders.request import BuildRequest
from builders.runs import build_facts, request_facts
from builders.shrink import Loss
from registry.diagnostics import has_errors
from registry.locale import load_locale

_MOST_LOSSES = 20


class _BuildOptions(TypedDict):
    source: str
    as_of: date
    only: tuple[str, ...]
    stations: tuple[str, ...]
    out: Path | None
    password_file: Path | None
    jobs: int
    allow_shrink: bool
    stale_ok: bool
    quiet: bool


@click.command("build", help=say("help.build"))
@SOURCE
@AS_OF
@click.option("--only", multiple=True, help=say("help.only"))
@click.option("--station", "stations", multiple=True, help=say("help.station"))
@click.option("--out", type=click.Path(path_type=Path), help=say("help.out"))
@click.option("--password-file", type=click.Path(path_type=Path), help=say("help.password_file"))
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count(), help=say("help.jobs"))
@click.option("--allow-shrink", is_flag=True, help=say("help.allow_shrink"))
@click.option("--stale-ok", is_flag=True, help=say("help.stale_ok"))
@click.option("--quiet", is_flag=True, help=say("help.quiet"))
def build_command(**options: Unpack[_BuildOptions]) -> None:
    """Build and publish."""
    log = RunLog("build", now())

    def action() -> Status:
        quiet = options["quiet"]
        request = BuildRequest(
            workspace=workspace_here({"source": options["source"]}),
            as_of=options["as_of"],
            today=today(),
            only=options["only"],
            stations=options["stations"],
            out=options["out"],
            password_file=options["password_file"],
            jobs=options["jobs"],
            may_shrink=options["allow_shrink"],
            may_be_stale=options["stale_ok"],
            progress=Progress(quiet=quiet),
        )
        log.lies_in(request.workspace.state)
        log.add(request_facts(request))
        result = build(request)
        log.add(build_facts(request, result))
        return _show_build(result, quiet=quiet)

    sys.exit(logged(log, guarded(action, untouched=say("build.untouched"))))


def _show_build(result: BuildResult, *, quiet: bool) -> Status:
    if result.recovered:
        tell_recovered(result.recovered)
    if result.stale_since:
        show([say("build.stale", moment=f"{result.stale_since:%Y-%m-%d %H:%M}")])
    if has_errors(result.outcome.diagnostics):
        end = say("build.stopped") + say("build.untouched")
        show([*problems(result.outcome), end])
    elif not quiet:
        show(problems(result.outcome)[-1:])
    for name, made in result.made.items():
        folder = result.folders[name]
        counts = {"parts": made.parts, "renewed": made.renewed, "edition": made.edition}
        show([say(f"build.made_{name}", folder=folder, **counts)])
    if result.is_encrypted:
        show([say("build.encrypted")])
    if result.losses:
        show(_shrunken(result.losses))
        return Status.DATA_ERRORS
    return status(result.outcome)


def _shrunken(losses: tuple[Loss, ...]) -> list[str]:
    rest = len(losses) - _MOST_LOSSES
    return [
        say("shrink.found"),
        *map(_loss, losses[:_MOST_LOSSES]),
        *([say("shrink.more", number=rest)] if rest > 0 else []),
        say("shrink.remedy") + say("build.untouched"),
    ]


def _loss(loss: Loss) -> str:
    place = say("shrink.pack", station=loss.station) if loss.station else say("output.public")
    tab = load_locale().tabs.get(loss.tab, "")
    return say(f"shrink.{loss.lost}", place=place, tab=tab, before=loss.before, after=loss.after)
