"""What the public and each station may see of the sample street."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from registry.check import check
from registry.dates import PartialDate
from registry.freshness import Freshness
from registry.model import Coverage, Policy, Registry, Resource, Service
from registry.settings import StreetSettings
from registry.sources import open_snapshot
from registry.views.build import public_view
from registry.views.build_station import station_ids, station_view, without_internal
from registry.views.flatten import public_entries, shared_entries, station_entries
from registry.views.public import PublicPolicy
from tests.conftest import AS_OF, DEMO


@pytest.fixture(scope="module")
def registry() -> Registry:
    return check(open_snapshot(DEMO), AS_OF).registry


def with_policy(registry: Registry, **changes: str | date | None) -> Registry:
    edit: Callable[..., Policy] = replace
    head, *others = registry.policies
    return replace(registry, policies=(edit(head, **changes), *others))


def first(registry: Registry, as_of: date = AS_OF) -> PublicPolicy:
    return public_view(registry, as_of).policies[0]


def some(rows: tuple[Resource, ...] | tuple[Service, ...], *, internal: bool) -> set[str]:
    wanted = "internal" if internal else "open"
    return {r.id for r in rows if r.row_visibility == wanted and r.status == "approved"}


def test_internal_rows_are_not_public(registry: Registry) -> None:
    view = public_view(registry, AS_OF)
    shown = {row.id for row in view.resources} | {row.id for row in view.services}
    assert some(registry.resources, internal=True)
    assert not shown & some(registry.resources, internal=True)
    assert not shown & some(registry.services, internal=True)


def test_a_public_row_names_nothing_that_is_not_public(registry: Registry) -> None:
    view = public_view(registry, AS_OF)
    known = {p.id for p in view.policies}
    known |= {r.id for r in view.resources} | {s.id for s in view.services}
    named = {ref.id for p in view.policies for ref in (*p.resources, *p.services)}
    named |= {ref.id for s in view.services for ref in (*s.resources, *s.policies)}
    named |= {ref.id for r in view.resources for ref in (*r.policies, *r.services)}
    assert named <= known


@pytest.mark.parametrize("state", ["draft", "pending"])
def test_a_row_in_work_is_shown_to_nobody(registry: Registry, state: str) -> None:
    changed = with_policy(registry, status=state)
    hidden = changed.policies[0].id
    assert hidden not in {policy.id for policy in public_view(changed, AS_OF).policies}
    station = station_view(changed, "S06", AS_OF)
    assert hidden not in {policy.public.id for policy in station.policies}


def test_a_retired_policy_keeps_its_page_and_leaves_the_lists(registry: Registry) -> None:
    changed = with_policy(registry, status="retired", retired_reason="已并入新办法")
    assert first(changed).notices[0] == "retired"
    station = station_view(changed, "S06", AS_OF)
    assert first(changed).id not in {policy.public.id for policy in station.policies}


@pytest.mark.parametrize(
    ("verified", "as_of", "state"),
    [
        (None, date(2026, 8, 1), "unverified"),
        (date(2026, 7, 15), date(2026, 8, 1), "current"),
        (date(2026, 6, 30), date(2026, 8, 1), "unverified"),
        (date(2026, 7, 15), date(2027, 7, 1), "unverified"),
        (date(2026, 9, 1), date(2026, 8, 1), "unverified"),
    ],
)
def test_a_figure_is_current_only_when_verified_in_this_legal_year(
    registry: Registry, verified: date | None, as_of: date, state: str
) -> None:
    policy = first(with_policy(registry, verified_on=verified), as_of)
    assert policy.benefits[0].state == state
    assert ("figures_unverified" in policy.notices) == (state == "unverified")


@pytest.mark.parametrize(
    ("seen", "from_on", "verified", "state"),
    [
        # Verified again in this legal year: it may have begun in any.
        (PartialDate(2024, 7, 1), date(2024, 7, 1), date(2026, 7, 15), "current"),
        # Known before the legal year, and begun in it.
        (PartialDate(2026, 6, 10), date(2026, 7, 1), date(2026, 6, 15), "current"),
        # Written down after the verification, or nobody knows when.
        (PartialDate(2026, 6, 20), date(2026, 7, 1), date(2026, 6, 15), "unverified"),
        (PartialDate(2026), date(2026, 7, 1), date(2026, 6, 15), "unverified"),
        (None, date(2026, 7, 1), date(2026, 6, 15), "unverified"),
    ],
)
def test_a_verification_before_the_legal_year_vouches_for_what_was_known_by_then(
    registry: Registry, seen: PartialDate | None, from_on: date, verified: date, state: str
) -> None:
    changed = with_policy(registry, verified_on=verified)
    tier = replace(changed.benefits[0], as_of=seen, from_on=from_on)
    changed = replace(changed, benefits=(tier, *changed.benefits[1:]))
    assert first(changed, date(2026, 8, 1)).benefits[0].state == state


def test_of_two_tiers_of_one_name_only_the_later_one_is_current(registry: Registry) -> None:
    changed = with_policy(registry, verified_on=date(2026, 7, 15))
    older = replace(changed.benefits[0], from_on=date(2025, 7, 1))
    later = replace(older, id="B9999", from_on=date(2026, 7, 1))
    changed = replace(changed, benefits=(older, later, *changed.benefits[1:]))
    states = {one.id: one.state for one in first(changed, date(2026, 8, 1)).benefits}
    assert (states[older.id], states[later.id]) == ("unverified", "current")


def test_an_as_of_date_never_becomes_a_from_date(registry: Registry) -> None:
    benefit = first(registry).benefits[0]
    assert (str(benefit.as_of), benefit.from_on) == ("2024-07-01", None)


def test_a_policy_for_another_area_says_so(registry: Registry) -> None:
    assert "other_area" not in first(registry).notices
    assert "other_area" in first(with_policy(registry, area="深圳市")).notices


def test_a_resource_ends_with_its_last_day(registry: Registry) -> None:
    project = next(
        r for r in registry.resources if r.to_on and r.availability == "active" and not is_draft(r)
    )
    assert project.to_on is not None
    last = public_view(registry, project.to_on)
    after = public_view(registry, date(2030, 1, 1))
    state = {row.id: row.availability for row in last.resources}
    assert state.get(project.id, "active") == "active"
    assert {row.id: row.availability for row in after.resources}.get(project.id) in {"ended", None}


def is_draft(row: Resource) -> bool:
    return row.status != "approved"


def test_a_station_sees_only_what_reaches_it(registry: Registry) -> None:
    resources = {row.id: row for row in registry.resources}
    services = {row.id: row for row in registry.services}
    for station in station_ids(registry):
        view = station_view(registry, station, AS_OF)
        offered: list[Resource | Service] = [resources[r.public.id] for r in view.resources]
        offered += [services[s.public.id] for s in view.services]
        assert offered
        assert all(row.coverage.reaches(station) for row in offered)
        assert all(row.status == "approved" for row in offered)


def test_a_station_is_not_told_of_what_belongs_to_another(registry: Registry) -> None:
    secret = replace(
        registry.resources[0],
        id="R999",
        name="别站的内部资源",
        row_visibility="internal",
        coverage=Coverage(stations=("S02",)),
        policies=(registry.policies[0].id,),
    )
    changed = replace(registry, resources=(*registry.resources, secret))
    assert "别站的内部资源" not in str(station_entries(station_view(changed, "S06", AS_OF)))
    assert "别站的内部资源" in str(station_entries(station_view(changed, "S02", AS_OF)))


def test_the_shared_part_of_a_station_is_what_the_public_sees(registry: Registry) -> None:
    shared = shared_entries(station_view(without_internal(registry), "S06", AS_OF))
    public = public_entries(public_view(registry, AS_OF))
    assert set(shared) <= set(public)
    alike = [a for a in shared if not a.startswith(("policies/", "services/", "resources/"))]
    assert all(shared[address] == public[address] for address in alike)


def test_the_public_edition_of_a_list_does_not_follow_internal_rows(registry: Registry) -> None:
    renamed = replace(
        registry,
        resources=tuple(
            replace(row, name=f"{row.name}!") if row.row_visibility == "internal" else row
            for row in registry.resources
        ),
        organizations=tuple(
            replace(row, name=f"{row.name}!") if row.row_visibility == "internal" else row
            for row in registry.organizations
        ),
    )
    assert renamed != registry
    before, after = (
        shared_entries(station_view(without_internal(rows), "S06", AS_OF))
        for rows in (registry, renamed)
    )
    assert after == before


def test_a_standard_is_past_once_a_newer_figure_has_begun(registry: Registry) -> None:
    living = [row for row in registry.standards if row.series == registry.standards[0].series]
    old = replace(living[-1], id="T901", from_on=date(2026, 7, 1), to_on=None)
    new = replace(living[-1], id="T902", from_on=date(2026, 10, 1), to_on=None)
    coming = replace(living[-1], id="T903", from_on=date(2027, 1, 1), to_on=None)
    changed = replace(registry, standards=(old, new, coming))
    (series,) = public_view(changed, AS_OF).series
    assert [(one.id, one.state) for one in series.figures] == [
        ("T902", "current"),
        ("T901", "superseded"),
    ]
    assert [(one.id, one.state) for one in series.coming] == [("T903", "to_come")]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "retired", "retired_reason": "已并入新办法"},
        {"expires_on": date(2026, 10, 31)},
        {"effective_on": date(2027, 1, 1)},
    ],
)
def test_no_figure_of_a_policy_that_is_not_in_force_is_called_current(
    registry: Registry, change: dict[str, str | date]
) -> None:
    policy = first(with_policy(registry, verified_on=date(2026, 9, 1), **change))
    assert "current" not in {benefit.state for benefit in policy.benefits}


def test_office_columns_are_in_no_entry(registry: Registry) -> None:
    marked = replace(
        registry,
        policies=tuple(
            replace(p, verified_by="OFFICE", internal_note="OFFICE") for p in registry.policies
        ),
        organizations=tuple(
            replace(o, contact_person="OFFICE", contact_mobile="OFFICE")
            for o in registry.organizations
        ),
    )
    assert "OFFICE" not in str(public_entries(public_view(marked, AS_OF)))
    assert "OFFICE" not in str(station_entries(station_view(marked, "S06", AS_OF)))


def test_rows_follow_the_order_column(registry: Registry) -> None:
    last = registry.policies[-1]
    changed = replace(registry, policies=(*registry.policies[:-1], replace(last, order=0)))
    assert first(changed).id == last.id


def test_freshness_counts_days_of_review() -> None:
    rule = Freshness(as_of=date(2026, 12, 1), settings=StreetSettings(review_days=30))
    assert rule.is_verified(date(2026, 11, 1))
    assert not rule.is_verified(date(2026, 10, 31))


@pytest.mark.parametrize("tab", ["terms", "stations", "organizations"])
def test_a_retired_row_without_a_page_is_named_nowhere(registry: Registry, tab: str) -> None:
    rows = getattr(registry, tab)
    edit: Callable[..., Registry] = replace
    retired = tuple(replace(row, status="retired") for row in rows)
    view = public_view(edit(registry, **{tab: retired}), AS_OF)
    assert getattr(view, tab) == ()
    shown = repr(view)
    assert not [row.id for row in rows if f"(id='{row.id}'" in shown]
