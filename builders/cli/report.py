"""``jieyou report``: what of the sheet needs somebody's attention."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import click

from builders import due, links
from builders.cli.options import AS_OF, SOURCE, new_workbook, problems, workspace_here
from builders.console import Progress, say, show
from builders.due import DueList
from builders.failures import Status, guarded
from builders.fresh import write_new
from builders.links import LinkList
from builders.pipeline import check_source
from builders.request import refuse_in_outputs
from registry.check import Outcome
from registry.diagnostics import has_errors
from registry.locale import load_locale
from registry.places import located
from registry.report import render_json
from registry.sources import SourceAddress

_USUAL_DAYS, _MOST_DAYS = 30, 3650
_USUAL_MINUTES, _MOST_MINUTES = 5, 120
_SLOW_SECONDS = 1.0
_LINKED = (".xlsx", ".ods")


@click.group("report", help=say("help.report"))
def report_group() -> None:
    """Group of the reports; each of them only looks."""


@report_group.command("due", help=say("help.due"))
@SOURCE
@AS_OF
@click.option(
    "--days",
    type=click.IntRange(0, _MOST_DAYS),
    default=_USUAL_DAYS,
    show_default=True,
    help=say("help.due_days"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    help=say("help.due_format"),
)
@click.option("--out", type=click.Path(path_type=Path), help=say("help.due_out"))
def due_command(*, source: str, as_of: date, days: int, form: str, out: Path | None) -> None:
    """List what must be verified again; nothing is changed."""

    def action() -> Status:
        target = new_workbook(form, out)
        workspace = workspace_here({"source": source})
        if target:
            refuse_in_outputs(workspace, target)
        outcome = check_source(workspace.source, as_of)
        if has_errors(outcome.diagnostics):
            _show_problems(outcome, form)
            return Status.DATA_ERRORS
        found = due.due_list(outcome, as_of, days)
        if target:
            write_new(due.due_bytes(found, _seen_from(target, workspace.source)), target)
        _show(found, form, target)
        return Status.FINE

    sys.exit(guarded(action))


@report_group.command("links", help=say("help.links"))
@SOURCE
@AS_OF
@click.option(
    "--minutes",
    type=click.IntRange(1, _MOST_MINUTES),
    default=_USUAL_MINUTES,
    show_default=True,
    help=say("help.links_minutes"),
)
@click.option("--only-problems", is_flag=True, help=say("help.links_only"))
@click.option("--allow-private-hosts", "private", is_flag=True, help=say("help.links_private"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    help=say("help.links_format"),
)
@click.option("--out", type=click.Path(path_type=Path), help=say("help.links_out"))
def links_command(  # noqa: PLR0913  # one for each option
    *,
    source: str,
    as_of: date,
    minutes: int,
    only_problems: bool,
    private: bool,
    form: str,
    out: Path | None,
) -> None:
    """Ask every link of the sheet; nothing is changed, and dead links are no failure."""

    def action() -> Status:
        target = new_workbook(form, out)
        workspace = workspace_here({"source": source})
        if target:
            refuse_in_outputs(workspace, target)
        outcome = check_source(workspace.source, as_of)
        if has_errors(outcome.diagnostics):
            _show_problems(outcome, form)
            return Status.DATA_ERRORS
        limits = links.Limits(budget=minutes * 60, allows_private=private)
        progress = Progress(quiet=False, group="links", after=_SLOW_SECONDS)
        found = links.link_list(outcome, as_of, limits, progress)
        if only_problems:
            found = found.only_problems()
        if target:
            write_new(links.links_bytes(found, _seen_from(target, workspace.source)), target)
        _show_links(found, form, target)
        return Status.FINE

    sys.exit(guarded(action))


def _show_links(found: LinkList, form: str, target: Path | None) -> None:
    if form == "json":
        show([json.dumps(links.data(found), indent=2)])
    elif target:
        show([*links.summary(found), say("links.written", path=target)])
    else:
        show(links.lines(found))


def _show_problems(outcome: Outcome, form: str) -> None:
    if form == "json":
        found = located(outcome.diagnostics, outcome.parts)
        show([json.dumps(render_json(found, outcome.counts, load_locale()), indent=2)])
    else:
        show(problems(outcome))


def _show(found: DueList, form: str, target: Path | None) -> None:
    if form == "json":
        show([json.dumps(due.data(found), indent=2)])
    elif target:
        show([*due.summary(found), say("due.written", path=target)])
    else:
        show(due.lines(found))


def _seen_from(target: Path, source: SourceAddress) -> str:
    """The way from a new workbook to the sheet; empty where no link can lead into it."""
    if not source.is_local or source.path.suffix.casefold() not in _LINKED:
        return ""
    try:
        way = Path(os.path.relpath(source.path.resolve(), target.parent.resolve())).as_posix()
    except ValueError:  # another drive
        way = source.path.resolve().as_posix()
    return "" if "#" in way else way
