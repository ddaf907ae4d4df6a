"""A task at Google ends within its minute, whatever is answered and however slowly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError
from google.oauth2.service_account import Credentials
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from registry.sources import PATIENCE, SourceError
from registry.sources.google import Account, GoogleSheet, Patience, read_account, transport
from registry.sources.google.patience import within
from tests.google_emulator import ID, Emulator, Fault, serving, tabs_of, write_key
from tests.registry.google_sheets import calls, refused, source
from tests.registry.sheets import ROWS, sheet
from tests.scale import rounds

T = TypeVar("T")
MINUTE = 60.0
LIMITS = {"tries": 5, "seconds": MINUTE, "request_seconds": 20.0, "first_wait": 1.0}


class Clock:
    """Time that passes only when something takes some."""

    def __init__(self) -> None:
        self.now = 0.0

    def read(self) -> float:
        return self.now

    def take(self, seconds: float) -> None:
        self.now += seconds

    def within(self, work: Callable[[], T], seconds: float, /) -> T:
        """As the real one does: whoever waits goes on when the time is up."""
        end = self.now + seconds
        outcome = work()
        if self.now > end:
            self.now = end
            raise TimeoutError
        return outcome


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What comes after so many seconds, in pieces with a pause before each."""

    seconds: float
    status: int = 200
    version: int = 1
    retry_after: str = ""
    pauses: tuple[float, ...] = ()
    failure: Exception | None = None


@dataclass
class Response:
    """An answer as far as it is looked at."""

    answer: Answer
    clock: Clock
    left: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.left = [*self.answer.pauses, 0.0]
        self.raw = self
        self.status_code = self.answer.status
        self.headers = {"Retry-After": self.answer.retry_after}

    @property
    def ok(self) -> bool:
        return self.status_code < 400

    def __enter__(self) -> Response:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        pass

    def read1(self, _: int, *, decode_content: bool) -> bytes:
        assert decode_content
        if not self.left:
            return b""
        self.clock.take(self.left.pop(0))
        if self.left:
            return b" "
        return json.dumps({"version": str(self.answer.version), "sheets": []}).encode()


class Session:
    """Gives the answers in their order, and the last one for ever; keeps no time limit itself."""

    def __init__(self, answers: Iterator[Answer], clock: Clock) -> None:
        self.answers = answers
        self.clock = clock
        self.asked = 0

    def mount(self, *_: object) -> None:
        pass

    def request(self, **_: object) -> Response:
        self.asked += 1
        answer = next(self.answers)
        self.clock.take(answer.seconds)
        if answer.failure:
            raise answer.failure
        return Response(answer, self.clock)


def endless(answers: list[Answer]) -> Iterator[Answer]:
    yield from answers
    while True:
        yield answers[-1]


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """An account whose key is understood once: that takes longer than a thousand answers."""
    account = read_account(write_key(tmp_path_factory.mktemp("key"), "http://127.0.0.1:9"))
    real = Credentials.from_service_account_info
    known = real(dict(account.info))  # type: ignore[no-untyped-call]  # the library has no types

    def understood(info: dict[str, object], scopes: list[str]) -> object:
        return known if info == dict(account.info) else real(info, scopes=scopes)  # type: ignore[no-untyped-call]  # likewise

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Credentials, "from_service_account_info", understood)
        yield account


def duration(account: Account, answers: list[Answer], part: float = 1.0) -> tuple[float, str]:
    """Seconds that reading a sheet takes by the limits that everybody has; how it ended."""
    clock = Clock()
    session = Session(endless(answers), clock)
    patience = Patience(clock=clock.read, sleep=clock.take, part=lambda: part, limit=clock.within)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "AuthorizedSession", lambda *_, **__: session)
        try:
            GoogleSheet(ID, account, patience).snapshot()
        except SourceError as error:
            return clock.now, error.code
    return clock.now, ""


seconds = st.one_of(st.sampled_from([0.0, 4.9, 19.9, 20.1, 59.9, 1e6]), st.floats(0.0, 90.0))
failures = st.sampled_from(
    [
        None,
        None,
        requests.ConnectionError(),
        requests.ReadTimeout(),
        TransportError(),  # type: ignore[no-untyped-call]  # the library has no types
        RefreshError(retryable=True),  # type: ignore[no-untyped-call]  # likewise
        RefreshError(),  # type: ignore[no-untyped-call]  # likewise
    ]
)
answers = st.builds(
    Answer,
    seconds=seconds,
    status=st.sampled_from([200, 200, 200, 401, 403, 404, 408, 429, 500, 502, 503, 504]),
    version=st.integers(1, 2),
    retry_after=st.sampled_from(
        ["", "0", "1", "30", "59", "61", "9" * 400, "soon", "Fri, 31 Dec 9999 23:59:59 GMT"]
    ),
    pauses=st.lists(seconds, max_size=4).map(tuple),
    failure=failures,
)


