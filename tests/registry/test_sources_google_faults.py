"""What goes wrong between us and Google, over real HTTP on loopback: tried again, or told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from registry.sources import SourceError
from registry.sources.google import GoogleSheet, Patience, read_account
from tests.google_emulator import (
    EMAIL,
    ID,
    Emulator,
    Fault,
    cut,
    drop,
    hang,
    page,
    refuse,
    send,
    serving,
    tabs_of,
    write_key,
)
from tests.registry.google_sheets import QUICK, as_workbook, calls, refused, source
from tests.registry.sheets import ROWS, sheet


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with serving(Emulator(tabs_of(sheet(ROWS)))) as running:
        yield running


FAULTS: dict[str, tuple[Fault, str]] = {
    "request timeout": (refuse(408, "DEADLINE"), "S027"),
    "too many": (refuse(429, "RESOURCE_EXHAUSTED"), "S026"),
    "too many, says when": (refuse(429, "RESOURCE_EXHAUSTED", "0"), "S026"),
    "rate limit as forbidden": (refuse(403, "userRateLimitExceeded"), "S026"),
    "internal": (refuse(500, "INTERNAL"), "S027"),
    "unavailable": (refuse(503, "UNAVAILABLE"), "S027"),
    "gateway page": (page(502), "S027"),
    "dropped": (drop, "S025"),
    "cut": (cut, "S025"),
    "hanging": (hang(1.0), "S025"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_passes_is_tried_again(emulator: Emulator, tmp_path: Path, name: str) -> None:
    emulator.faults.extend([None, FAULTS[name][0], FAULTS[name][0]])
    assert source(emulator, tmp_path).snapshot() == as_workbook(tmp_path)


@pytest.mark.parametrize("name", FAULTS)
def test_what_does_not_pass_ends_in_a_sentence(
    emulator: Emulator, tmp_path: Path, name: str
) -> None:
    fault, code = FAULTS[name]
    emulator.faults.extend([fault] * 50)
    start = time.monotonic()
    assert refused(source(emulator, tmp_path)) == code
    assert time.monotonic() - start < QUICK.seconds + 2 * QUICK.request_seconds
    assert len(calls(emulator)) <= QUICK.tries


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (refuse(403, "PERMISSION_DENIED"), "S023"),
        (refuse(403, "accessNotConfigured"), "S028"),
        (refuse(404, "NOT_FOUND"), "S029"),
        (refuse(400, "INVALID_ARGUMENT"), "S027"),
    ],
)
def test_what_no_second_try_mends_is_told_at_once(
    emulator: Emulator, tmp_path: Path, fault: Fault, code: str
) -> None:
    emulator.faults.append(fault)
    assert refused(source(emulator, tmp_path)) == code
    assert len(calls(emulator)) == 1


def test_a_sheet_that_is_not_shared_names_the_account_to_share_it_with(
    emulator: Emulator, tmp_path: Path
) -> None:
    emulator.is_shared = False
    with pytest.raises(SourceError) as caught:
        source(emulator, tmp_path).snapshot()
    assert (caught.value.code, caught.value.values["account"]) == ("S023", EMAIL)


def test_a_token_that_ran_out_is_renewed(emulator: Emulator, tmp_path: Path) -> None:
    emulator.faults.extend([None, refuse(401, "UNAUTHENTICATED")])
    assert source(emulator, tmp_path).snapshot() == as_workbook(tmp_path)


def test_a_key_that_was_withdrawn_is_told(emulator: Emulator, tmp_path: Path) -> None:
    emulator.token_faults.extend([refuse(400, "invalid_grant")] * 5)
    assert refused(source(emulator, tmp_path)) == "S024"


def test_a_machine_that_is_not_there_ends_within_the_patience(tmp_path: Path) -> None:
    account = read_account(write_key(tmp_path, "http://127.0.0.1:9"))
    assert refused(GoogleSheet(ID, account, QUICK, "http://127.0.0.1:9")) == "S025"


def test_the_server_says_how_long_to_wait(emulator: Emulator, tmp_path: Path) -> None:
    waits: list[float] = []
    emulator.faults.append(refuse(429, "RESOURCE_EXHAUSTED", "7"))
    patient = Patience(sleep=waits.append, part=lambda: 0.5)
    source(emulator, tmp_path, patient).snapshot()
    assert waits == [7.0]


def test_a_wait_past_the_end_is_not_begun(emulator: Emulator, tmp_path: Path) -> None:
    waits: list[float] = []
    emulator.faults.append(refuse(429, "RESOURCE_EXHAUSTED", "61"))
    assert refused(source(emulator, tmp_path, Patience(sleep=waits.append))) == "S026"
    assert waits == []


@pytest.mark.parametrize("answer", ["[]", "{}", "no JSON", '{"sheets": 5}', '{"sheets": [7]}'])
def test_an_answer_that_makes_no_sense_is_refused(
    emulator: Emulator, tmp_path: Path, answer: str
) -> None:
    def odd(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 200, answer)

    emulator.faults.extend([odd])
    assert refused(source(emulator, tmp_path)) == "S030"


@pytest.mark.parametrize(
    "answer",
    ["[]", "null", '{"access_token": 5}', '{"access_token": "é", "expires_in": "abc"}', "no"],
)
def test_a_token_that_is_none_is_told(emulator: Emulator, tmp_path: Path, answer: str) -> None:
    emulator.token_faults.extend([lambda handler: send(handler, 200, answer)] * 5)
    assert refused(source(emulator, tmp_path)) in {"S024", "S025"}


def test_an_answer_that_drips_ends_in_time(emulator: Emulator, tmp_path: Path) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(20):
            handler.wfile.write(b" ")
            time.sleep(0.1)

    emulator.faults.extend([drip] * 9)
    start = time.monotonic()
    assert refused(source(emulator, tmp_path)) == "S025"
    assert time.monotonic() - start < QUICK.seconds + 2 * QUICK.request_seconds
