"""``jieyou report``: what of the sheet needs somebody's attention."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from builders import due
from builders.cli.options import AS_OF, SOURCE, new_workbook, problems, today, workspace_here
from builders.console import Progress, say, show
from builders.failures import Status, guarded
from builders.fresh import write_new
from builders.pipeline import check_source
from builders.request import refuse_in_outputs
from registry.check import Outcome
from registry.diagnostics import has_errors
from registry.locale import load_locale
from registry.memory import with_collection
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

    def told(outcome: Outcome) -> _Told:
        found = due.due_list(outcome, as_of, days)
        return _Told(
            data=lambda: due.data(found),
            lines=lambda: due.lines(found),
            summary=lambda: due.summary(found),
            book=lambda way: due.due_bytes(found, way),
            written=lambda path: say("due.written", path=path),
        )

    sys.exit(guarded(lambda: _report(source, as_of, form, out, told)))


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
@with_collection()
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

    def told(outcome: Outcome) -> _Told:
        from builders import links  # noqa: PLC0415  # slow, needed here only

        limits = links.Limits(budget=minutes * 60, allows_private=private)
        progress = Progress(quiet=False, group="links", after=_SLOW_SECONDS)
        every = links.link_list(outcome, as_of, limits, progress)
        found = every.only_problems() if only_problems else every
        return _Told(
            data=lambda: links.data(found),
            lines=lambda: links.lines(found),
            summary=lambda: links.summary(found),
            book=lambda way: links.links_bytes(found, way),
            written=lambda path: say("links.written", path=path),
        )

    sys.exit(guarded(lambda: _report(source, as_of, form, out, told)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A report in each of its forms; ``book`` is asked for the way from it to the sheet."""

    data: Callable[[], object]
    lines: Callable[[], Iterable[str]]
    summary: Callable[[], Iterable[str]]
    book: Callable[[str], bytes]
    written: Callable[[Path], str]


def _report(
    source: str, as_of: date, form: str, out: Path | None, told: Callable[[Outcome], _Told]
) -> Status:
    """Check the sheet and tell the report that is made of it, in the form that is asked for."""
    target = new_workbook(form, out)
    workspace = workspace_here({"source": source})
    if target:
        refuse_in_outputs(workspace, target)
    outcome = check_source(workspace.source, as_of, workspace.ledger, today=today())
    if has_errors(outcome.diagnostics):
        _show_problems(outcome, form)
        return Status.DATA_ERRORS
    report = told(outcome)
    if target:
        write_new(report.book(_seen_from(target, workspace.source)), target)
        show([*report.summary(), report.written(target)])
    elif form == "json":
        show([json.dumps(report.data(), indent=2)])
    else:
        show(report.lines())
    return Status.FINE


def _show_problems(outcome: Outcome, form: str) -> None:
    if form == "json":
        found = located(outcome.diagnostics, outcome.parts)
        show([json.dumps(render_json(found, outcome.counts, load_locale()), indent=2)])
    else:
        show(problems(outcome))


def _seen_from(target: Path, source: SourceAddress) -> str:
    """The way from a new workbook to the sheet; empty where no link can lead into it."""
    if not source.is_local or source.path.suffix.casefold() not in _LINKED:
        return ""
    try:
        way = Path(os.path.relpath(source.path.resolve(), target.parent.resolve())).as_posix()
    except ValueError:  # another drive
        way = source.path.resolve().as_posix()
    return "" if "#" in way else way
