from __future__ import annotations

import pytest

from builders.typeset.glyphs import missing_characters
from registry.check import check
from registry.diagnostics import Diagnostic, Severity
from registry.locale import load_locale
from registry.report import explain
from tests.registry.sheets import AS_OF, ROWS, Rows, headers, letter, sheet, with_cells, with_table

RARE = "\U0001f3e5"  # a hospital in pictures, which no printing font has
NAMED = {"name": f"助浴{RARE}"}


def lacking(rows: Rows) -> list[Diagnostic]:
    found = check(sheet(rows), AS_OF, missing_characters).diagnostics
    return [problem for problem in found if problem.code == "C090"]


@pytest.mark.parametrize(
    ("state", "severity"), [("已审核", Severity.ERROR), ("草稿", Severity.WARNING)]
)
def test_a_sign_that_cannot_be_printed_is_told_at_its_cell(state: str, severity: Severity) -> None:
    (problem,) = lacking(with_cells("resources", "R001", status=state, **NAMED))
    assert (problem.severity, problem.address.cell) == (severity, "B2")
    text = explain(problem, load_locale()).line
    assert all(word in text for word in ("资源库", "第 2 行 B 列", "资源名称"))


def test_a_cell_that_is_not_public_is_not_quoted() -> None:
    (problem,) = lacking(with_cells("contacts", "C001", mobile=f"021-0000 0001({RARE}甲{RARE})"))
    assert problem.address.cell == f"{letter('contacts', 'mobile')}2"
    assert "甲" not in problem.found


def test_what_is_not_printed_may_hold_any_sign() -> None:
    assert lacking(with_cells("policies", "P001", internal_note=RARE, verified_by=RARE)) == []
    assert lacking(with_cells("terms", "need-housing", status="停用", description=RARE)) == []


def test_a_tab_whose_title_was_typed_with_blanks_is_looked_at() -> None:
    rows = with_cells("resources", "R001", **NAMED)
    snapshot = with_table(sheet(rows), "resources", title=" 资源库 ")
    found = check(snapshot, AS_OF, missing_characters).diagnostics
    assert "C090" in {problem.code for problem in found}


def test_unknown_columns_are_not_printed() -> None:
    snapshot = with_table(sheet(), "policies", headers=(*headers(sheet(), "policies"), RARE))
    found = check(snapshot, AS_OF, missing_characters).diagnostics
    assert "C090" not in {problem.code for problem in found}


def test_rare_characters_of_names_can_be_printed() -> None:
    assert lacking(with_cells("policies", "P001", alert="镕、喆、旻、堃、祎、珺、䶮")) == []


def test_the_sheet_without_slips_prints() -> None:
    assert lacking(ROWS) == []
