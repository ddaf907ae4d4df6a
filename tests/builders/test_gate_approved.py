"""The gate of a sheet in which a row waits while outputs show it as it was approved."""

from __future__ import annotations

import pytest

from builders.gate import Gate, make_gate
from builders.ledger import Ledger
from builders.shown import shown_on
from registry.approval import approved_rows, with_approved
from registry.check import check
from tests.builders.leaks import CONFIG
from tests.registry.sheets import sheet
from tests.small_street import AS_OF, rows_with, small_street

OLD_LIAISON = "旧的对接人甲乙丙"
NEW_LIAISON = "新的对接人丁戊己"
NEW_CONTENT = "新的内容还没审核"
NOTE = "办公室自己的秘密"


@pytest.fixture(scope="module")
def gate() -> Gate:
    """R001 is for S01 alone; it was approved with another content and another liaison."""
    before = rows_with(small_street(), "resources", 0, liaison=OLD_LIAISON)
    now = rows_with(
        before,
        "resources",
        0,
        liaison=NEW_LIAISON,
        content=NEW_CONTENT,
        internal_note=NOTE,
        referral=OLD_LIAISON,
        status="待审核",
    )
    snapshot = sheet(now)
    approved, restored = with_approved(snapshot, approved_rows(sheet(before)))
    assert restored
    registry = check(approved, AS_OF).registry
    shown = shown_on(registry, AS_OF)
    return make_gate(
        snapshot, registry, shown, Ledger(), site_config=CONFIG, approved=approved
    ).gate


@pytest.mark.parametrize("reader", ["", "S01", "S02"])
@pytest.mark.parametrize("text", [NEW_CONTENT, NEW_LIAISON, NOTE])
def test_what_waits_is_for_nobody(gate: Gate, text: str, reader: str) -> None:
    asked = gate.for_station(reader) if reader else gate
    assert len(asked.search("a.txt", text.encode())) == 1


@pytest.mark.parametrize(("reader", "hits"), [("", 1), ("S01", 0), ("S02", 1)])
def test_what_was_approved_is_for_those_who_were_shown_it(
    gate: Gate, reader: str, hits: int
) -> None:
    asked = gate.for_station(reader) if reader else gate
    assert len(asked.search("a.txt", OLD_LIAISON.encode())) == hits
