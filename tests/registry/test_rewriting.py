"""A column with other values in it still makes a registry of which views can be made."""

from __future__ import annotations

import pytest

from registry.rewriting import has_column, rewritten
from registry.schema import TABS, Visibility
from registry.views.build import public_view
from registry.views.flatten import public_entries
from tests.registry.sheets import AS_OF, judged

REGISTRY = judged().registry
COLUMNS = [
    (tab.key, column.key)
    for tab in TABS
    for column in tab.columns
    if column.visibility is Visibility.PUBLIC and column.key != "id" and tab.key != "settings"
]


@pytest.mark.parametrize(("tab", "column"), COLUMNS)
def test_a_view_can_be_made_whatever_column_is_another(tab: str, column: str) -> None:
    other = rewritten(REGISTRY, tab, column)
    assert public_entries(public_view(other, AS_OF))
    assert [row.id for row in getattr(other, tab)] == [row.id for row in getattr(REGISTRY, tab)]


@pytest.mark.parametrize(("tab", "column"), [("policies", "fee"), ("benefits", "amount")])
def test_a_text_or_a_figure_is_another_in_every_row(tab: str, column: str) -> None:
    before, after = getattr(REGISTRY, tab), getattr(rewritten(REGISTRY, tab, column), tab)
    assert all(
        getattr(one, column) != getattr(other, column)
        for one, other in zip(before, after, strict=True)
    )


def test_columns_of_other_days_are_known_to_be_none() -> None:
    assert has_column("policies", "fee")
    assert not has_column("policies", "colour")
    assert not has_column("hints", "name")
