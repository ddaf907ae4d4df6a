"""The marks of an entry: internal, retired, in use, and which stations get a pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from registry.model import Registry
from registry.schema import TABS
from registry.views.build import in_order, public_view
from registry.views.build_station import station_ids, station_view
from registry.views.public import PublicRef
from tests.registry.full_street import full_street
from tests.registry.sheets import AS_OF, judged, with_cells, with_row

ROWS = full_street()
FIRSTS = {"contacts": "C001", "policies": "P001", "services": "F001", "resources": "R001"}


def test_only_approved_stations_get_a_pack_and_in_their_order() -> None:
    rows = with_row("stations", "S01", ROWS, id="S02", name="二站", residents_areas="南", order="0")
    rows = with_row("stations", "S01", rows, id="S03", residents_areas="北", status="草稿")
    rows = with_row("stations", "S01", rows, id="S04", residents_areas="东", status="停用")
    assert station_ids(judged(rows).registry) == ("S02", "S01")


@pytest.mark.parametrize("tab", FIRSTS)
@pytest.mark.parametrize(("word", "internal"), [("公开", False), ("内部", True)])
def test_a_station_is_told_which_rows_are_internal(tab: str, word: str, *, internal: bool) -> None:
    rows = with_cells(tab, FIRSTS[tab], ROWS, row_visibility=word)
    view = station_view(judged(rows).registry, "S01", AS_OF)
    assert getattr(view, tab)[0].internal is internal


@pytest.mark.parametrize("tab", ["policies", "services", "resources"])
def test_a_row_in_force_is_not_retired(tab: str) -> None:
    (first, *_) = getattr(public_view(judged(ROWS).registry, AS_OF), tab)
    assert first.retired is False


def test_a_retired_policy_says_so() -> None:
    rows = with_cells("policies", "P001", ROWS, status="停用")
    shown = {row.id: row for row in public_view(judged(rows).registry, AS_OF).policies}
    assert [shown[key].retired for key in ("P001", "P002")] == [True, False]


def test_a_policy_names_the_services_and_resources_that_use_it() -> None:
    registry = judged(ROWS).registry
    service, resource = PublicRef(id="F001", name="陪医"), PublicRef(id="R001", name="送餐")
    for policies in (
        public_view(registry, AS_OF).policies,
        tuple(row.public for row in station_view(registry, "S01", AS_OF).policies),
    ):
        first, second = policies
        assert (first.services, first.resources) == ((service,), (resource,))
        assert (second.services, second.resources) == ((service,), ())


def test_a_resource_names_the_services_that_work_with_it_for_everybody() -> None:
    registry = judged(ROWS).registry
    service = PublicRef(id="F001", name="陪医")
    assert public_view(registry, AS_OF).resources[0].services == (service,)
    assert station_view(registry, "S01", AS_OF).resources[0].public.services == (service,)


def test_a_series_names_the_policies_that_move_with_it() -> None:
    (series,) = public_view(judged(ROWS).registry, AS_OF).series
    assert [ref.id for ref in series.policies] == ["P001", "P002"]
    assert [figure.id for figure in series.figures] == ["T002", "T001"]
    assert [figure.state for figure in series.figures] == ["current", "superseded"]


def test_an_ended_resource_is_shown_as_ended_and_named_nowhere() -> None:
    rows = with_cells("resources", "R001", ROWS, to_on="2026-08-31")
    view = public_view(judged(rows).registry, AS_OF)
    assert view.resources[0].availability == "ended"
    assert view.policies[0].resources == ()
    assert station_view(judged(rows).registry, "S01", AS_OF).resources == ()


def test_rows_without_an_order_come_last_as_they_stand() -> None:
    rows = ROWS
    for key, order in (("R002", ""), ("R003", "2"), ("R004", ""), ("R005", "0")):
        rows = with_row("resources", "R001", rows, id=key, name=key, order=order)
    view = public_view(judged(rows).registry, AS_OF)
    assert [row.id for row in view.resources] == ["R005", "R001", "R003", "R002", "R004"]


@pytest.mark.parametrize("tab", [tab.key for tab in TABS if tab.key != "settings"])
def test_the_rows_of_each_tab_follow_its_order_column(tab: str) -> None:
    registry = judged(ROWS).registry
    (row, *_) = getattr(registry, tab)
    last, first = replace(row, id="last", order=2), replace(row, id="first", order=1)
    edit: Callable[..., Registry] = replace
    ordered = in_order(edit(registry, **{tab: (last, first)}))
    assert [entry.id for entry in getattr(ordered, tab)] == ["first", "last"]


def test_a_station_is_told_of_internal_organizations_and_the_public_is_not() -> None:
    rows = with_cells("organizations", "G001", ROWS, row_visibility="内部")
    registry = judged(rows).registry
    assert public_view(registry, AS_OF).services[0].provider is None
    provider = station_view(registry, "S01", AS_OF).services[0].public.provider
    assert provider is not None
    assert provider.name == "示例服务社"


def test_an_internal_contact_is_not_public() -> None:
    rows = with_row("contacts", "C001", ROWS, id="C002", row_visibility="内部")
    assert [row.id for row in public_view(judged(rows).registry, AS_OF).contacts] == ["C001"]
