"""``jieyou preview``: the site on this machine, up to date with every save."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import webbrowser
from datetime import date

import click

from builders.cli.options import AS_OF, SOURCE, now, problems, today, workspace_here
from builders.console import say, show
from builders.failures import Status, guarded, passing_sentence
from builders.preview import Checked, Event, Preview, PreviewRequest, Refused, Renewed
from builders.request import RequestError
from builders.workspace import Workspace
from registry.diagnostics import has_errors
from registry.memory import with_collection

_MOST_PAGES = 5
_LAST_PORT = 65535


@click.command("preview", help=say("help.preview"))
@SOURCE
@AS_OF
@click.option("--port", type=click.IntRange(0, _LAST_PORT), default=0, help=say("help.port"))
@click.option("--no-open", is_flag=True, help=say("help.no_open"))
@with_collection()
def preview_command(*, source: str, as_of: date, port: int, no_open: bool) -> None:
    """Show the site of the sheet as it stands, until somebody stops it."""

    def opened(address: str) -> None:
        show([say("preview.opened", address=address)])
        if not no_open and _has_screen():
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def action() -> Status:
        workspace = workspace_here({"source": source})
        _end_politely()
        try:
            Preview(_request(workspace, as_of, port)).run(opened)
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES} and error.filename is None:
                raise RequestError("port_taken", str(port)) from error
            raise
        return Status.FINE

    sys.exit(guarded(action))


def _request(workspace: Workspace, as_of: date, port: int) -> PreviewRequest:
    if not workspace.site.is_file():
        raise RequestError("site_file", str(workspace.site))
    return PreviewRequest(
        workspace=workspace,
        day=today if as_of == today() else lambda: as_of,
        tell=lambda event: show(_lines(event)),
        explain=passing_sentence,
        now=now,
        port=port,
    )


def _end_politely() -> None:
    """Let a closed window end the preview as Ctrl+C does: its folder must not stay behind."""

    def end(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


def _has_screen() -> bool:
    """False where a browser would open inside of this terminal."""
    is_windowed = sys.platform in {"win32", "darwin"}
    return is_windowed or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _lines(event: Event) -> list[str]:
    match event:
        case Refused():
            return [say("preview.refused", sentence=event.sentence)]
        case Checked():
            words = {"time": f"{now():%H:%M:%S}", "seconds": event.seconds}
            end = say("preview.stopped") if has_errors(event.outcome.diagnostics) else ""
            return ["", *problems(event.outcome), say("preview.checked", **words) + end]
        case Renewed(pages=(), seconds=seconds):
            return [say("preview.same", seconds=seconds)]
        case Renewed():
            names = say("preview.between").join(event.pages[:_MOST_PAGES])
            more = say("preview.more") if len(event.pages) > _MOST_PAGES else ""
            counts = {"number": len(event.pages), "seconds": event.seconds}
            return [say("preview.renewed", pages=names + more, **counts)]
