"""The one place that puts things together: read, check, build, verify, publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from builders.aftermath import published
from builders.approved import Approval, approved_record, checked
from builders.gate import make_gate, read_gate_memory, write_gate_memory
from builders.ledger import numbered_anew, read_ledger
from builders.memory import Memory, Past, read_memory, write_memory
from builders.outputs.catalogue import OUTPUTS
from builders.outputs.inputs import Inputs, Made
from builders.outputs.site import SiteContent, site_content
from builders.passwords import read_passwords
from builders.publish import Publisher, Recovery
from builders.reading import Sheet, keep_good, read_sheet, with_staleness_told
from builders.request import (
    BuildRequest,
    RequestError,
    output_names,
    published_trees,
    publisher_for,
    refuse_contradictions,
    refuse_earlier_day,
)
from builders.sealing import seal_packs
from builders.shown import shown_on
from builders.shrink import Loss
from builders.spool import Spool
from builders.typeset.glyphs import missing_characters
from builders.workspace import Workspace
from registry.check import Outcome, check
from registry.diagnostics import has_errors
from registry.memory import without_collection
from registry.snapshot import Snapshot
from registry.sources import SourceAddress, open_source
from registry.views.build_station import station_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of it. ``made`` is empty when errors in the sheet, or ``losses``, stopped it.

    ``before`` has the editions that were out, ``source`` is the digest of the sheet, which was
    read ``stale_since`` then if not now.
    """

    outcome: Outcome
    recovered: Recovery | None = None
    made: Mapping[str, Made] = field(default_factory=dict)
    folders: Mapping[str, Path] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    is_encrypted: bool = False
    losses: tuple[Loss, ...] = ()
    stale_since: datetime | None = None


def check_source(
    source: SourceAddress,
    as_of: date,
    ledger: Path | None = None,
    *,
    today: date | None = None,
) -> Outcome:
    """Read a source and check it, the characters that cannot be printed included.

    With a ledger, rows that wait for approval again count as they were approved. ``today`` is the
    day by the clock, where ``as_of`` is another one.
    """
    return judged(open_source(source).snapshot(), as_of, ledger, today).outcome


def judged(snapshot: Snapshot, as_of: date, ledger: Path | None, today: date | None) -> Approval:
    """What the check makes of a sheet, as ``check_source`` does of a source."""

    def judge(sheet: Snapshot) -> Outcome:
        return check(sheet, as_of, missing_characters, today=today)

    return checked(snapshot, judge, ledger)


def build(request: BuildRequest) -> BuildResult:
    """Build what is asked for; publishes nothing when the sheet has errors or a check fails.

    Nor when the new edition lost suspiciously much, and nobody said that it may.
    """
    refuse_contradictions(request)
    publisher = publisher_for(request)
    with publisher.alone():
        recovered = publisher.recover()
        publisher.refuse_unfit_targets()
        refuse_earlier_day(request)
        before = publisher.editions()
        result = _from_sheet(request, publisher)
    return replace(result, recovered=recovered, folders=dict(publisher.targets), before=before)


