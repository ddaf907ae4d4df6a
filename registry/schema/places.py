"""The tabs about the street itself: settings, words, organizations, stations, contacts."""

from __future__ import annotations

from registry.schema.columns import (
    ID,
    NOTE,
    OPENNESS,
    ORDER,
    STATUS,
    Kind,
    Tab,
    control,
    office,
    public,
    station,
)

SETTINGS = Tab(
    key="settings",
    columns=(
        control("id", Kind.CHOICE, "setting", required=True),
        public("value"),
        NOTE,
    ),
)
TERMS = Tab(
    key="terms",
    columns=(
        ID,
        control("taxonomy", Kind.CHOICE, "taxonomy", required=True),
        public("name", required=True),
        public("aliases", Kind.WORDS),
        public("description"),
        public("parent", Kind.REFERENCE, "terms"),
        STATUS,
        ORDER,
        NOTE,
    ),
)
ORGANIZATIONS = Tab(
    key="organizations",
    columns=(
        ID,
        public("name", required=True),
        public("kind", Kind.TERM, "organization_kind"),
        public("description"),
        public("address"),
        public("phone", Kind.PHONE),
        public("website", Kind.LINK),
        office("contact_person"),
        office("contact_mobile", Kind.PHONE),
        STATUS,
        OPENNESS,
        ORDER,
        NOTE,
    ),
)
STATIONS = Tab(
    key="stations",
    columns=(
        ID,
        public("name", required=True),
        public("kind", Kind.CHOICE, "station_kind", required=True),
        public("residents_areas", Kind.WORDS),
        public("roads"),
        public("address"),
        public("opening_hours"),
        public("phone", Kind.PHONE),
        station("liaison_notes"),
        STATUS,
        ORDER,
        NOTE,
    ),
)
CONTACTS = Tab(
    key="contacts",
    columns=(
        ID,
        public("stations", Kind.COVERAGE, required=True),
        public("role", required=True),
        public("duty"),
        public("office_phone", Kind.PHONE),
        station("name"),
        station("mobile", Kind.PHONE),
        STATUS,
        OPENNESS,
        ORDER,
        NOTE,
    ),
)
