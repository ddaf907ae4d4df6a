"""What a problem quotes, proposes and counts: the values that its sentence is made of."""

from __future__ import annotations

import pytest

from tests.registry.sheets import judged
from tests.registry.spoiled import CELLS

TOLD: dict[str, tuple[str, str, dict[str, str]]] = {
    "B001": ("P001", "", {"row": "2"}),
    "B002": ("一号", "", {"expected": "P001"}),
    "B005": ("老人", "", {"row": "3"}),
    "C001": ("上海是", "上海市", {"expected": "国家、国家与上海市、上海市、长宁区、街道"}),
    "C002": ("生活求助", "基本生活救助", {"expected": "基本生活救助"}),
    "C006": ("1,700元", "1700", {}),
    "C009": ("2162510000", "021-62510000", {}),
    "C013": ("东郊", "东浜", {}),
    "D001": ("P099", "", {"tab": "政策库"}),
    "D002": ("临时救助", "P002", {"tab": "政策库"}),
    "D003": ("P001、P002", "", {"count": "2"}),
    "D004": ("R002", "", {"row": "3", "tab": "资源库"}),
    "E002": ("2026-07-01", "", {"row": "2"}),
    "E003": ("2026-07-01", "", {"row": "2"}),
    "E008": ("2026-07-01", "", {"row": "2"}),
    "E010": ("", "2027-06-30", {"row": "3", "day": "2027-07-01"}),
    "F001": ("2026-09-02", "", {"days": "365", "today": "2026-09-01"}),
    "F003": ("2025-08-01", "", {"days": "365", "today": "2026-09-01"}),
    "F004": ("2027年", "", {"today": "2026-09-01"}),
    "G001": ("每月发放的收入线", "", {"word": "发放"}),
    "G008": ("0.7", "70", {}),
    "G011": ("P002", "", {"row": "3"}),
    "G012": ("定额", "", {"expected": "补差"}),
    "G013": ("1595", "", {"expected": "1700"}),
    "P001": ("1***", "", {}),
    "P002": ("1***", "", {}),
    "P003": ("6***", "", {}),
    "P004": ("王***", "", {}),
    "P101": ("1***", "", {}),
    "P102": ("1***", "", {}),
    "P103": ("6***", "", {}),
    "P104": ("王***", "", {}),
    "T003": ("2026-07-01", "07-01", {}),
    "T005": ("https://www.shanghai.gov.cn/", "www.shanghai.gov.cn", {}),
    "T006": ("街道名称", "", {"row": "2"}),
}


@pytest.mark.parametrize("code", TOLD)
def test_a_problem_tells_what_was_found_and_what_may_be_meant(code: str) -> None:
    (problem,) = [p for p in judged(CELLS[code][0]).diagnostics if p.code == code]
    assert (problem.found, problem.suggestion, dict(problem.values)) == TOLD[code]


@pytest.mark.parametrize("code", sorted(CELLS.keys() - TOLD.keys()))
def test_other_problems_tell_the_cell_as_it_stands(code: str) -> None:
    (problem,) = [p for p in judged(CELLS[code][0]).diagnostics if p.code == code]
    assert (problem.suggestion, dict(problem.values)) == ("", {})
