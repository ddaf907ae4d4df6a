"""``jieyou collect``: ticked lists come back as proposals, which somebody else applies."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from builders.cli.options import AS_OF, SOURCE, new_workbook, today, workspace_here
from builders.collect import Collected, NoListError, collect, proposals_bytes
from builders.collect.report import data, lines
from builders.collect.words import tell
from builders.console import complain, say, show
from builders.failures import Status, guarded, source_sentence
from builders.fresh import write_new
from builders.request import refuse_in_outputs
from registry.sources import SourceError


@click.command("collect", help=say("help.collect"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@SOURCE
@AS_OF
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    help=say("help.collect_format"),
)
@click.option("--out", type=click.Path(path_type=Path), help=say("help.collect_out"))
def collect_command(
    *, files: tuple[Path, ...], source: str, as_of: date, form: str, out: Path | None
) -> None:
    """List what ticked lists propose; the sheet is not changed."""

    def action() -> Status:
        target = new_workbook(form, out)
        workspace = workspace_here({"source": source})
        if target:
            refuse_in_outputs(workspace, target)
        found = collect(workspace, files, as_of, today=today())
        unread = [_reason(error) for error in found.unread]
        if target:
            write_new(proposals_bytes(found.collection), target)
        _show(found, form, unread, target)
        if unread:
            complain("\n".join([tell("report", "unread", number=len(unread)), *unread]))
        return Status.SOURCE_OR_TARGET if unread else Status.FINE

    sys.exit(guarded(action))


def _show(found: Collected, form: str, unread: list[str], target: Path | None) -> None:
    if form == "json":
        show([json.dumps(data(found.collection, unread), indent=2)])
        return
    told = list(lines(found.collection, len(found.lists)))
    show([*told[-1:], say("collect.written", path=target)] if target else told)


def _reason(error: SourceError | NoListError) -> str:
    if isinstance(error, SourceError):
        return source_sentence(error)
    return tell("report", "no_list", name=error.name)
