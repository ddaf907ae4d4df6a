"""Which stations a row reaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which stations a row reaches: all of them, or those named."""

    everywhere: bool = False
    stations: tuple[str, ...] = ()

    def reaches(self, station: str) -> bool:
        """True when the row is meant for the station of that id."""
        return self.everywhere or station in self.stations
