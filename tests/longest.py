"""Which test files take longest. Their order costs or saves minutes and changes no result."""

from __future__ import annotations

from typing import Final

LONGEST_FIRST: Final = (
    "test_reproducible.py",
    "test_non_interference.py",
    "test_privacy.py",
    "registry/test_workbook_bombs.py",
    "test_incremental.py",
    "test_non_interference_builds.py",
    "browser/test_built_site.py",
    "test_faults.py",
    "browser/test_search.py",
    "test_as_of.py",
    "test_cloud_builds.py",
    "builders/test_approval.py",
    "builders/preview/test_preview.py",
    "test_kills.py",
    "browser/test_hostile_site.py",
    "browser/test_dates.py",
    "browser/test_printed_page.py",
    "builders/test_init.py",
    "builders/test_outputs.py",
    "registry/test_sources_google_faults.py",
    "test_ways_in.py",
    "builders/test_gate_stops.py",
    "builders/test_gate_memory.py",
    "builders/test_sealing.py",
    "builders/test_shrink.py",
    "test_peers_failures.py",
    "builders/test_cli.py",
    "builders/test_publish_kills.py",
    "builders/test_station_papers.py",
    "builders/test_site_plugin.py",
    "test_boundaries.py",
    "browser/test_preview.py",
)
"""The first one builds the street that others share: those come when it is likely to be there."""

_PLACES: Final = {name: place for place, name in enumerate(LONGEST_FIRST)}


def in_order(file: str) -> int:
    """The place of a file below ``tests/``; all that are quick come last, as they were."""
    return _PLACES.get(file, len(_PLACES))
