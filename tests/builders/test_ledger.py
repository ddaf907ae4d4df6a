from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.editions import Edition
from builders.ledger import (
    Ledger,
    LedgerError,
    Record,
    newest_day,
    numbered_anew,
    read_ledger,
    record_path,
)
from builders.trees import write_file

RECORD = Record(
    whole=Edition(since=date(2026, 7, 1), digest="7f3a90c2"),
    editions={"p/P001.html": Edition(since=date(2026, 3, 1), digest="00000001")},
    entries={"policies/P001": {"name": "最低生活保障"}},
)
DRIFTED = '{"whole": "2026-07-01-7f3a90c2", "editions": {}, "entries": {"policies/P001": "x"}}'


def test_a_record_comes_back_from_its_file(tmp_path: Path) -> None:
    write_file(tmp_path / record_path("public", 1, RECORD), RECORD.to_json())
    write_file(tmp_path / record_path("private/S06", 1, RECORD), RECORD.to_json())
    ledger = read_ledger(tmp_path)
    assert ledger == Ledger(public=(RECORD,), stations={"S06": (RECORD,)})


def test_records_come_back_in_the_order_of_publication(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        record = Record(
            whole=Edition(since=date(2026, 7, 1), digest=f"{number:08d}"), editions={}, entries={}
        )
        write_file(tmp_path / record_path("public", number, record), record.to_json())
    digests = [int(record.whole.digest) for record in read_ledger(tmp_path).public]
    assert digests == [1, 2, 10]


def test_an_absent_ledger_is_empty(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none") == Ledger()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"whole": "2026"}', DRIFTED])
def test_a_damaged_ledger_is_named_and_never_cut_short(tmp_path: Path, text: str) -> None:
    path = tmp_path / "public" / "00001-x.json"
    write_file(path, text.encode())
    with pytest.raises(LedgerError) as caught:
        read_ledger(tmp_path)
    assert caught.value.path == path


def test_a_withdrawn_record_counts_no_more_and_its_number_is_not_given_again(
    tmp_path: Path,
) -> None:
    path = record_path("public", 1, RECORD)
    write_file(tmp_path / path, RECORD.to_json())
    write_file(tmp_path / f"{path}.withdrawn", b"")
    assert read_ledger(tmp_path).public == ()
    (again,) = numbered_anew(tmp_path, {path: b""})
    assert again == record_path("public", 2, RECORD)


def test_the_newest_day_is_that_of_the_newest_edition_which_counts(tmp_path: Path) -> None:
    assert newest_day(tmp_path) is None
    for name in (
        "public/00001-2026-07-01-7f3a90c2.json",
        "private/S06/00001-2026-07-03-7f3a90c2.json",
        "private/S06/00002-2030-01-01-7f3a90c2.json",
        "private/S06/00002-2030-01-01-7f3a90c2.json.withdrawn",
    ):
        write_file(tmp_path / name, b"")
    assert newest_day(tmp_path) == date(2026, 7, 3)


def test_a_record_whose_name_tells_no_day_is_refused(tmp_path: Path) -> None:
    write_file(tmp_path / "public" / "notes.json", b"")
    with pytest.raises(LedgerError, match=r"notes\.json"):
        newest_day(tmp_path)
