"""Which rows a page is made from: what the report of changes names, and what makes it anew."""

from __future__ import annotations

from builders.public.pages import content_drafts
from builders.public.press import make_press
from builders.public.rows import RowsShown
from registry.check import check
from registry.views.build import public_view
from tests.registry.sheets import Rows, sheet, with_cells, with_row
from tests.small_street import AS_OF, small_street


def rows_of_pages(rows: Rows) -> dict[str, frozenset[str]]:
    press = make_press(public_view(check(sheet(rows), AS_OF).registry, AS_OF))
    shown = RowsShown()
    return {draft.path: shown.on(draft) for draft in content_drafts(press, ())}


def test_a_group_shows_the_categories_of_its_policies_and_no_other() -> None:
    rows = with_row("terms", "category-basic", small_street(), id="category-other", name="别的")
    pages = rows_of_pages(rows)
    groups = {path: ids for path, ids in pages.items() if path.startswith(("g/", "n/"))}
    assert any("category-basic" in ids for ids in groups.values())
    assert not any("category-other" in ids for ids in groups.values())
    assert "category-other" in pages["c/category-other.html"]


def test_a_policy_does_not_show_the_others_that_move_with_its_standard() -> None:
    rows = with_cells("policies", "P001", small_street(), pegged_to="低保标准")
    rows = with_row("policies", "P001", rows, id="P003", name="另一项救助", aliases="")
    rows = with_row("benefits", "B001", rows, id="B003", policy="P003")
    pages = rows_of_pages(rows)
    assert {"P001", "P003"} <= pages["standards.html"]
    assert "P003" not in pages["p/P001.html"]
    assert "P001" not in pages["p/P003.html"]


def test_the_lists_show_the_rows_on_their_cards_and_under_their_names() -> None:
    pages = rows_of_pages(small_street())
    assert "P001" in pages["names.html"]
    assert "P001" in pages["index.html"]
    assert any("P001" in ids for path, ids in pages.items() if path.startswith("g/"))
    assert "R001" in pages["resources.html"]
    assert "F001" in pages["services.html"]


def test_a_list_shows_nothing_of_a_row_but_its_card() -> None:
    pages = rows_of_pages(small_street())
    lists = {path: ids for path, ids in pages.items() if path.startswith(("g/", "n/", "c/"))}
    assert "B001" in pages["p/P001.html"]
    assert not any("B001" in ids for ids in lists.values())
