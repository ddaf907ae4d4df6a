"""A Google spreadsheet read as a whole, at one moment: three requests, however many tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from registry.memory import without_collection
from registry.result_list import FindingList
from registry.snapshot import Snapshot
from registry.sources.canonical import build_snapshot
from registry.sources.errors import DamagedError, SourceError, UnsafeError
from registry.sources.google.address import Account
from registry.sources.google.new_tabs import NewTab
from registry.sources.google.patience import Patience
from registry.sources.google.reply import MASK, RESULTS_MASK, Spreadsheet, parse
from registry.sources.google.set_up import set_up
from registry.sources.google.write_back import changes, results_tab, says_the_same

if TYPE_CHECKING:
    from registry.sources.google.transport import Transport

_TRIES = 5
_CELL = "https://docs.google.com/spreadsheets/d/{id}/edit#gid={gid}&range="


class GoogleSheet:
    """One spreadsheet, seen by a service account that may only read."""

    def __init__(
        self, identifier: str, account: Account, patience: Patience, gateway: str = ""
    ) -> None:
        self.identifier = identifier
        self._patience = patience
        self._gateway = gateway
        self._open: Callable[[], Transport] = partial(self._transport, account)

    def revision(self) -> str:
        """What changes with every change of the spreadsheet; one request."""
        with _understood(self.identifier):
            return self._revision(self._open())

    def snapshot(self) -> Snapshot:
        """The whole sheet of one moment: what changed while it was read is read again.

        Raises ``SourceError`` where it cannot be reached, may not be read or never keeps still.
        """
        transport = self._open()
        with _understood(self.identifier), without_collection():
            before = self._revision(transport)
            for _ in range(_TRIES):
                text = transport.sheet(self.identifier, MASK)
                after = self._revision(transport)
                if before == after:
                    return self._snapshot(Spreadsheet(text), after)
                before = after
        raise SourceError("S031", {"name": self.identifier})

    def write_results(self, found: FindingList, revision: str, writer: Account) -> bool:
        """Show the results of a check of that revision in a tab of their own, as the writer.

        False, and nothing is written, where the tab shows them already. Raises ``SourceError``
        where the spreadsheet has changed since, or somebody else's tab has that name.
        """
        transport = self._transport(writer, writes=True)
        with _understood(self.identifier):
            tab = results_tab(Spreadsheet(transport.sheet(self.identifier, RESULTS_MASK)))
            if self._revision(transport) != revision:
                raise SourceError("S035", {"name": self.identifier})
            if says_the_same(tab, found):
                return False
            transport.update(self.identifier, changes(tab, found))
        return True

    def set_up(self, tabs: Sequence[NewTab], writer: Account) -> None:
        """Make the tabs of a spreadsheet that is still empty, as the writer.

        Raises ``SourceError`` where it is not, or could not be written whole.
        """
        set_up(self.identifier, tabs, partial(self._transport, writer, writes=True))

    def _transport(self, account: Account, *, writes: bool = False) -> Transport:
        # Loading the libraries of Google takes longer than reading a street's workbook.
        from registry.sources.google.transport import (  # noqa: PLC0415  # slow, needed here only
            READING,
            WRITING,
            Transport,
        )

        scopes = WRITING if writes else READING
        return Transport(account, scopes, self._patience, self._gateway)

    def _revision(self, transport: Transport) -> str:
        known = parse(transport.file_version(self.identifier))
        version = known.get("version")
        if not isinstance(version, str) or not version:
            raise DamagedError("version")
        return version

    def _snapshot(self, spreadsheet: Spreadsheet, revision: str) -> Snapshot:
        links = {
            title: _CELL.format(id=self.identifier, gid=gid)
            for title, gid in spreadsheet.numbers.items()
        }
        read = build_snapshot(spreadsheet.grids, origin=spreadsheet.title, links=links)
        return replace(read, revision=revision)


@contextmanager
def _understood(name: str) -> Iterator[None]:
    """Turn an answer that cannot be understood, or is far too large, into a sentence."""
    try:
        yield
    except DamagedError as cause:
        raise SourceError("S030", {"name": name}) from cause
    except UnsafeError as cause:
        raise SourceError("S004", {"name": name}) from cause
