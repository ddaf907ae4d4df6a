"""Columns and tabs that nobody knows, and figures against their standard: told where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registry.check import check
from registry.diagnostics import Address, Diagnostic, Severity
from registry.snapshot import Cell, Row, Snapshot
from tests.registry.sheets import AS_OF, ROWS, codes, sheet, with_cells
from tests.registry.spoiled import CARD, HOME, ID_NUMBER

FOUND = {"P101": (ID_NUMBER, "1***"), "P103": (CARD, "6***"), "P104": (HOME, "王***")}


@pytest.mark.parametrize("code", FOUND)
def test_personal_data_in_an_unknown_column_is_told_at_its_cell(code: str) -> None:
    text, masked = FOUND[code]
    snapshot = sheet()
    policies = snapshot.tables[5]
    rows = (*policies.rows[:1], _longer(policies.rows[1], text))
    wide = replace(policies, headers=(*policies.headers, "领导批示"), rows=rows)
    tables = (*snapshot.tables[:5], wide, *snapshot.tables[6:])
    problems = [p for p in check(Snapshot(tables=tables), AS_OF).diagnostics if p.code == code]
    place = Address(tab="政策库", row=3, column=len(policies.headers), header="领导批示")
    assert problems == [
        Diagnostic(code=code, severity=Severity.WARNING, address=place, found=masked)
    ]


def _longer(row: Row, text: str) -> Row:
    return replace(row, cells=(*row.cells, Cell(text)))


def test_personal_data_in_an_unknown_tab_is_told_at_its_cell() -> None:
    cells = (Cell("王秀英"), Cell(ID_NUMBER))
    own = replace(sheet().tables[0], title="走访", headers=("甲", "乙"), rows=(Row(7, cells),))
    found = check(Snapshot(tables=(*sheet().tables, own)), AS_OF).diagnostics
    assert [(p.code, p.address) for p in found if p.code[0] == "P"] == [
        ("P101", Address(tab="走访", row=7, column=1, header="乙"))
    ]


@pytest.mark.parametrize(
    ("standard", "benefit", "expected"),
    [
        ("门槛", "定额", ["G012"]),
        ("门槛", "补差", ["G012"]),
        ("门槛", "门槛", []),
        ("补差", "定额", ["G012"]),
        ("补差", "补差", []),
        ("补差", "门槛", []),
        ("定额", "定额", []),
    ],
)
def test_a_figure_is_no_payment_where_its_standard_is_none(
    standard: str, benefit: str, expected: list[str]
) -> None:
    rows = {**ROWS, "standards": [row | {"kind": standard} for row in ROWS["standards"]]}
    assert codes(with_cells("benefits", "B001", rows, kind=benefit)) == expected