@without_collection()
def _from_sheet(request: BuildRequest, publisher: Publisher) -> BuildResult:
    """Read, check, make and publish, by whoever is alone with the targets."""
    sheet = read_sheet(request)
    approval = judged(sheet.snapshot, request.as_of, request.workspace.ledger, request.today)
    registry = with_staleness_told(approval.outcome.registry, sheet.stale_since)
    outcome = replace(approval.outcome, registry=registry)
    result = BuildResult(
        outcome=outcome, source=sheet.snapshot.digest, stale_since=sheet.stale_since
    )
    if has_errors(outcome.diagnostics):
        return result
    inputs = _inputs(request, replace(approval, outcome=outcome), publisher, sheet.snapshot)
    try:
        made = _make(request, inputs, publisher)
    except BaseException:
        # Of packs that were to be encrypted, none may lie about in clear.
        publisher.clear_stage()
        raise
    lost = () if request.out or request.may_shrink else tuple(inputs.losses)
    if lost:
        publisher.clear_stage()
        return replace(result, losses=lost)
    if inputs.records is not None:
        shown, ledger = approval.shown, request.workspace.ledger
        inputs.records.add(approved_record(ledger, shown, request.as_of))
    _publish(request, inputs, made, publisher, sheet)
    return replace(result, made=made, is_encrypted=bool(made and request.password_file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollback:
    """The editions of each tree before a rollback and after it."""

    before: Mapping[str, str]
    after: Mapping[str, str]


def roll_back(
    workspace: Workspace,
    is_wanted: Callable[[Rollback], bool],
    tell_recovered: Callable[[Recovery], None],
) -> Rollback:
    """Bring the previous publication back where that is wanted; refused where there is none."""
    publisher = Publisher(
        state=workspace.state, targets=published_trees(workspace), ledger=workspace.ledger
    )
    with publisher.alone():
        recovered = publisher.recover()
        if recovered:
            tell_recovered(recovered)
        plan = Rollback(before=publisher.editions(), after=publisher.previous_editions())
        publisher.refuse_unfit_targets()
        if not is_wanted(plan):
            raise RequestError("rollback_unconfirmed")
        publisher.roll_back()
    return plan


def plain_site(workspace: Workspace, as_of: date) -> SiteContent | Outcome:
    """The generated pages for a plain MkDocs run, or the outcome that forbids them."""
    outcome = check_source(workspace.source, as_of, workspace.ledger)
    if has_errors(outcome.diagnostics):
        return outcome
    return site_content(shown_on(outcome.registry, as_of), read_ledger(workspace.ledger))


def _publish(
    request: BuildRequest,
    inputs: Inputs,
    made: Mapping[str, Made],
    publisher: Publisher,
    sheet: Sheet,
) -> None:
    """Swap the trees in, all of them or, where nothing differs, none; remember what was made."""
    ledger, kept = request.workspace.ledger, inputs.records
    records = {} if kept is None else numbered_anew(ledger, kept)
    differs = bool(records) or any(one.differs for one in made.values())
    if differs:
        publisher.publish(tuple(made), records)
    with published() if differs else nullcontext():
        if request.out and request.password_file:
            # The folder may travel as a whole.
            publisher.forget_previous()
        for name, one in made.items():
            write_memory(_memory(publisher, name), one.memory)
        keep_good(sheet, request.workspace.state)
        publisher.clear_stage()


def _memory(publisher: Publisher, name: str) -> Path:
    return publisher.state / "memory" / f"{name}.json"


def _inputs(
    request: BuildRequest, approval: Approval, publisher: Publisher, snapshot: Snapshot
) -> Inputs:
    registry = approval.outcome.registry
    known = station_ids(registry)
    for station in request.stations:
        if station not in known:
            raise RequestError("unknown_station", station)
    ledger = read_ledger(request.workspace.ledger, request.as_of)
    site = request.workspace.site
    shown = shown_on(registry, request.as_of)
    path = publisher.state / "memory" / "gate.json"
    made = make_gate(
        snapshot,
        registry,
        shown,
        ledger,
        site_config=site,
        approved=approval.shown,
        memory=read_gate_memory(path),
    )
    write_gate_memory(path, made.memory)
    return Inputs(
        registry=registry,
        shown=shown,
        gate=made.gate,
        ledger=ledger,
        site_config=site,
        records=None if request.out else Spool(publisher.stage("records")),
        stations=request.stations,
        jobs=request.jobs,
        past={
            name: Past(folder=target, memory=read_memory(_memory(publisher, name)))
            for name, target in publisher.targets.items()
        },
        progress=request.progress,
    )


def _make(request: BuildRequest, inputs: Inputs, publisher: Publisher) -> dict[str, Made]:
    passwords = _passwords(request, inputs)
    made = {}
    for name in output_names(request):
        folder = publisher.stage(name)
        made[name] = OUTPUTS[name](inputs, folder)
        if name == "packs" and passwords:
            seal_packs(folder, made[name].edition, passwords)
            # No later build may take an encrypted file for the one that it was made from.
            made[name] = replace(made[name], differs=True, memory=Memory(), taken={})
        publisher.verify(name, made[name].taken)
    return made


def _passwords(request: BuildRequest, inputs: Inputs) -> dict[str, str]:
    if request.password_file is None:
        return {}
    known = station_ids(inputs.registry)
    return read_passwords(request.password_file, known, inputs.stations or known)
