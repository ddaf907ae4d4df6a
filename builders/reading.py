"""The sheet of a build: as it stands now or, where that is asked for, as it was read last."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from builders.kept_sheet import KeptSheet, keep_sheet, kept_sheet
from builders.request import BuildRequest
from builders.wording import load_wording
from registry.model import Registry, Setting
from registry.snapshot import Snapshot
from registry.sources import CloudSource, SourceError, open_source

_PASSING = ("S025", "S026", "S027", "S030", "S031", "S032")
"""Refusals that are nobody's fault and pass by themselves."""

_NOTICE = "sample_notice"


class SourceAwayError(SourceError):
    """The sheet cannot be reached for now, but the one that was read last is kept.

    It may be too old to be used, whoever asks for it.
    """

    def __init__(self, error: SourceError, read_at: datetime, *, is_too_old: bool) -> None:
        super().__init__(error.code, error.values)
        self.read_at = read_at
        self.is_too_old = is_too_old


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet, and when it was read if that was not now; ``kept`` is what to keep of it."""

    snapshot: Snapshot
    stale_since: datetime | None = None
    kept: KeptSheet | None = None


def read_sheet(request: BuildRequest) -> Sheet:
    """Read the sheet, or the one that was kept where it cannot be reached and that may do.

    Of a cloud sheet only what lies in the cloud is kept: its companion is read anew. Raises
    ``SourceError``, or ``SourceAwayError`` where one is kept that nobody asked for or is too old.
    """
    address, state = request.source, request.workspace.state
    source = open_source(address)
    if address.is_local:
        return Sheet(snapshot=source.snapshot())
    distant = source.sheet if isinstance(source, CloudSource) else source
    place = hashlib.sha256(address.text.encode()).hexdigest()
    now = datetime.now(tz=UTC).astimezone()
    try:
        read, since = distant.snapshot(), None
    except SourceError as error:
        known = kept_sheet(state, place) if error.code in _PASSING else None
        if known is None:
            raise
        is_too_old = known.is_too_old(now)
        if is_too_old or not request.may_be_stale:
            raise SourceAwayError(error, known.read_at, is_too_old=is_too_old) from error
        read, since = known.snapshot, known.read_at
    whole = source.put_together(read) if isinstance(source, CloudSource) else read
    kept = None if since else KeptSheet(place=place, snapshot=read, read_at=now)
    return Sheet(snapshot=whole, stale_since=since, kept=kept)


def keep_good(sheet: Sheet, state: Path) -> None:
    """Keep a sheet that something could be built from for the day it is away."""
    if sheet.kept:
        keep_sheet(state, sheet.kept)


def with_staleness_told(registry: Registry, since: datetime | None) -> Registry:
    """The registry whose notice, which stands on every output, says how old it is."""
    if since is None:
        return registry
    words = load_wording().say("stale.notice", moment=f"{since:%Y-%m-%d %H:%M}")
    others = tuple(row for row in registry.settings if row.id != _NOTICE)
    notices = [row.value for row in registry.settings if row.id == _NOTICE and row.value]
    notice = Setting(id=_NOTICE, value="".join((words, *notices)), internal_note="")
    return replace(registry, settings=(*others, notice))
