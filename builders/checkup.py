"""What a check found, told in a workbook: a marked copy of it, or a tab of the cloud sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builders.pipeline import judged
from builders.request import refuse_in_outputs
from builders.workbooks import copy_path, refuse_copy_at, write_copy
from builders.workspace import Workspace
from registry.annotated import annotated_bytes
from registry.check import Outcome
from registry.findings import finding_list
from registry.places import located
from registry.sources import CloudSource, SourceError, open_source, write_results


def check_and_write_back(
    workspace: Workspace, as_of: date, moment: str, *, today: date | None = None
) -> tuple[Outcome, bool]:
    """Check a cloud sheet and show the results in a tab of it; false where it shows them already.

    Only what stands in the cloud sheet itself is told there, nothing of its companion.
    """
    source = open_source(workspace.source)
    if not isinstance(source, CloudSource):
        raise SourceError("S036", {"name": workspace.source.shown})
    sheet = source.sheet.snapshot()
    ledger = workspace.ledger
    outcome = judged(source.put_together(sheet), as_of, ledger, today).outcome
    alone = judged(source.alone(sheet), as_of, ledger, today).outcome
    found = located(alone.diagnostics, alone.parts)
    results = finding_list(found, alone.counts, moment=moment, revision=sheet.revision)
    return outcome, write_results(workspace.source, results, sheet.revision)


def annotate_source(
    workspace: Workspace, as_of: date, out: Path | None, *, today: date | None = None
) -> tuple[Outcome, Path]:
    """Check a source and write its marked copy to ``out``, or beside it; returns where it lies.

    Raises ``WorkbookError`` where the copy must not be written.
    """
    source = workspace.source
    target = (out or copy_path(source.path)).absolute()
    refuse_copy_at(target, source.path)
    refuse_in_outputs(workspace, target)
    snapshot = open_source(source).snapshot()
    outcome = judged(snapshot, as_of, workspace.ledger, today).outcome
    write_copy(annotated_bytes(snapshot, outcome), target)
    return outcome, target
