"""The approved rows in the ledger: what outputs show of a row while it waits for approval again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from builders.editions import Edition
from builders.ledger import LedgerError, newest_record
from registry.approval import Approved, Restored, approved_rows, has_waiting, with_approved
from registry.check import Outcome
from registry.diagnostics import Address, Diagnostic, Severity, has_errors
from registry.fields.headers import positions
from registry.locale import load_locale
from registry.schema import tab
from registry.snapshot import Snapshot

KIND = "private/_approved"
"""Where they lie in the ledger; no station's id begins like that."""

_DIGITS = 8
Check = Callable[[Snapshot], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A checked sheet, and the sheet that outputs show: with earlier rows where some wait."""

    outcome: Outcome
    shown: Snapshot


def checked(snapshot: Snapshot, check: Check, ledger: Path | None) -> Approval:
    """Check the sheet; rows that wait for approval again are shown as they were approved.

    The editor is told of each. Where an earlier row does not fit the sheet any more, it is not
    shown. Raises ``LedgerError``.
    """
    outcome = check(snapshot)
    if ledger is None or has_errors(outcome.diagnostics) or not has_waiting(snapshot):
        return Approval(outcome=outcome, shown=snapshot)
    approved = read_approved(ledger)
    unfit: frozenset[Restored] = frozenset()
    while True:
        shown, restored = with_approved(snapshot, approved, unfit)
        if not restored:
            return Approval(outcome=outcome, shown=snapshot)
        earlier = check(shown)
        wrong = _wrong(earlier, restored)
        if not has_errors(earlier.diagnostics):
            told = tuple(_told(snapshot, one) for one in restored)
            both = (*outcome.diagnostics, *told)
            return Approval(outcome=replace(earlier, diagnostics=both), shown=shown)
        # An error elsewhere comes of one of them, nobody knows of which.
        unfit |= wrong or frozenset(restored)


def read_approved(ledger: Path) -> Approved:
    """The approved rows of the newest publication; none before the first."""
    path = newest_record(ledger / KIND)
    if path is None:
        return {}
    try:
        data = json.loads(path.read_bytes())
        return {
            key: {name: dict(texts) for name, texts in rows.items()} for key, rows in data.items()
        }
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise LedgerError(path) from error


def approved_record(ledger: Path, shown: Snapshot, day: date) -> dict[str, bytes]:
    """The approved rows by their path in the ledger; none where they are those it has."""
    rows = approved_rows(shown)
    lines = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",\n", ": "))
    content = lines.encode() + b"\n"
    edition = Edition(since=day, digest=hashlib.sha256(content).hexdigest()[:_DIGITS])
    last = newest_record(ledger / KIND)
    if last is not None and last.stem.endswith(f"-{edition.digest}"):
        return {}
    return {f"{KIND}/00001-{edition}.json": content}


def _wrong(outcome: Outcome, restored: tuple[Restored, ...]) -> frozenset[Restored]:
    titles = load_locale().tabs
    places = {(titles[one.tab], one.row): one for one in restored}
    addresses = (
        (problem.address.tab, problem.address.row or 0)
        for problem in outcome.diagnostics
        if problem.severity is Severity.ERROR
    )
    return frozenset(places[place] for place in addresses if place in places)


def _told(snapshot: Snapshot, one: Restored) -> Diagnostic:
    locale = load_locale()
    title = locale.tabs[one.tab]
    table = next(table for table in snapshot.tables if table.title == title)
    place = positions(table.headers, tab(one.tab), locale).get("status")
    header = locale.header(one.tab, "status")
    address = Address(tab=title, row=one.row, column=place, header=header)
    return Diagnostic(code="F005", severity=Severity.NOTICE, address=address)
