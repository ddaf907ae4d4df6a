"""One preview from its start to its end: look at the sheet, check it, make pages, tell."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from time import monotonic

from builders.gate import UnreadableError
from builders.ledger import LedgerError
from builders.preview.board import Board, Phase, State
from builders.preview.events import Checked, Event, Refused, Renewed
from builders.preview.origins import Origins
from builders.preview.overlay import Painter
from builders.preview.server import PreviewServer
from builders.preview.studio import Studio
from builders.preview.watch import HandWritten, Watcher, watch
from builders.public.site import SiteError
from builders.publish import PublishError
from builders.typeset.glyphs import missing_characters
from builders.workspace import Workspace
from registry.check import Outcome, check
from registry.diagnostics import has_errors
from registry.snapshot import Snapshot
from registry.sources import SourceError

Passing = SourceError | UnreadableError | LedgerError | PublishError | SiteError | OSError
"""What may go wrong today and be well after the next save."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRequest:
    """What to preview, and on which port; port 0 is any free one.

    ``day`` is asked at each save: a preview may stand open over night.
    ``tell`` is called with all that happens, ``explain`` puts a failure in words.
    """

    workspace: Workspace
    day: Callable[[], date]
    tell: Callable[[Event], None]
    explain: Callable[[Passing], str]
    now: Callable[[], datetime]
    port: int = 0


class Preview:
    """Runs until it is stopped; nothing outside of its own folder is ever written."""

    def __init__(self, request: PreviewRequest) -> None:
        self._request = request
        self._stopped = threading.Event()
        self._board = Board()
        self._painter = Painter()

    def run(self, opened: Callable[[str], None]) -> None:
        """Serve and watch until it is stopped; ``opened`` is told the address at once.

        Raises ``OSError`` where the port is taken.
        """
        with self._serving() as server, tempfile.TemporaryDirectory(prefix="jieyou-") as name:
            opened(server.address)
            request, folder = self._request, Path(name).resolve()
            studio = Studio(workspace=request.workspace, folder=folder, day=request.day)
            watcher = watch(request.workspace.source, monotonic)
            written = HandWritten(request.workspace.site, monotonic)
            while not self._stopped.wait(watcher.pause_seconds):
                self._look(watcher, written, studio)
                if server.defect:
                    raise server.defect

    def stop(self) -> None:
        """Let it come to its end."""
        self._stopped.set()

    @contextmanager
    def _serving(self) -> Iterator[PreviewServer]:
        with PreviewServer(self._request.port, self._board, self._painter) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
            thread.start()
            try:
                yield server
            finally:
                self._board.close()
                server.shutdown()
                thread.join()

    def _look(self, watcher: Watcher, written: HandWritten, studio: Studio) -> None:
        match watcher.look():
            case Snapshot() as snapshot:
                self._take(snapshot, studio, watcher.noticed)
            case SourceError() as error:
                self._refuse(error)
            case None:
                outcome = self._board.state.outcome
                if written.has_changed() and outcome and not has_errors(outcome.diagnostics):
                    self._make(outcome, studio, monotonic())

    def _take(self, snapshot: Snapshot, studio: Studio, since: float) -> None:
        request = self._request
        today = request.now().date()
        outcome = check(snapshot, request.day(), missing_characters, today=today)
        wrong = has_errors(outcome.diagnostics)
        self._put(
            phase="errors" if wrong else "checked",
            outcome=outcome,
            origins=Origins(outcome),
            checked_at=request.now(),
            sentence="",
        )
        request.tell(Checked(outcome=outcome, seconds=monotonic() - since))
        if not wrong:
            self._make(outcome, studio, since)

    def _make(self, outcome: Outcome, studio: Studio, since: float) -> None:
        state, now = self._board.state, self._request.now()
        try:
            site = studio.make(outcome.registry, state.site, now)
        except (UnreadableError, LedgerError, PublishError, SiteError, OSError) as error:
            self._refuse(error)
            return
        self._put(phase="ready", site=site, sentence="")
        pages = tuple(path for path in site.pages if site.version(path) != state.version(path))
        self._request.tell(Renewed(pages=pages, seconds=monotonic() - since))

    def _refuse(self, error: Passing) -> None:
        sentence = self._request.explain(error)
        self._put(phase="refused", sentence=sentence)
        self._request.tell(Refused(sentence=sentence))

    def _put(self, *, phase: Phase, **changes: object) -> None:
        changed: Callable[..., State] = replace
        self._board.put(changed(self._board.state, phase=phase, **changes))
