"""The sheet of a build: as it stands now or, where that is asked for, as it was read last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from builders.kept_sheet import KeptSheet, keep_sheet, kept_sheet
from builders.request import BuildRequest
from builders.wording import load_wording
from registry.model import Registry, Setting
from registry.snapshot import Snapshot
from registry.sources import SourceError, open_source

_PASSING = ("S025", "S026", "S027", "S030", "S031", "S032")
"""Refusals that are nobody's fault and pass by themselves."""

_NOTICE = "sample_notice"


class SourceAwayError(SourceError):
    """The sheet cannot be reached for now, but the one that was read last is kept."""

    def __init__(self, error: SourceError, read_at: datetime) -> None:
        super().__init__(error.code, error.values)
        self.read_at = read_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet, and when it was read if that was not now."""

    snapshot: Snapshot
    stale_since: datetime | None = None


def read_sheet(request: BuildRequest) -> Sheet:
    """Read the sheet; one that lies elsewhere is kept for the next time.

    Raises ``SourceError``, or ``SourceAwayError`` where an older one is kept that nobody asked for.
    """
    address, state = request.workspace.source, request.workspace.state
    place = f"{address.text} {address.companion or ''}"
    if address.is_local:
        return Sheet(snapshot=open_source(address).snapshot())
    try:
        snapshot = open_source(address).snapshot()
    except SourceError as error:
        kept = kept_sheet(state, place) if error.code in _PASSING else None
        if kept is None:
            raise
        if not request.may_be_stale:
            raise SourceAwayError(error, kept.read_at) from error
        return Sheet(snapshot=kept.snapshot, stale_since=kept.read_at)
    now = datetime.now(tz=UTC).astimezone()
    keep_sheet(state, KeptSheet(place=place, snapshot=snapshot, read_at=now))
    return Sheet(snapshot=snapshot)


def with_staleness_told(registry: Registry, since: datetime | None) -> Registry:
    """The registry whose notice, which stands on every output, says how old it is."""
    if since is None:
        return registry
    words = load_wording().say("stale.notice", moment=f"{since:%Y-%m-%d %H:%M}")
    others = tuple(row for row in registry.settings if row.id != _NOTICE)
    notices = [row.value for row in registry.settings if row.id == _NOTICE and row.value]
    notice = Setting(id=_NOTICE, value="".join((words, *notices)), internal_note="")
    return replace(registry, settings=(*others, notice))
