"""The tab of what people found when they opened a link themselves; it never leaves the office."""

from __future__ import annotations

from registry.schema.columns import NOTE, Column, Kind, Tab, Visibility, office

LINKS = Tab(
    key="links",
    station_wide=True,
    optional=True,
    columns=(
        Column(key="id", kind=Kind.ID, required=True, steers=True, visibility=Visibility.OFFICE),
        office("address"),
        office("verdict", Kind.CHOICE, "link_verdict"),
        office("reason"),
        office("decided_on", Kind.DATE),
        NOTE,
    ),
)
