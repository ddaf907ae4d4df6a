"""``jieyou template``: an empty workbook or cloud sheet, or an editor's own brought up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypedDict, Unpack

import click

from builders.cli.options import losses, workspace_here
from builders.console import say, show
from builders.failures import Status, guarded
from builders.moving import SetUp, set_up_cloud, upgrade
from builders.request import RequestError, refuse_in_outputs
from builders.workbooks import write_template
from builders.workspace import SettingsError
from registry.template.upgrade import Upgrade

_MOST_PLACES = 12
_SETTING = "source"
"""What stands for the address that the settings have."""


class _TemplateOptions(TypedDict):
    path: Path | None
    old: Path | None
    out: Path | None
    google: str | None
    origin: Path | None
    companion: Path | None


@click.command("template", help=say("help.template"))
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--upgrade", "old", type=click.Path(path_type=Path), help=say("help.upgrade"))
@click.option("--out", type=click.Path(path_type=Path), help=say("help.upgrade_out"))
@click.option("--google", is_flag=False, flag_value=_SETTING, help=say("help.google"))
@click.option("--from", "origin", type=click.Path(path_type=Path), help=say("help.google_from"))
@click.option(
    "--companion-out", "companion", type=click.Path(path_type=Path), help=say("help.companion_out")
)
def template_command(**options: Unpack[_TemplateOptions]) -> None:
    """Write an empty workbook, fill an empty cloud sheet, or write a newer copy of an old one."""

    def action() -> Status:
        _refuse(options)
        if (address := options["google"]) is not None:
            return _set_up(address, options["origin"], options["companion"])
        if (old := options["old"]) is not None:
            return _upgrade(old.absolute(), options["out"])
        if (path := options["path"]) is not None:
            write_template(path.absolute())
            show([say("template.written", path=path.absolute())])
        return Status.FINE

    sys.exit(guarded(action))


def _refuse(options: _TemplateOptions) -> None:
    """Raise ``RequestError`` where the options do not go together."""
    asked = (options["path"], options["old"], options["google"])
    if sum(one is not None for one in asked) != 1:
        raise RequestError("template_or_upgrade")
    if options["out"] is not None and options["old"] is None:
        raise RequestError("out_of_upgrade")
    is_filled = options["google"] is not None and options["origin"] is not None
    if options["origin"] is not None and not is_filled:
        raise RequestError("google_alone")
    if options["companion"] is not None and not is_filled:
        raise RequestError("google_alone")


def _set_up(address: str, origin: Path | None, companion: Path | None) -> Status:
    workspace = workspace_here({} if address == _SETTING else {"source": address})
    if companion and workspace.source.allows_private:
        raise RequestError("companion_allowed")
    made = set_up_cloud(workspace, origin and origin.absolute(), companion and companion.absolute())
    show([say("template.cloud", tabs=made.tabs, rows=made.rows), *_lost(made), *_left(made)])
    if origin is None and not workspace.source.allows_private:
        show([say("template.empty_companion")])
    return Status.FINE


def _lost(made: SetUp) -> Iterator[str]:
    if made.errors:
        yield say(
            "pull.errors", number=len(made.errors), places=" ".join(made.errors[:_MOST_PLACES])
        )


def _left(made: SetUp) -> Iterator[str]:
    if made.left:
        yield say("template.left")
    for one in made.left:
        if one.is_whole:
            yield say("template.left_tab", tab=one.tab)
        if one.headers:
            headers = say("template.between").join(one.headers)
            yield say("template.left_columns", tab=one.tab, headers=headers)
        if one.rows:
            yield say("template.left_rows", tab=one.tab, number=one.rows)
    if made.companion:
        yield say("template.companion", path=made.companion.target)
        yield from losses(made.companion)
    elif made.left:
        yield say("template.no_companion")


def _upgrade(old: Path, out: Path | None) -> Status:
    stem = old.name if old.is_dir() else old.stem
    target = (out or old.with_name(say("template.newer", name=stem))).absolute()
    # An old workbook may be made new where there is no workspace yet.
    with suppress(SettingsError):
        refuse_in_outputs(workspace_here({}), target)
    found, kept = upgrade(old, target)
    if kept is None:
        show([say("template.nothing_new", path=old)])
    else:
        show([say("template.upgraded", path=kept.target, old=old), *_added(found), *losses(kept)])
    return Status.FINE


def _added(found: Upgrade) -> Iterator[str]:
    for tab in found.tabs:
        yield say("template.added_tab", tab=tab)
    for tab, headers in found.columns.items():
        yield say("template.added_columns", tab=tab, headers=say("template.between").join(headers))
    for one in found.renamings:
        yield say("template.renamed", tab=one.tab, header=one.header, likely=one.likely)
