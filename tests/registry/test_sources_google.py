"""The Google source over real HTTP on loopback: what is read, how often is asked, what fails."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from registry.snapshot import Snapshot
from registry.sources import SourceError, open_snapshot
from registry.sources.google import GoogleSheet, Patience, read_account, spreadsheet_id
from registry.template import write_workbook
from tests.google_emulator import (
    ADDRESS,
    EMAIL,
    ID,
    Emulator,
    Fault,
    Tab,
    cut,
    drop,
    hang,
    number_value,
    page,
    refuse,
    send,
    serving,
    tabs_of,
    text_value,
    write_key,
)
from tests.registry.sheets import ROWS, sheet
from tests.scale import rounds

EDITING = 0.3
"""How likely somebody edits at each point where it could do harm."""

QUICK = Patience(seconds=3.0, request_seconds=0.4, first_wait=0.001)


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with serving(Emulator(tabs_of(sheet(ROWS)))) as running:
        yield running


def source(emulator: Emulator, folder: Path, patience: Patience = QUICK) -> GoogleSheet:
    account = read_account(write_key(folder, emulator.address))
    return GoogleSheet(ID, account, patience, emulator.address)


def as_workbook(folder: Path) -> Snapshot:
    """The same sheet read from a file."""
    path = folder / "sheet.xlsx"
    write_workbook(sheet(ROWS), path)
    return open_snapshot(path)


def calls(emulator: Emulator) -> list[str]:
    return [request for request in emulator.requests if not request.endswith("/token")]


def refused(google: GoogleSheet) -> str:
    with pytest.raises(SourceError) as caught:
        google.snapshot()
    return caught.value.code


def cell_of(emulator: Emulator, folder: Path, value: dict[str, object]) -> tuple[str, set[str]]:
    """The text that a cell is read as, and the codes of what is doubtful about it."""
    emulator.tabs = [Tab(title="自用", rows=[[text_value("一"), text_value("二")], [value]])]
    snapshot = source(emulator, folder).snapshot()
    (table,) = snapshot.tables
    text = table.rows[0].cell(0).text if table.rows else ""
    return text, {doubt.code for doubt in snapshot.doubts}


def test_a_spreadsheet_reads_as_the_same_sheet_elsewhere(
    emulator: Emulator, tmp_path: Path
) -> None:
    assert source(emulator, tmp_path).snapshot() == as_workbook(tmp_path)


def test_fifteen_tabs_take_three_requests_and_a_look_for_changes_one(
    emulator: Emulator, tmp_path: Path
) -> None:
    emulator.tabs += [Tab(title=f"自用{n}", rows=[[text_value("x")]], number=n) for n in range(3)]
    google = source(emulator, tmp_path)
    google.snapshot()
    assert len(calls(emulator)) == 3
    emulator.requests.clear()
    assert google.revision() == "1"
    assert len(calls(emulator)) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (number_value(3, "3"), "3"),
        (number_value(1234.5, "¥1,234.50", "CURRENCY", "¥#,##0.00"), "1234.5"),
        (number_value(45658, "2025年1月1日", "DATE", 'yyyy"年"m"月"d"日"'), "2025-01-01"),
        (number_value(45658, "2025-01-01", "DATE"), "2025-01-01"),
        (number_value(45658, "2025年1月", "DATE", 'yyyy"年"m"月"'), "2025-01"),
        (number_value(0.3, "30%", "PERCENT", "0%"), "30%"),
        (number_value(2162510000, "02162510000", "NUMBER", "00000000000"), "02162510000"),
        ({"effectiveValue": {"boolValue": True}, "formattedValue": "TRUE"}, "是"),
        (text_value("第一行\r\n第二行"), "第一行\n第二行"),
    ],
)
def test_a_cell_reads_as_in_a_workbook(
    emulator: Emulator, tmp_path: Path, value: dict[str, object], text: str
) -> None:
    assert cell_of(emulator, tmp_path, value)[0] == text


def test_a_formula_error_is_told(emulator: Emulator, tmp_path: Path) -> None:
    value: dict[str, object] = {
        "effectiveValue": {"errorValue": {"type": "N_A", "message": "?"}},
        "formattedValue": "#N/A",
    }
    assert cell_of(emulator, tmp_path, value) == ("#N/A", {"R009"})


def test_a_number_too_long_for_a_cell_is_told(emulator: Emulator, tmp_path: Path) -> None:
    value = number_value(310105194912310000, "310105194912310000")
    assert cell_of(emulator, tmp_path, value) == ("310105194912310000", {"R006"})


def test_what_is_hidden_or_merged_is_told_at_its_place(emulator: Emulator, tmp_path: Path) -> None:
    rows = [[text_value("一"), text_value("二")], [text_value("甲"), text_value("乙")]]
    merge = {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    emulator.tabs = [
        Tab(
            title="自用",
            rows=rows,
            hidden=True,
            hidden_rows=(1,),
            hidden_columns=(1,),
            merges=[merge],
        )
    ]
    doubts = source(emulator, tmp_path).snapshot().doubts
    assert {(doubt.code, doubt.row, doubt.column) for doubt in doubts} == {
        ("R001", None, None),
        ("R002", 2, None),
        ("R003", 1, 1),
        ("R004", 2, 0),
        ("R005", 2, 1),
    }


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
    "address",
    [
        "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit",
        "https://docs.google.com/spreadsheets/d/short/edit",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vAbCdEfGhIjKlMnOpQrStUvWxYz/pubhtml",
        "https://docs.google.com.example/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit",
    ],
)
def test_other_addresses_are_no_spreadsheet(address: str) -> None:
    with pytest.raises(SourceError, match="S020"):
        spreadsheet_id(address)


def test_the_address_in_the_browser_will_do() -> None:
    assert spreadsheet_id(ADDRESS) == ID
    assert spreadsheet_id(f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit?usp=x") == ID


@pytest.mark.parametrize("content", ["", "{}", '{"type": "authorized_user"}', "[1]", "\x00"])
def test_another_file_is_no_key(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="S022"):
        read_account(path)


@pytest.mark.soak
def test_a_torn_read_is_never_taken(emulator: Emulator, tmp_path: Path) -> None:
    """One edit changes two tabs; editors are at it before, between and during the requests."""
    head = [text_value("一"), text_value("二")]
    emulator.tabs = [Tab(title=title, rows=[head, []]) for title in ("自用甲", "自用乙")]
    google = source(emulator, tmp_path, Patience(first_wait=0.0001))
    chance = random.Random(7)  # noqa: S311  # where edits fall, not a secret
    edits = 0

    def edit() -> None:
        nonlocal edits
        if chance.random() < EDITING:
            edits += 1
            for tab in emulator.tabs:
                tab.rows[1] = [text_value(f"{edits}")]
            emulator.version += 1

    emulator.before_each = emulator.between_tabs = edit
    edit()
    taken = 0
    while edits < rounds(25, 1000):
        try:
            first, second = google.snapshot().tables
        except SourceError as error:
            assert error.code == "S031"  # noqa: PT017  # either is right, a mixture is not
        else:
            assert first.rows == second.rows
            taken += 1
    assert taken


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
