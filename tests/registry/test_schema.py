"""The schema, the model, the views and the words for people name the same columns."""

from __future__ import annotations

from dataclasses import fields

import pytest

from registry import model, schema
from registry.locale import load_locale
from registry.schema import Visibility
from registry.views import public, station

MODELS = {
    "settings": model.Setting,
    "terms": model.Term,
    "organizations": model.Organization,
    "stations": model.Station,
    "contacts": model.Contact,
    "policies": model.Policy,
    "required_documents": model.RequiredDocument,
    "benefits": model.Benefit,
    "standards": model.Standard,
    "services": model.Service,
    "resources": model.Resource,
    "signals": model.Signal,
}
PUBLIC = {
    "terms": public.PublicTerm,
    "organizations": public.PublicOrganization,
    "stations": public.PublicStation,
    "contacts": public.PublicContact,
    "policies": public.PublicPolicy,
    "required_documents": public.PublicDocument,
    "benefits": public.PublicBenefit,
    "standards": public.PublicStandard,
    "services": public.PublicService,
    "resources": public.PublicResource,
}
STATION = {
    "stations": station.StationPlace,
    "contacts": station.StationContact,
    "policies": station.StationPolicy,
    "services": station.StationService,
    "resources": station.StationResource,
    "signals": station.StationSignal,
}
# Fields that follow from public columns, or from those of other published rows.
DERIVED = {
    "policies": {
        "retired",
        "notices",
        "documents",
        "benefits",
        "services",
        "resources",
        "fresh",
        "phone_fresh",
    },
    "benefits": {"state", "turns"},
    "standards": {"state", "turns"},
    "services": {"retired", "fresh"},
    "resources": {
        "retired",
        "services",
        "to_come",
        "fresh",
        "phone_fresh",
        "opening_hours_fresh",
    },
}
# Public columns that an entry shows through the entry it belongs to, or that only steer.
ELSEWHERE = {"required_documents": {"policy"}, "benefits": {"policy"}, "standards": {"series"}}


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def columns(tab: str, visibility: Visibility, *, steering: bool) -> set[str]:
    return {
        column.key
        for column in schema.tab(tab).columns
        if column.visibility is visibility and (steering or not column.steers)
    }


@pytest.mark.parametrize("tab", [tab.key for tab in schema.TABS])
def test_the_model_has_exactly_the_columns_of_the_schema(tab: str) -> None:
    assert names(MODELS[tab]) == {column.key for column in schema.tab(tab).columns}


@pytest.mark.parametrize("tab", list(PUBLIC))
def test_a_public_entry_holds_public_columns_only(tab: str) -> None:
    allowed = columns(tab, Visibility.PUBLIC, steering=True) | DERIVED.get(tab, set())
    assert names(PUBLIC[tab]) <= allowed


@pytest.mark.parametrize("tab", list(PUBLIC))
def test_no_public_column_is_forgotten(tab: str) -> None:
    shown = names(PUBLIC[tab]) | ELSEWHERE.get(tab, set())
    assert columns(tab, Visibility.PUBLIC, steering=False) <= shown


@pytest.mark.parametrize("tab", list(STATION))
def test_a_station_entry_adds_every_station_column_and_no_office_column(tab: str) -> None:
    own = names(STATION[tab]) - {"public", "internal", "id"}
    assert own == columns(tab, Visibility.STATION, steering=False)


def test_every_column_has_headers_and_no_two_in_a_tab_are_the_same() -> None:
    headers = load_locale().headers
    for tab in schema.TABS:
        assert set(headers[tab.key]) == {column.key for column in tab.columns}
        words = [word for aliases in headers[tab.key].values() for word in aliases]
        assert len(words) == len(set(words)), tab.key


def test_every_choice_has_words() -> None:
    choices = load_locale().choices
    assert {name: set(codes) for name, codes in schema.CHOICES.items()} == {
        name: set(words) for name, words in choices.items()
    }


def test_private_columns_say_so_in_their_header() -> None:
    headers = load_locale().headers
    for tab in schema.TABS:
        for column in tab.columns:
            word = headers[tab.key][column.key][0]
            if column.visibility is Visibility.OFFICE:
                assert "内部" in word
            if column.visibility is Visibility.STATION and not tab.station_wide:
                assert "站内" in word
