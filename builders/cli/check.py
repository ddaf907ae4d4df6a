"""``jieyou check``: problems only."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from builders.checkup import annotate_source, check_and_write_back
from builders.cli.options import AS_OF, SOURCE, now, problems, status, today, workspace_here
from builders.console import say, show
from builders.failures import Status, guarded
from builders.pipeline import check_source
from builders.request import RequestError
from builders.workspace import Workspace
from registry.locale import load_locale
from registry.places import located
from registry.report import render_json


@click.command("check", help=say("help.check"))
@SOURCE
@AS_OF
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    help=say("help.format"),
)
@click.option("--out", type=click.Path(path_type=Path), help=say("help.copy_out"))
@click.option("--write-back", is_flag=True, help=say("help.write_back"))
def check_command(
    *, source: str, as_of: date, form: str, out: Path | None, write_back: bool
) -> None:
    """Show every problem of the sheet."""

    def action() -> Status:
        place = workspace_here({"source": source})
        if form == "xlsx":
            return _annotate(place, as_of, out)
        if out is not None:
            raise RequestError("out_of_copy")
        if write_back:
            return _write_back(place, as_of)
        outcome = check_source(place.source, as_of, place.ledger, today=today())
        if form == "json":
            found = located(outcome.diagnostics, outcome.parts)
            data = render_json(found, outcome.counts, load_locale())
            show([json.dumps(data, indent=2)])
        else:
            show(problems(outcome))
        return status(outcome)

    sys.exit(guarded(action))


def _write_back(workspace: Workspace, as_of: date) -> Status:
    moment = now()
    outcome, is_new = check_and_write_back(
        workspace, as_of, f"{moment:%Y-%m-%d %H:%M}", today=moment.date()
    )
    show([*problems(outcome), say("copy.written_back") if is_new else say("copy.written_before")])
    return status(outcome)


def _annotate(workspace: Workspace, as_of: date, out: Path | None) -> Status:
    outcome, target = annotate_source(workspace, as_of, out, today=today())
    show([*problems(outcome)[-1:], say("copy.written", path=target)])
    return status(outcome)
