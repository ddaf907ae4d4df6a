"""What several commands are asked, and what they say alike."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builders.console import say
from builders.failures import Status
from builders.fresh import refuse_workbook_at
from builders.request import RequestError
from builders.workspace import Workspace, find_workspace
from registry.check import Outcome
from registry.diagnostics import has_errors
from registry.locale import load_locale
from registry.places import located
from registry.report import render_text

if TYPE_CHECKING:
    from builders.faithful import Kept

_MOST_PLACES = 12
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


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


def now() -> datetime:
    """The moment by the clock of the machine, with its zone."""
    return datetime.now(tz=UTC).astimezone()


def today() -> date:
    """The day by the clock of the machine."""
    return now().date()


def workspace_here(options: Mapping[str, str]) -> Workspace:
    """The workspace around the current folder."""
    return find_workspace(Path.cwd(), os.environ, options)


def problems(outcome: Outcome) -> list[str]:
    """Every problem of a sheet in lines, the counts last."""
    return render_text(located(outcome.diagnostics, outcome.parts), outcome.counts, load_locale())


def losses(kept: Kept) -> list[str]:
    """What a copy of the sheet could not keep, in lines; none where it kept everything."""
    lines = []
    if kept.errors:
        shown = " ".join(kept.errors[:_MOST_PLACES])
        lines.append(say("pull.errors", number=len(kept.errors), places=shown))
    if kept.left_behind:
        lines.append(say("pull.left_behind", number=kept.left_behind))
    return lines


def new_workbook(form: str, out: Path | None) -> Path | None:
    """Where a list in that form goes, if it is a workbook; refused where none can stand there."""
    if (form == "xlsx") != (out is not None):
        raise RequestError("xlsx_needs_out")
    if out is None:
        return None
    refuse_workbook_at(out.absolute())
    return out.absolute()


def status(outcome: Outcome) -> Status:
    """How a command ends that did nothing but look at a sheet."""
    return Status.DATA_ERRORS if has_errors(outcome.diagnostics) else Status.FINE


SOURCE = click.option("--source", default="", help=say("help.source"))
AS_OF = click.option("--as-of", type=_Day(), default=today, help=say("help.as_of"))
