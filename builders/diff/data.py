"""A report as data for programs: sorted, the same report gives the same text."""

from __future__ import annotations

from collections.abc import Iterable

from builders.diff import said
from builders.diff.report import End, Finding, Named, Report, StationTotal
from builders.diff.words import Phrases, load_phrases
from registry.differences import PUBLIC

_VERSION = 1
_PUBLIC = "public"
Data = dict[str, object]


def as_data(report: Report) -> Data:
    """The report as texts, numbers, lists and mappings; nothing of stations where it has none."""
    words = load_phrases()
    totals: Data = {
        "public": {
            "changes": len(report.public_findings),
            "pages": _named(report.pages),
            "other_pages": _named(report.other_pages),
        }
    }
    if not report.is_public_only:
        totals["stations"] = [_station(one) for one in report.stations]
    return {
        "format": "jieyou-diff",
        "version": _VERSION,
        "public_only": report.is_public_only,
        "old": _end(report.old),
        "new": _end(report.new),
        "changes": [_finding(one, report, words) for one in report.findings],
        "totals": totals,
    }


def _end(end: End) -> Data:
    kind = "edition" if end.is_published else "sheet"
    return {"kind": kind, "name": end.name, "day": end.day.isoformat()}


def _finding(finding: Finding, report: Report, words: Phrases) -> Data:
    one = finding.difference
    data: Data = {
        "kind": one.kind,
        "tab": one.tab,
        "address": one.address,
        "id": one.id,
        "name": one.name,
        "field": one.field,
        "header": said.header(one, words),
        "old": one.old,
        "new": one.new,
        "unit": one.unit,
        "since": one.since,
        "reason": one.reason,
        "successor": one.successor,
        "said": f"{said.subject(one, words)} {said.sentence(finding, report, words)}",
        "audiences": [_PUBLIC if audience == PUBLIC else audience for audience in one.audiences],
        "because_of_it": list(one.more),
        "policies": _named(finding.policies),
        "pages": _named(finding.pages),
    }
    if not report.is_public_only:
        data["lists"] = {station: list(names) for station, names in finding.lists.items()}
    return data


def _named(rows: Iterable[Named]) -> list[Data]:
    return [{"id": row.id, "name": row.name} for row in rows]


def _station(one: StationTotal) -> Data:
    return {
        "id": one.station.id,
        "name": one.station.name,
        "standing": one.standing,
        "changes": one.changes,
        "lists": list(one.lists),
    }
