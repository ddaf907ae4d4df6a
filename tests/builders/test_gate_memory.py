"""What is kept of a gate from one build to the next: it saves time, and changes nothing."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from builders.gate import read_gate_memory, write_gate_memory
from builders.gate.make import MadeGate, make_gate
from builders.gate.own import WRITTEN
from builders.gate.told import GateMemory
from builders.ledger import Ledger
from builders.release import COVERED
from builders.shown import shown_on
from registry.check import check
from tests.builders.leaks import CONFIG, NOTE, PHONE, secret_rows, with_note
from tests.registry.sheets import AS_OF, Rows, sheet, with_cells


def made(rows: Rows, memory: GateMemory | None = None) -> MadeGate:
    snapshot = sheet(rows)
    registry = check(snapshot, AS_OF).registry
    shown = shown_on(registry, AS_OF)
    return make_gate(snapshot, registry, shown, Ledger(), site_config=CONFIG, memory=memory)


CHANGES = {
    "nothing": secret_rows(),
    "another public text": with_cells("policies", "P001", secret_rows(), summary="另一句话。"),
    "a value told in public": with_cells("policies", "P001", secret_rows(), summary=NOTE),
    "a phone told in public": with_cells("policies", "P001", secret_rows(), summary=f"打{PHONE}。"),
    "another private value": with_note("新来的秘密"),
}


@pytest.mark.parametrize("before", CHANGES)
@pytest.mark.parametrize("after", CHANGES)
def test_a_gate_made_with_memory_is_the_gate_made_without(before: str, after: str) -> None:
    memory = made(CHANGES[before]).memory
    assert made(CHANGES[after], memory).gate == made(CHANGES[after]).gate


@pytest.mark.parametrize("sign", ["\ue000", "\0", "\n", '", "'], ids=ascii)
def test_no_sign_in_a_value_makes_two_sets_of_values_one(sign: str) -> None:
    def notes(*texts: str, summary: str) -> Rows:
        first, second = texts
        return with_cells(
            "policies", "P001", internal_note=first, advisor_hint=second, summary=summary
        )

    before = notes(f"zzaaaa{sign}zzbbbb", "zzcccc", summary="公开的 zzcccc")
    after = notes("zzaaaa", f"zzbbbb{sign}zzcccc", summary="公开的 zzcccc")
    assert made(after, made(before).memory).gate == made(after).gate


def test_a_value_is_a_secret_again_once_no_public_cell_says_it() -> None:
    told = made(CHANGES["a value told in public"])
    again = made(CHANGES["nothing"], told.memory)
    page = f"<p>{NOTE}</p>".encode()
    assert told.gate.search("a.html", page) == ()
    assert len(again.gate.search("a.html", page)) == 1


def test_the_memory_comes_back_from_its_file_and_gives_no_value_away(tmp_path: Path) -> None:
    memory = made(CHANGES["a phone told in public"]).memory
    path = tmp_path / "gate.json"
    write_gate_memory(path, memory)
    again = made(CHANGES["nothing"], read_gate_memory(path))
    assert read_gate_memory(path).key == memory.key
    assert again.gate == made(CHANGES["nothing"]).gate
    content = path.read_text("utf-8")
    assert content.isascii()
    assert "\\u" not in content
    assert "".join(filter(str.isdigit, PHONE)) not in content


@pytest.mark.parametrize("damage", ["absent", "cut", "altered", "binary"])
def test_a_damaged_memory_counts_as_none(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "gate.json"
    write_gate_memory(path, made(CHANGES["nothing"]).memory)
    content = path.read_bytes()
    if damage == "absent":
        path.unlink()
    else:
        altered = content.replace(b"[[]", b"[[1]", 1)
        path.write_bytes({"cut": content[:-9], "altered": altered, "binary": b"\xff\x00"}[damage])
    assert read_gate_memory(path) == GateMemory()


def test_whatever_the_program_says_belongs_to_its_release() -> None:
    # What its texts say is kept for a release: a file beyond it could change unnoticed.
    package = Path(str(files("builders")))
    folders = [package / "templates", package / "typeset" / "templates", package / "locales"]
    found = {path.suffix for folder in folders for path in folder.rglob("*") if path.is_file()}
    assert found & set(WRITTEN) <= set(COVERED)
