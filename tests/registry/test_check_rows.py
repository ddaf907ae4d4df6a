"""Which rows reach the registry, whose problems stop publication, and what may be quoted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from registry.check import check
from registry.diagnostics import Diagnostic, Severity, has_errors
from registry.locale import load_locale
from registry.model import Coverage
from registry.report import explain
from registry.snapshot import Cell, Snapshot
from tests.registry.sheets import (
    AS_OF,
    ROWS,
    codes,
    headers,
    judged,
    only,
    sheet,
    with_cells,
    with_row,
    with_table,
)


def test_the_registry_holds_codes_ids_and_values() -> None:
    registry = judged().registry
    policy, benefit = registry.policies[0], registry.benefits[0]
    assert (policy.level, policy.status, policy.category) == ("city", "approved", "category-basic")
    assert policy.need_dimensions == ("need-economy", "need-housing")
    assert (benefit.amount, benefit.standard) == (Decimal(1700), "series-living")
    assert registry.resources[0].coverage == Coverage(stations=("S01",))


def test_aliases_and_full_width_headers_are_known() -> None:
    snapshot = sheet()
    titles = tuple(
        text.replace("顾问提示(站内)", " 顾问提示（站内）").replace("政策名称", "名称")
        for text in headers(snapshot, "policies")
    )
    assert check(with_table(snapshot, "policies", headers=titles), AS_OF).diagnostics == ()


def test_the_order_of_columns_does_not_matter() -> None:
    snapshot = sheet()
    turned = tuple(
        replace(
            table,
            headers=table.headers[::-1],
            rows=tuple(replace(row, cells=row.cells[::-1]) for row in table.rows),
        )
        for table in snapshot.tables
    )
    assert check(Snapshot(tables=turned), AS_OF).registry == judged().registry


def test_a_row_with_a_fault_in_a_required_cell_is_left_out_with_what_needs_it() -> None:
    outcome = judged(with_cells("policies", "P001", confidence="很高"))
    assert [policy.id for policy in outcome.registry.policies] == ["P002"]
    assert outcome.registry.required_documents == ()
    assert [problem.code for problem in outcome.diagnostics] == ["C001"]


def test_a_fault_in_another_cell_leaves_it_blank() -> None:
    outcome = judged(with_cells("policies", "P001", issued_on="前年"))
    assert outcome.registry.policies[0].issued_on is None


def test_every_reference_in_the_registry_leads_to_a_row() -> None:
    rows = with_cells("resources", "R001", name="")
    rows = with_cells("services", "F001", rows, resources="R001")
    assert judged(rows).registry.services[0].resources == ()


@pytest.mark.parametrize("state", ["草稿", "待审核"])
def test_problems_of_rows_in_work_are_warnings(state: str) -> None:
    spoiled = {"id": "P003", "summary": "", "issued_on": "前年", "status": state}
    outcome = judged(with_row("policies", "P001", **spoiled))
    assert sorted(problem.code for problem in outcome.diagnostics) == ["B003", "C003"]
    assert not has_errors(outcome.diagnostics)


def test_an_approved_row_keeps_its_id_before_a_draft_above_it() -> None:
    rows = with_cells("policies", "P001", status="草稿")
    outcome = judged(with_row("policies", "P001", rows, status="已审核", name="新的"))
    (problem,) = [entry for entry in outcome.diagnostics if entry.code == "B001"]
    assert (problem.severity, problem.address.row) == (Severity.WARNING, 2)
    assert "新的" in [policy.name for policy in outcome.registry.policies]


def test_a_missing_tab_is_told_once_and_not_at_every_reference() -> None:
    for index, table in enumerate(sheet().tables):
        tables = sheet().tables[:index] + sheet().tables[index + 1 :]
        problems = check(Snapshot(tables=tables), AS_OF).diagnostics
        errors = [entry.code for entry in problems if entry.severity is Severity.ERROR]
        assert errors == ["A001"], table.title


def test_a_missing_required_header_is_told_once() -> None:
    left = tuple("" if text == "一句话说明" else text for text in headers(sheet(), "policies"))
    problems = check(with_table(sheet(), "policies", headers=left), AS_OF).diagnostics
    assert [entry.code for entry in problems] == ["A002", "A004"]


def test_a_mistyped_header_gets_the_missing_one_as_suggestion() -> None:
    titles = tuple(text.replace("响应时限", "响应时间") for text in headers(sheet(), "signals"))
    problems = check(with_table(sheet(), "signals", headers=titles), AS_OF).diagnostics
    assert {(entry.code, entry.address.cell) for entry in problems} == {
        ("A002", "G1"),
        ("A004", "G1"),
    }
    assert [entry.suggestion for entry in problems if entry.code == "A004"] == ["响应时限"]


def test_the_editors_own_tabs_are_no_problem() -> None:
    guide = replace(sheet().tables[0], title="说明", headers=("怎么填",), rows=())
    assert check(Snapshot(tables=(guide, *sheet().tables)), AS_OF).diagnostics == ()


def test_a_formula_error_is_told_and_not_read() -> None:
    snapshot = sheet()
    table = snapshot.tables[5]
    cells = [Cell("#N/A", is_error=True) for _ in table.rows[0].cells[15:16]]
    row = replace(
        table.rows[0], cells=(*table.rows[0].cells[:15], *cells, *table.rows[0].cells[16:])
    )
    tables = (
        *snapshot.tables[:5],
        replace(table, rows=(row, *table.rows[1:])),
        *snapshot.tables[6:],
    )
    outcome = check(Snapshot(tables=tables), AS_OF)
    assert [problem.code for problem in outcome.diagnostics] == ["B004"]
    assert outcome.registry.policies[0].fee == ""


def problem_in(tab: str, key: str, **cells: str) -> Diagnostic:
    return only(with_cells(tab, key, **cells))


def test_a_cell_that_is_not_public_is_masked() -> None:
    problem = problem_in("contacts", "C001", mobile="2162510000")
    assert (problem.code, problem.found, problem.suggestion) == ("C009", "2***", "")


def test_every_cell_of_an_internal_row_is_masked() -> None:
    problem = problem_in("resources", "R001", row_visibility="内部", phone="2162510000")
    assert (problem.code, problem.found, problem.suggestion) == ("C009", "2***", "")


def test_a_public_cell_is_quoted_on_one_line() -> None:
    problem = problem_in("policies", "P001", level="请打\n\x1b[31m居委会" + "啊" * 80)
    assert "\n" not in problem.found
    assert "\x1b" not in problem.found
    assert len(problem.found) <= 61


def test_a_reference_to_what_the_public_cannot_see_is_a_warning() -> None:
    rows = with_cells("organizations", "G001", row_visibility="内部")
    problem = only({**ROWS, **rows})
    assert (problem.code, problem.address.tab) == ("D004", "服务清单")


@pytest.mark.parametrize(
    ("tab", "key"), [("organizations", "G001"), ("stations", "S01"), ("terms", "series-living")]
)
def test_a_reference_to_a_retired_row_that_keeps_no_page_is_a_warning(tab: str, key: str) -> None:
    found = judged(with_cells(tab, key, status="停用")).diagnostics
    assert {problem.code for problem in found} - {"B006"} == {"D004"}


def test_internal_rows_may_refer_to_internal_rows() -> None:
    rows = with_cells("organizations", "G001", row_visibility="内部")
    assert codes(with_cells("services", "F001", rows, row_visibility="内部")) == []


def test_retired_terms_and_standards_do_not_count_as_overlapping() -> None:
    rows = with_row("standards", "T002", id="T003", value="1650", status="停用")
    assert codes(rows) == []


def test_next_years_figure_may_wait_as_a_draft() -> None:
    rows = with_row("standards", "T002", id="T003", from_on="2027-07-01", status="草稿")
    assert codes(rows) == []


def test_a_figure_that_denies_to_be_a_payment_passes() -> None:
    text = {"kind": "门槛", "tier": "认定线", "text": "认定线，不是发放额，不发钱", "standard": ""}
    assert codes(with_cells("benefits", "B001", **text)) == []


def test_a_circle_of_successors_is_told_at_each_policy() -> None:
    rows = with_cells("policies", "P001", status="停用", replaced_by="P002")
    rows = with_cells("policies", "P002", rows, status="停用", replaced_by="P001")
    assert codes(rows).count("G010") == 2


@pytest.mark.parametrize("tab", ["stations", "policies"])
def test_a_street_without_anything_to_publish_is_an_error(tab: str) -> None:
    rows = {**ROWS, tab: [row | {"status": "草稿"} for row in ROWS[tab]]}
    problems = [problem for problem in judged(rows).diagnostics if problem.code == "B006"]
    assert [problem.address.tab for problem in problems] == [load_locale().tabs[tab]]


def test_a_state_that_cannot_be_read_is_not_told_twice() -> None:
    rows = {**ROWS, "stations": [row | {"status": "己审核"} for row in ROWS["stations"]]}
    assert "B006" not in codes(rows)


@pytest.mark.parametrize(
    ("column", "slip"), [("category", "生活求助"), ("audiences", "困难老人家廷")]
)
def test_words_of_rows_in_work_are_not_told_to_who_mistypes(column: str, slip: str) -> None:
    terms = [row | {"status": "草稿"} for row in ROWS["terms"]]
    outcome = judged(with_cells("policies", "P001", {**ROWS, "terms": terms}, **{column: slip}))
    (problem,) = [entry for entry in outcome.diagnostics if entry.code == "C002"]
    told = explain(problem, load_locale()).line
    assert not [row["name"] for row in terms if row["name"] in told]


def test_the_name_of_a_station_in_work_is_not_told_to_who_mistypes() -> None:
    rows = with_row("stations", "S01", id="S02", name="还没有公布的二站", status="草稿")
    outcome = judged(with_cells("resources", "R001", rows, coverage="还没有公布的三站"))
    (problem,) = [entry for entry in outcome.diagnostics if entry.code == "C013"]
    assert problem.suggestion == "S02"


def test_the_name_of_the_street_covers_the_whole_street() -> None:
    rows = with_cells("resources", "R001", coverage="示例街道")
    assert judged(rows).registry.resources[0].coverage == Coverage(everywhere=True)


def test_a_missing_column_of_states_is_not_told_again_at_each_reference() -> None:
    left = tuple("" if text == "状态" else text for text in headers(sheet(), "policies"))
    found = check(with_table(sheet(), "policies", headers=left), AS_OF).diagnostics
    assert "D004" not in {problem.code for problem in found}


@pytest.mark.parametrize("count", ["-1", "1.5", "三份", "3份", "9" * 40])
def test_a_whole_number_is_asked_for_in_one_sentence(count: str) -> None:
    problem = problem_in("required_documents", "D001", copies=count)
    told = explain(problem, load_locale()).line
    assert problem.code == "C007"
    assert "单位”一列" not in told
    assert "最低数额" not in told


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_draft_term_with_the_name_of_one_in_force_is_told_and_stops_nothing(place: str) -> None:
    model = next(row for row in ROWS["terms"] if row["id"] == "audience-elders")
    draft = model | {"id": "audience-draft", "status": "草稿"}
    terms = [draft, *ROWS["terms"]] if place == "above" else [*ROWS["terms"], draft]
    found = [one for one in judged({**ROWS, "terms": terms}).diagnostics if one.code == "B005"]
    row = 2 if place == "above" else len(terms) + 1
    assert found
    assert {(one.severity, one.address.row) for one in found} == {(Severity.WARNING, row)}
