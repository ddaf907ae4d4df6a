"""What a problem quotes and where it points, where more than one thing could be meant."""

from __future__ import annotations

import pytest

from registry.check import check
from registry.diagnostics import Diagnostic
from registry.snapshot import Snapshot, column_letter
from tests.registry.sheets import AS_OF, ROWS, headers, judged, sheet, with_cells, with_row
from tests.registry.sheets import with_table as changed

ID_NUMBER = "11010519491231002X"
CARD = "6222021234567890128"


def of(code: str, snapshot: Snapshot) -> list[Diagnostic]:
    return [one for one in check(snapshot, AS_OF).diagnostics if one.code == code]


@pytest.mark.parametrize(("found", "code"), [(ID_NUMBER, "P101"), (CARD, "P103")])
def test_a_phone_of_the_office_is_no_place_for_other_numbers(found: str, code: str) -> None:
    rows = with_cells("resources", "R001", liaison_phone=found)
    assert code in {problem.code for problem in judged(rows).diagnostics}


@pytest.mark.parametrize(("wrong", "likely"), [("p009", "P009"), ("第九条", "")])
def test_an_id_in_small_letters_is_proposed_in_large_ones(wrong: str, likely: str) -> None:
    (problem,) = of("B002", sheet(with_row("policies", "P001", id=wrong)))
    assert (problem.found, problem.suggestion) == (wrong, likely)


def test_the_name_of_a_term_counts_beside_its_aliases() -> None:
    first = ROWS["terms"][0]
    rows = with_row("terms", first["id"], id="another-twin", name=first["name"], aliases="另名")
    (problem,) = of("B005", sheet(rows))
    assert problem.found == first["name"]
    assert problem.address.header == "名称"


def test_an_unknown_and_a_doubled_column_are_named_with_their_places() -> None:
    snapshot = sheet()
    titles = headers(snapshot, "policies")
    twice = changed(snapshot, "policies", headers=(*titles, "领导批示", titles[1]))
    (unknown,), (doubled,) = of("A004", twice), of("A005", twice)
    assert (unknown.found, unknown.address.cell) == ("领导批示", f"{column_letter(len(titles))}1")
    assert doubled.found == titles[1]
    assert doubled.values == {"other": "B1"}


def test_missing_columns_are_told_at_the_row_of_headers() -> None:
    snapshot = sheet()
    titles = headers(snapshot, "policies")
    (problem,) = of("A006", changed(snapshot, "policies", headers=("编号", *titles[1:-1])))
    assert problem.address.row == 1


def test_a_tab_without_states_hides_no_other_without_approved_rows() -> None:
    snapshot = sheet(
        with_cells("policies", "P002", with_cells("policies", "P001", status="草稿"), status="草稿")
    )
    titles = tuple(title.replace("状态", "别的") for title in headers(snapshot, "stations"))
    problems = of("B006", changed(snapshot, "stations", headers=titles))
    assert [problem.address.tab for problem in problems] == ["政策库"]
