"""The views of several stations from one preparation, and what belongs to a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from registry.check import check
from registry.model import Coverage, Registry
from registry.sources import open_snapshot
from registry.views.build_station import StationViews, station_ids, station_view
from registry.views.related import has_ended, is_in_use, reaching, relate
from tests.conftest import AS_OF, DEMO


@pytest.fixture(scope="module")
def registry() -> Registry:
    return check(open_snapshot(DEMO), AS_OF).registry


def test_a_view_does_not_depend_on_the_views_made_before_it(registry: Registry) -> None:
    views = StationViews(registry, AS_OF)
    stations = station_ids(registry)
    for station in (*stations, *reversed(stations)):
        assert views.of(station) == station_view(registry, station, AS_OF)


def test_an_unknown_station_has_no_view(registry: Registry) -> None:
    with pytest.raises(KeyError):
        StationViews(registry, AS_OF).of("S99")


def test_rows_for_everybody_and_rows_of_a_station_keep_their_order() -> None:
    rows = reaching(
        [
            (Coverage(stations=("S01", "S02")), "a"),
            (Coverage(everywhere=True), "b"),
            (Coverage(stations=("S02",)), "c"),
            (Coverage(everywhere=True, stations=("S01",)), "d"),
            (Coverage(), "e"),
        ]
    )
    assert rows.rows("S01") == ("a", "b", "d")
    assert rows.rows("S02") == ("a", "b", "c", "d")
    assert rows.rows("S03") == ("b", "d")


def test_a_resource_may_be_offered_on_its_last_day_and_not_after_it(registry: Registry) -> None:
    row = replace(registry.resources[0], status="approved", availability="active", to_on=AS_OF)
    assert is_in_use(row, AS_OF)
    assert not is_in_use(row, AS_OF + timedelta(days=1))
    assert has_ended(row, AS_OF + timedelta(days=1))
    assert not is_in_use(replace(row, availability="ended"), AS_OF)
    assert not is_in_use(replace(row, status="retired"), AS_OF)


def test_only_approved_rows_belong_to_a_row(registry: Registry) -> None:
    related = relate(registry, AS_OF)
    retired = replace(
        registry,
        benefits=tuple(replace(row, status="retired") for row in registry.benefits),
        required_documents=tuple(
            replace(row, status="draft") for row in registry.required_documents
        ),
        standards=tuple(replace(row, status="pending") for row in registry.standards),
        services=tuple(replace(row, status="retired") for row in registry.services),
        resources=tuple(replace(row, availability="ended") for row in registry.resources),
        policies=tuple(replace(row, status="retired") for row in registry.policies),
    )
    bare = relate(retired, AS_OF)
    for name in ("benefits", "documents", "figures", "pegged", "services_of_policy"):
        assert getattr(related, name)
        assert getattr(bare, name) == {}
    assert related.resources_of_policy
    assert related.services_of_resource
    assert (bare.resources_of_policy, bare.services_of_resource) == ({}, {})


def test_what_belongs_to_a_policy_is_its_own(registry: Registry) -> None:
    related = relate(registry, AS_OF)
    for policy in registry.policies:
        own = [r for r in registry.benefits if r.policy == policy.id and r.status == "approved"]
        assert list(related.benefits.get(policy.id, ())) == own
        users = [s.id for s in registry.services if policy.id in s.policies and is_in_use(s, AS_OF)]
        assert list(related.services_of_policy.get(policy.id, ())) == users