def test_what_everybody_has_is_the_minute_that_the_manual_tells() -> None:
    assert {key: getattr(PATIENCE, key) for key in LIMITS} == LIMITS
    assert Patience() == PATIENCE
    assert (PATIENCE.clock, PATIENCE.sleep) == (time.monotonic, time.sleep)
    assert PATIENCE.limit is within


@settings(
    max_examples=rounds(300, 20_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(answers=st.lists(answers, min_size=1, max_size=30), part=st.floats(0.0, 1.0))
@example(answers=[Answer(seconds=1e6)], part=1.0)
@example(answers=[Answer(seconds=59.9, status=429, retry_after="0")], part=0.0)
@example(answers=[Answer(seconds=0.0, status=429, retry_after="59")] * 30, part=1.0)
def test_no_answers_keep_a_task_longer_than_its_minute(
    account: Account, answers: list[Answer], part: float
) -> None:
    taken, _ = duration(account, answers, part)
    assert taken <= MINUTE


@pytest.mark.parametrize(
    ("answers", "code", "taken"),
    [
        ([Answer(seconds=1e6)], "S025", 60.0),
        ([Answer(seconds=0.0, pauses=(15.0,) * 9)], "S025", 60.0),
        ([Answer(seconds=8.0, status=503)], "S027", 55.0),
        ([Answer(seconds=11.0, status=503)], "S025", 60.0),
        ([Answer(seconds=0.0, status=429, retry_after="25")], "S026", 50.0),
        ([Answer(seconds=0.0, status=429, retry_after="61")], "S026", 0.0),
        ([Answer(seconds=0.0, status=503)], "S027", 15.0),
        ([Answer(seconds=0.0)], "", 0.0),
    ],
)
def test_a_task_takes_what_its_answers_and_waits_add_up_to(
    account: Account, answers: list[Answer], code: str, taken: float
) -> None:
    assert duration(account, answers) == (taken, code)


def test_work_that_takes_too_long_is_not_waited_for() -> None:
    gate, start = threading.Event(), time.monotonic()
    with pytest.raises(TimeoutError):
        within(gate.wait, 0.05)
    assert 0.04 < time.monotonic() - start < 5.0
    gate.set()


def test_work_in_time_gives_or_raises_what_it_does() -> None:
    def fail() -> None:
        raise KeyError("own")

    assert within(lambda: 5, 60.0) == 5
    with pytest.raises(KeyError, match="own"):
        within(fail, 60.0)


SHORT = Patience(seconds=0.5, request_seconds=0.4, first_wait=0.001)


def dripping_header(handler: BaseHTTPRequestHandler) -> None:
    """A header that does not end: each drop is in time for a connection that waits for the next."""
    for _ in range(60):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("of_token", [False, True], ids=["answer", "token"])
def test_a_header_that_drips_ends_in_time(tmp_path: Path, *, of_token: bool) -> None:
    with serving(Emulator(tabs_of(sheet(ROWS)))) as emulator:
        faults: list[Fault] = [dripping_header] * 9
        (emulator.token_faults if of_token else emulator.faults).extend(faults)
        google = source(emulator, tmp_path, SHORT)
        google._open()  # the libraries take their time only once
        start = time.monotonic()
        assert refused(google) == "S025"
        assert time.monotonic() - start < 4.0


def test_nothing_is_sent_for_a_task_that_gave_up(tmp_path: Path) -> None:
    token = b'{"access_token": "late", "expires_in": 3600}'
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(token)}\r\n\r\n".encode()
    with serving(Emulator(tabs_of(sheet(ROWS)))) as emulator:
        given = threading.Event()

        def late(handler: BaseHTTPRequestHandler) -> None:
            for part in (head[:5], head[5:9], head[9:], token[:5], token[5:9], token[9:]):
                time.sleep(0.2)
                handler.wfile.write(part)
                handler.wfile.flush()
            given.set()

        emulator.token_faults.append(late)
        assert refused(source(emulator, tmp_path, SHORT)) == "S025"
        assert given.wait(5.0)
        time.sleep(0.2)
        assert calls(emulator) == []
