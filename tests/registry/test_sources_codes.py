"""Every code of the sources: its words, and something that raises it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from registry.locale import load_locale
from registry.result_list import FindingList
from registry.sources import (
    SourceAddress,
    SourceError,
    open_snapshot,
    open_source,
    set_up_sheet,
    write_results,
)
from registry.sources import csv_folder as csv_module
from registry.sources.google import (
    GoogleSheet,
    NewCell,
    NewColumn,
    NewTab,
    Patience,
    read_account,
    spreadsheet_id,
)
from registry.sources.webdav import WebFile
from tests.google_emulator import (
    ADDRESS,
    ID,
    Emulator,
    Fault,
    Tab,
    cut,
    drop,
    refuse,
    send,
    serving,
    tabs_of,
    text_value,
    write_key,
)
from tests.registry.sheets import ROWS, sheet

CODE = re.compile(r"S[0-9]{3}")
QUICK = Patience(seconds=1.0, request_seconds=0.3, first_wait=0.001)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOTHING = FindingList(heading="", lines=(), moving=0, columns=(), rows=())

CONTENTS: dict[str, tuple[str, bytes]] = {
    "S003": ("book.xlsx", b"PK\x03\x04 cut off"),
    "S005": ("folder/policies.csv", b"\0"),
    "S007": ("folder/policies.csv", '编号,名称\nP1,"没有结束'.encode()),
    "S008": ("book.xls", OLE + "Workbook".encode("utf-16-le")),
    "S009": ("book.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "S010": ("policies.csv", "编号,名称\n".encode()),
    "S011": ("book.xlsx", b"%PDF-1.7\n"),
    "S012": ("book.xlsx", b""),
}
FAULTS: dict[str, Fault] = {
    "S023": refuse(403, "PERMISSION_DENIED"),
    "S025": drop,
    "S026": refuse(429, "RESOURCE_EXHAUSTED", "99"),
    "S027": refuse(400, "INVALID_ARGUMENT"),
    "S028": refuse(403, "accessNotConfigured"),
    "S029": refuse(404, "NOT_FOUND"),
    "S030": partial(send, status=200, data="[]"),
}


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with serving(Emulator(tabs_of(sheet(ROWS)))) as running:
        yield running


@pytest.fixture(autouse=True)
def as_new(emulator: Emulator) -> None:
    emulator.faults.clear()
    emulator.token_faults.clear()
    emulator.before_each = lambda: None


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(SourceError) as caught:
        action()
    error = caught.value
    words = load_locale().messages[error.code]
    assert "{" not in words["text"].format(**error.values)
    assert words["remedy"].format(**error.values)
    return error.code


def google(emulator: Emulator, folder: Path) -> GoogleSheet:
    account = read_account(write_key(folder, emulator.address))
    return GoogleSheet(ID, account, QUICK, emulator.address)


@pytest.mark.parametrize("code", CONTENTS)
def test_a_file_that_is_no_sheet_is_named_for_what_it_is(tmp_path: Path, code: str) -> None:
    name, content = CONTENTS[code]
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert code_of(lambda: open_snapshot(path.parent if "/" in name else path)) == code


def test_a_place_without_a_sheet_is_told(tmp_path: Path) -> None:
    assert code_of(lambda: open_snapshot(tmp_path / "book.xlsx")) == "S001"
    assert code_of(lambda: open_snapshot(tmp_path)) == "S002"
    assert code_of(lambda: open_source(SourceAddress(text="ftp://sheet.example/1"))) == "S002"


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_module, "MAX_FILE_BYTES", 1)
    (tmp_path / "policies.csv").write_text("编号", "utf-8")
    assert code_of(lambda: open_snapshot(tmp_path)) == "S004"


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Path) -> bytes:
        raise PermissionError

    (tmp_path / "book.xlsx").touch()
    monkeypatch.setattr(Path, "read_bytes", locked)
    assert code_of(lambda: open_snapshot(tmp_path / "book.xlsx")) == "S006"


def test_a_file_that_grows_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, sizes = tmp_path / "book.xlsx", count(1)

    def growing(read: Path) -> bytes:
        read.write_bytes(b"x" * next(sizes))
        return b""

    path.touch()
    monkeypatch.setattr(Path, "read_bytes", growing)
    assert code_of(lambda: open_snapshot(path)) == "S013"


def test_an_address_or_a_key_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("{}", "utf-8")
    assert code_of(lambda: spreadsheet_id("https://docs.google.com/document/d/1/edit")) == "S020"
    assert code_of(lambda: read_account(None)) == "S021"
    assert code_of(lambda: open_source(SourceAddress(text=ADDRESS))) == "S021"
    assert code_of(lambda: read_account(tmp_path / "key.json")) == "S022"


@pytest.mark.parametrize("code", FAULTS)
def test_what_google_answers_is_told(emulator: Emulator, tmp_path: Path, code: str) -> None:
    emulator.faults.extend([FAULTS[code]] * 20)
    assert code_of(google(emulator, tmp_path).snapshot) == code


def test_a_key_that_was_withdrawn_is_told(emulator: Emulator, tmp_path: Path) -> None:
    emulator.token_faults.extend([refuse(400, "invalid_grant")] * 5)
    assert code_of(google(emulator, tmp_path).snapshot) == "S024"


def test_a_spreadsheet_that_changes_all_the_time_is_told(
    emulator: Emulator, tmp_path: Path
) -> None:
    def edit() -> None:
        emulator.version += 1

    emulator.before_each = edit
    assert code_of(google(emulator, tmp_path).snapshot) == "S031"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (drop, "S032"),
        (refuse(500, "INTERNAL"), "S032"),
        (refuse(401, "UNAUTHENTICATED"), "S033"),
        (refuse(403, "PERMISSION_DENIED"), "S033"),
        (refuse(404, "NOT_FOUND"), "S001"),
    ],
)
def test_what_a_server_of_files_answers_is_told(
    emulator: Emulator, fault: Fault, code: str
) -> None:
    emulator.faults.append(fault)
    assert code_of(WebFile(address=f"{emulator.address}/book.xlsx").snapshot) == code


def test_a_login_that_others_could_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine nas.example login a password b\n", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert code_of(WebFile(address="http://nas.example/book.xlsx").snapshot) == "S044"


def test_half_a_file_is_told() -> None:
    with serving(Emulator([])) as other:
        other.faults.append(cut)
        assert code_of(WebFile(address=f"{other.address}/book.xlsx").snapshot) == "S032"


def test_results_that_cannot_be_shown_are_told(emulator: Emulator, tmp_path: Path) -> None:
    sheets, key = google(emulator, tmp_path), write_key(tmp_path, emulator.address)
    write = partial(sheets.write_results, NOTHING, "another revision", read_account(key))
    assert code_of(write) == "S035"
    emulator.tabs.append(Tab(title="检查结果", rows=[[text_value("我自己的")]], number=900))
    assert code_of(write) == "S034"
    del emulator.tabs[-1]


@pytest.mark.parametrize(("text", "code"), [("book.xlsx", "S036"), (ADDRESS, "S037")])
def test_a_place_that_cannot_show_results_is_told(text: str, code: str) -> None:
    assert code_of(lambda: write_results(SourceAddress(text=text), NOTHING, "1")) == code


def test_a_spreadsheet_that_cannot_be_set_up_is_told(tmp_path: Path) -> None:
    columns = (NewColumn(width=10),)
    long = NewTab(
        title="甲", columns=columns, rows={1: (NewCell(value="长" * 50_001),)}, last_row=2
    )
    short = replace(long, rows={1: (NewCell(value="短"),)})
    many = replace(
        long, rows={row: (NewCell(value="长" * 40_000),) for row in range(2, 20)}, last_row=20
    )
    with serving(Emulator([Tab(title="Sheet1", rows=[], number=0)])) as empty:
        sheets, writer = google(empty, tmp_path), read_account(write_key(tmp_path, empty.address))
        assert code_of(lambda: sheets.set_up([long], writer)) == "S041"
        empty.is_writer_shared = False
        assert code_of(lambda: sheets.set_up([short], writer)) == "S042"
        empty.is_writer_shared = True
        empty.faults.extend([None, None, refuse(400, "INVALID_ARGUMENT")])
        assert code_of(lambda: sheets.set_up([many], writer)) == "S040"
        assert code_of(lambda: sheets.set_up([short], writer)) == "S039"
    assert code_of(lambda: set_up_sheet(SourceAddress(text=ADDRESS), [])) == "S043"


def worded() -> list[str]:
    return [key for key in load_locale().messages if CODE.fullmatch(key)]


def test_every_code_that_is_raised_has_words_and_the_other_way_round() -> None:
    package = Path(open_source.__code__.co_filename).parent
    source = "\n".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    assert set(re.findall(r'"(S[0-9]{3})"', source)) == set(worded())


def test_every_code_is_raised_here() -> None:
    raised = {*CONTENTS, *FAULTS, *re.findall(r'"(S[0-9]{3})"', Path(__file__).read_text("utf-8"))}
    assert raised == set(worded())


@pytest.mark.parametrize("code", worded())
def test_every_code_has_title_text_and_remedy(code: str) -> None:
    words = load_locale().messages[code]
    assert words.keys() == {"title", "text", "remedy"}
    assert all(words.values())
    blanks = {
        name for text in words.values() for _, name, _, _ in string.Formatter().parse(text) if name
    }
    assert blanks <= {"name", "line", "kind", "account"}


def test_a_login_in_an_address_is_refused_without_being_told() -> None:
    with pytest.raises(SourceError) as caught:
        open_source(SourceAddress(text="https://bob:secret@example.org/x.xlsx"))
    assert caught.value.code == "S038"
    assert "secret" not in str(caught.value)
