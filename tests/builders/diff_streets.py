"""Small streets on two sides of a comparison, and a ledger without a build."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from builders.diff.report import Report, make_report
from builders.diff.run import DiffRequest, DiffResult, diff
from builders.diff.sides import Side, sheet_side
from builders.diff.text import text_lines
from builders.ledger import record_path
from builders.trees import write_file
from registry.diagnostics import has_errors
from tests.conftest import workspace_for
from tests.registry.sheets import Rows, judged
from tests.small_street import AS_OF, small_street, write_sheet


def side(rows: Rows, name: str = "表.xlsx", as_of: date = AS_OF) -> Side:
    """The rows as one side; they must be without errors."""
    return replace(_side(json.dumps(rows), as_of), name=name)


@cache
def _side(rows: str, as_of: date) -> Side:
    outcome = judged(json.loads(rows), as_of)
    errors = [one for one in outcome.diagnostics if one.severity == "error"]
    assert not has_errors(outcome.diagnostics), errors
    return sheet_side("", outcome.registry, as_of, with_stations=True)


def report(new: Rows, old: Rows | None = None, *, public: bool = False) -> Report:
    """What differs from the small street."""
    sides = side(old or small_street(), "旧.xlsx"), side(new, "新.xlsx")
    if public:
        sides = replace(sides[0], stations={}), replace(sides[1], stations={})
    return make_report(*sides, is_public_only=public)


def publish(folder: Path, rows: Rows, day: date, number: int = 1) -> str:
    """Add what a publication of the rows adds to the ledger; returns the edition."""
    ledger, published = folder / "editions", side(rows, as_of=day)
    path = record_path("public", number, published.public)
    write_file(ledger / path, published.public.to_json())
    for station, record in published.stations.items():
        write_file(ledger / record_path(f"private/{station}", number, record), record.to_json())
    return str(published.public.whole)


def told(result: DiffResult) -> str:
    """What the screen says of it."""
    assert result.report
    return "\n".join(text_lines(result.report))


def compare(folder: Path, old: str, new: str = "", *, public: bool = False) -> DiffResult:
    """The comparison in the workspace of that folder."""
    workspace = workspace_for(folder, folder / "sheet")
    return diff(
        DiffRequest(workspace=workspace, old=old, new=new, as_of=AS_OF, is_public_only=public)
    )


def sheet_at(folder: Path, rows: Rows) -> str:
    """The rows as the sheet at that place."""
    return str(write_sheet(folder, rows))
