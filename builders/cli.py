"""The command ``jieyou``: options in, one call of the pipeline, a result rendered."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from builders.console import Progress, accept_every_sign, ask, say, show
from builders.failures import Status, guarded, logged
from builders.log import RunLog
from builders.pipeline import BuildResult, Rollback, annotate_source, build, check_source, roll_back
from builders.publish import Recovery
from builders.request import BuildRequest, RequestError
from builders.runs import build_facts, recovery_facts, request_facts, rollback_facts
from builders.sample import write_sample
from builders.shrink import Loss
from builders.workbooks import write_template
from builders.workspace import Workspace, find_workspace
from registry.check import Outcome
from registry.diagnostics import has_errors
from registry.locale import load_locale
from registry.report import render_json, render_text

_MOST_LOSSES = 20
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class _BuildOptions(TypedDict):
    source: str
    as_of: date
    only: tuple[str, ...]
    stations: tuple[str, ...]
    out: Path | None
    password_file: Path | None
    jobs: int
    allow_shrink: bool
    quiet: bool


class _Day(click.ParamType[date]):
    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = date.min
        if not _FIRST_DAY <= day <= _LAST_DAY:
            self.fail(say("help.bad_date", value=value), param, ctx)
        return day


def _now() -> datetime:
    return datetime.now(tz=UTC).astimezone()


def _today() -> date:
    return _now().date()


def _workspace(options: Mapping[str, str]) -> Workspace:
    return find_workspace(Path.cwd(), os.environ, options)


_SOURCE = click.option("--source", default="", help=say("help.source"))
_AS_OF = click.option("--as-of", type=_Day(), default=_today, help=say("help.as_of"))


@click.group(help=say("help.main"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jieyou")
def main() -> None:
    """Group of all commands; the words for people stand in the locale file."""
    accept_every_sign()


@main.command("build", help=say("help.build"))
@_SOURCE
@_AS_OF
@click.option("--only", multiple=True, help=say("help.only"))
@click.option("--station", "stations", multiple=True, help=say("help.station"))
@click.option("--out", type=click.Path(path_type=Path), help=say("help.out"))
@click.option("--password-file", type=click.Path(path_type=Path), help=say("help.password_file"))
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count(), help=say("help.jobs"))
@click.option("--allow-shrink", is_flag=True, help=say("help.allow_shrink"))
@click.option("--quiet", is_flag=True, help=say("help.quiet"))
def build_command(**options: Unpack[_BuildOptions]) -> None:
    """Build and publish."""
    log = RunLog("build", _now())

    def action() -> Status:
        quiet = options["quiet"]
        request = BuildRequest(
            workspace=_workspace({"source": options["source"]}),
            as_of=options["as_of"],
            only=options["only"],
            stations=options["stations"],
            out=options["out"],
            password_file=options["password_file"],
            jobs=options["jobs"],
            may_shrink=options["allow_shrink"],
            progress=Progress(quiet=quiet),
        )
        log.lies_in(request.workspace.state)
        log.add(request_facts(request))
        result = build(request)
        log.add(build_facts(request, result))
        return _show_build(result, quiet=quiet)

    sys.exit(logged(log, guarded(action, untouched=say("build.untouched"))))


@main.command("check", help=say("help.check"))
@_SOURCE
@_AS_OF
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    help=say("help.format"),
)
@click.option("--out", type=click.Path(path_type=Path), help=say("help.copy_out"))
def check_command(*, source: str, as_of: date, form: str, out: Path | None) -> None:
    """Show every problem of the sheet."""

    def action() -> Status:
        place = _workspace({"source": source}).source
        if form == "xlsx":
            return _annotate(place, as_of, out)
        if out is not None:
            raise RequestError("out_of_copy")
        outcome = check_source(place, as_of)
        if form == "json":
            data = render_json(outcome.diagnostics, outcome.counts, load_locale())
            show([json.dumps(data, indent=2)])
        else:
            show(_problems(outcome))
        return _status(outcome)

    sys.exit(guarded(action))


def _annotate(source: Path, as_of: date, out: Path | None) -> Status:
    outcome, target = annotate_source(source, as_of, out)
    show([*_problems(outcome)[-1:], say("copy.written", path=target)])
    return _status(outcome)


@main.command("demo", help=say("help.demo"))
@click.argument("path", required=False, default="")
def demo_command(*, path: str) -> None:
    """Write the sample workbook where there is none."""

    def action() -> Status:
        target = Path(path).absolute() if path else _workspace({}).source
        show(say(f"demo.{key}", path=target) for key in write_sample(target))
        return Status.FINE

    sys.exit(guarded(action))


@main.command("template", help=say("help.template"))
@click.argument("path", type=click.Path(path_type=Path))
def template_command(*, path: Path) -> None:
    """Write an empty workbook where there is none."""

    def action() -> Status:
        write_template(path.absolute())
        show([say("template.written", path=path.absolute())])
        return Status.FINE

    sys.exit(guarded(action))


@main.command("rollback", help=say("help.rollback"))
@click.option("--yes", is_flag=True, help=say("help.yes"))
def rollback_command(*, yes: bool) -> None:
    """Bring the previous publication back."""
    log = RunLog("rollback", _now())

    def tell_recovered(recovered: Recovery) -> None:
        log.add(recovery_facts(recovered))
        _tell_recovered(recovered)

    def is_wanted(plan: Rollback) -> bool:
        editions = {"before": _editions(plan.before), "after": _editions(plan.after)}
        show([say("rollback.plan", **editions)])
        return yes or ask(say("rollback.question"))

    def action() -> Status:
        workspace = _workspace({})
        log.lies_in(workspace.state)
        plan = roll_back(workspace, is_wanted, tell_recovered)
        log.add(rollback_facts(plan))
        show([say("rollback.done", after=_editions(plan.after))])
        return Status.FINE

    sys.exit(logged(log, guarded(action, untouched=say("build.untouched"))))


def _tell_recovered(recovered: Recovery) -> None:
    editions = _editions(recovered.editions)
    if recovered.was_finished:
        show([say("build.finished", editions=editions)])
    else:
        show([say("build.undone", editions=editions)])


def _editions(editions: Mapping[str, str]) -> str:
    return say("rollback.between").join(
        say("rollback.edition", output=say("output." + name), edition=edition)
        if edition
        else say("rollback.none", output=say("output." + name))
        for name, edition in editions.items()
    )


def _show_build(result: BuildResult, *, quiet: bool) -> Status:
    if result.recovered:
        _tell_recovered(result.recovered)
    if has_errors(result.outcome.diagnostics):
        end = say("build.stopped") + say("build.untouched")
        show([*_problems(result.outcome), end])
    elif not quiet:
        show(_problems(result.outcome)[-1:])
    for name, made in result.made.items():
        folder = result.folders[name]
        counts = {"parts": made.parts, "renewed": made.renewed, "edition": made.edition}
        show([say(f"build.made_{name}", folder=folder, **counts)])
    if result.is_encrypted:
        show([say("build.encrypted")])
    if result.losses:
        show(_shrunken(result.losses))
        return Status.DATA_ERRORS
    return _status(result.outcome)


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


def _problems(outcome: Outcome) -> list[str]:
    return render_text(outcome.diagnostics, outcome.counts, load_locale())


def _status(outcome: Outcome) -> Status:
    return Status.DATA_ERRORS if has_errors(outcome.diagnostics) else Status.FINE


if __name__ == "__main__":
    main()
