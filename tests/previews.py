"""A preview that runs beside a test, asked over real HTTP on the loopback."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from queue import Queue
from typing import TypeVar
from urllib.parse import urlsplit

from builders.failures import passing_sentence
from builders.preview import Event, Preview, PreviewRequest, Renewed
from builders.workspace import Workspace
from registry.template import write_workbook
from tests.conftest import workspace_for
from tests.registry.sheets import Rows, sheet
from tests.small_street import AS_OF, small_street

T = TypeVar("T", bound=Event)
SECONDS = 30
"""How long to wait at most for what must come."""

NOON = datetime(2026, 9, 1, 12, 0, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A preview at work: its workbook, its address, and what it has told."""

    workbook: Path
    address: str
    told: Queue[Event | BaseException | None]

    def save(self, rows: Rows) -> None:
        """Save the workbook as the usual programs do: written beside it, then renamed."""
        write_workbook(sheet(rows), self.workbook)

    def next(self, kind: type[T]) -> T:
        """The next event of that kind; the ones before it are let go."""
        while True:
            event = self.told.get(timeout=SECONDS)
            assert event is not None, "the preview has ended"
            if isinstance(event, BaseException):
                raise event
            if isinstance(event, kind):
                return event

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path as it stands."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(self._connection()) as connection:
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            return Answer(
                status=answer.status, headers=dict(answer.headers), body=answer.read().decode()
            )

    def news(self, page: str) -> Iterator[dict[str, str]]:
        """What a browser that shows the page is told, as it comes."""
        with closing(self._connection()) as connection:
            connection.request("GET", f"/.preview/events/{page}")
            with connection.getresponse() as answer:
                while line := answer.readline():
                    if line.startswith(b"data: "):
                        yield json.loads(line.removeprefix(b"data: "))

    def _connection(self) -> http.client.HTTPConnection:
        place = urlsplit(self.address)
        return http.client.HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)


@contextmanager
def running(
    folder: Path,
    rows: Rows | None = None,
    workspace: Workspace | None = None,
    day: date = AS_OF,
) -> Iterator[Running]:
    """A preview of a street in a folder, from its first pages until the test is done."""
    workbook = folder / "street.xlsx"
    if not workbook.exists():
        write_workbook(sheet(small_street() if rows is None else rows), workbook)
    told: Queue[Event | BaseException | None] = Queue()
    opened: Queue[str] = Queue()
    preview = Preview(
        PreviewRequest(
            workspace=workspace or workspace_for(folder, workbook),
            day=lambda: day,
            tell=told.put,
            explain=passing_sentence,
            now=lambda: NOON,
        )
    )

    def run() -> None:
        try:
            preview.run(opened.put)
        except BaseException as error:  # it is the test's to raise
            told.put(error)
        told.put(None)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield Running(workbook=workbook, address=opened.get(timeout=SECONDS), told=told)
    finally:
        preview.stop()
        thread.join(SECONDS)


@contextmanager
def ready(folder: Path, rows: Rows | None = None) -> Iterator[Running]:
    """The same, once its first pages lie ready."""
    with running(folder, rows) as preview:
        preview.next(Renewed)
        yield preview
