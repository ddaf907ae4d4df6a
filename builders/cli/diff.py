"""``jieyou diff``: what changes for the public and for each station."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import click

from builders.cli.options import AS_OF, problems, today, workspace_here
from builders.console import say, show
from builders.diff.data import as_data
from builders.diff.files import page_path, refuse_page_at, write_page
from builders.diff.page import page_bytes
from builders.diff.report import Report
from builders.diff.run import DiffRequest, DiffResult, diff
from builders.diff.text import text_lines
from builders.failures import Status, guarded
from builders.request import RequestError
from builders.workspace import Workspace
from registry.check import Outcome
from registry.locale import load_locale
from registry.places import located
from registry.report import render_json


class _DiffOptions(TypedDict):
    old: str
    new: str
    as_of: date
    form: str
    out: Path | None
    public_only: bool


@click.command("diff", help=say("help.diff"))
@click.argument("old")
@click.argument("new", required=False, default="")
@AS_OF
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help=say("help.diff_format"),
)
@click.option("--out", type=click.Path(path_type=Path), help=say("help.diff_out"))
@click.option("--public-only", is_flag=True, help=say("help.public_only"))
def diff_command(**options: Unpack[_DiffOptions]) -> None:
    """Tell what differs between two states."""

    def action() -> Status:
        request = DiffRequest(
            workspace=workspace_here({"source": options["new"]}),
            old=options["old"],
            new=options["new"],
            as_of=options["as_of"],
            today=today(),
            is_public_only=options["public_only"],
        )
        target = _target(options, request.workspace)
        result = diff(request)
        if result.report is None:
            return _refuse(result, options["form"], is_public_only=options["public_only"])
        _tell(result.report, options["form"], target, request.workspace)
        return Status.FINE

    sys.exit(guarded(action))


def _target(options: _DiffOptions, workspace: Workspace) -> Path:
    """Where a page would go; a place that it must not go to is refused before anything is read."""
    out, is_page = options["out"], options["form"] == "html"
    if out and not is_page:
        raise RequestError("out_of_page")
    target = (out or page_path(workspace, is_public_only=options["public_only"])).absolute()
    if is_page:
        refuse_page_at(target, workspace)
    return target


def _refuse(result: DiffResult, form: str, *, is_public_only: bool) -> Status:
    if form == "json":
        refused = [
            {"name": name, **_problems(outcome, is_public_only=is_public_only)}
            for name, outcome in result.refused
        ]
        show([json.dumps({"refused": refused}, indent=2)])
    else:
        for name, outcome in result.refused:
            lines = problems(outcome)
            show([*(lines[-1:] if is_public_only else lines), say("diff.refused", name=name)])
    return Status.DATA_ERRORS


def _problems(outcome: Outcome, *, is_public_only: bool) -> dict[str, object]:
    """The problems as data; what may go outside names no cell, private ones being among them."""
    found = located(outcome.diagnostics, outcome.parts)
    report = {**render_json(found, outcome.counts, load_locale())}
    return {**report, "problems": []} if is_public_only else report


def _tell(report: Report, form: str, target: Path, workspace: Workspace) -> None:
    if form == "html":
        write_page(target, page_bytes(report), workspace)
        if report.is_public_only:
            show([say("diff.written_public", path=target)])
        else:
            show([say("diff.written", path=target)])
    elif form == "json":
        show([json.dumps(as_data(report), indent=2, sort_keys=True)])
    else:
        show(text_lines(report))
