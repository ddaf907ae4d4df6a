"""Where the sheet comes from: one file for each kind of source, one explicit catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from registry.result_list import FindingList
from registry.sources.address import SourceAddress
from registry.sources.cloud import CloudSource, Source
from registry.sources.errors import SourceError
from registry.sources.files import FILE_READERS, FOLDER_READER, LocalSource, open_snapshot
from registry.sources.google import GoogleSheet, NewTab, Patience, read_account, spreadsheet_id

PATIENCE = Patience()


def _google(address: SourceAddress) -> CloudSource:
    sheet = GoogleSheet(
        spreadsheet_id(address.text), read_account(address.account), PATIENCE, address.gateway
    )
    companion = LocalSource(path=address.companion) if address.companion else None
    return CloudSource(sheet=sheet, companion=companion, allows_private=address.allows_private)


def write_results(address: SourceAddress, found: FindingList, revision: str) -> bool:
    """Show the results of a check of that revision in the sheet itself; false where it does.

    Raises ``SourceError`` where the source cannot show any, or the sheet has changed since.
    """
    if not address.is_google:
        raise SourceError("S036", {"name": address.shown})
    if address.writer is None:
        raise SourceError("S037", {})
    sheet = GoogleSheet(
        spreadsheet_id(address.text), read_account(address.account), PATIENCE, address.gateway
    )
    return sheet.write_results(found, revision, read_account(address.writer))


def set_up_sheet(address: SourceAddress, tabs: Sequence[NewTab]) -> None:
    """Make the tabs of a cloud sheet in which no cell is filled yet.

    Raises ``SourceError`` where one is, where the address is no sheet of that kind, or where the
    account that writes is missing or may not.
    """
    identifier = spreadsheet_id(address.text)
    if address.writer is None:
        raise SourceError("S043", {})
    writer = read_account(address.writer)
    GoogleSheet(identifier, writer, PATIENCE, address.gateway).set_up(tabs, writer)


def open_source(address: SourceAddress | Path) -> Source:
    """The source at that place; nothing is read yet.

    Raises ``SourceError`` for an address of no known kind or with a login in it, or where a key
    is missing.
    """
    if isinstance(address, Path):
        return LocalSource(path=address)
    if address.is_local:
        return LocalSource(path=address.path)
    if not address.is_web:
        raise SourceError("S002", {"name": address.shown})
    if address.has_login:
        raise SourceError("S038", {"name": address.shown})
    if address.is_elsewhere_at_google:
        raise SourceError("S020", {"name": address.shown})
    if address.is_google:
        return _google(address)
    from registry.sources.webdav import WebFile  # noqa: PLC0415  # slow, needed here only

    return WebFile(address=address.text)


__all__ = [
    "FILE_READERS",
    "FOLDER_READER",
    "CloudSource",
    "Source",
    "SourceAddress",
    "SourceError",
    "open_snapshot",
    "open_source",
    "set_up_sheet",
    "write_results",
]
