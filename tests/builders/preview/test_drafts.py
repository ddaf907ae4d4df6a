"""Drafts stand on previewed pages, which say so; no other page does."""

from __future__ import annotations

from builders.preview.drafts import with_drafts
from registry.views.build import public_view
from tests.registry.sheets import AS_OF, ROWS, Rows, judged, with_cells


def names(rows: Rows) -> set[str]:
    return {
        policy.name for policy in public_view(with_drafts(judged(rows).registry), AS_OF).policies
    }


def test_a_registry_without_drafts_is_the_same_one() -> None:
    registry = judged().registry
    assert with_drafts(registry) is registry


def test_drafts_and_pending_rows_are_shown() -> None:
    rows = with_cells("policies", "P001", status="草稿")
    rows = with_cells("policies", "P002", rows, status="待审核")
    assert names(rows) == {"最低生活保障", "临时救助"}


def test_an_internal_draft_stays_internal() -> None:
    rows = with_cells("policies", "P001", status="草稿", row_visibility="内部")
    assert names(rows) == {"临时救助"}


def test_a_retired_row_stays_retired() -> None:
    rows = with_cells("policies", "P001", status="停用")
    shown = public_view(with_drafts(judged(rows).registry), AS_OF).policies
    assert [policy.retired for policy in shown] == [True, False]


def test_a_draft_benefit_stands_with_its_policy() -> None:
    rows = with_cells("benefits", "B001", ROWS, status="草稿")
    shown = public_view(with_drafts(judged(rows).registry), AS_OF).policies
    assert [len(policy.benefits) for policy in shown] == [1, 0]
