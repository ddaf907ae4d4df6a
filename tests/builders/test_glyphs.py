from __future__ import annotations

import pytest

from builders.glyphs import missing_glyphs
from registry.diagnostics import Severity
from registry.locale import load_locale
from registry.report import explain
from registry.snapshot import Cell, Row, Snapshot, Table

RARE = "\U0001f3e5"  # a hospital in pictures, which no printing font has


def sheet(name: str, state: str) -> Snapshot:
    row = Row(number=7, cells=(Cell("R001"), Cell(name), Cell(state)))
    table = Table(title="资源库", headers=("编号", "资源名称", "状态"), rows=(row,))
    return Snapshot(tables=(table,))


@pytest.mark.parametrize(
    ("state", "severity"), [("已审核", Severity.ERROR), ("草稿", Severity.WARNING)]
)
def test_a_character_that_cannot_be_printed_is_told_at_its_cell(
    state: str, severity: Severity
) -> None:
    (problem,) = missing_glyphs(sheet(f"助浴{RARE}", state))
    assert (problem.severity, problem.address.cell) == (severity, "B7")
    text = explain(problem, load_locale()).line
    assert all(word in text for word in ("资源库", "第 7 行 B 列", "资源名称", RARE))


def test_rare_characters_of_names_can_be_printed() -> None:
    assert missing_glyphs(sheet("镕、喆、旻、堃、祎、珺、䶮", "已审核")) == ()
