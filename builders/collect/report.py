"""What was collected in lines for a screen, and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from builders.collect.proposals import Collection, Proposal
from builders.collect.ticks import Slip
from builders.collect.words import tell
from registry.locale import load_locale
from registry.report import on_one_line


def lines(collection: Collection, lists: int) -> Iterator[str]:
    """Rows that lists contradict each other about, the other proposals, what must be known."""
    disputed = [one for one in collection.proposals if one.is_disputed]
    agreed = [one for one in collection.proposals if not one.is_disputed]
    for key, proposals in (("disputed", disputed), ("proposals", agreed)):
        if proposals:
            yield tell("report", key)
            yield from _by_row(proposals)
    if collection.slips:
        yield tell("report", "told")
        yield from map(_slip_line, collection.slips)
    yield tell(
        "report",
        "counts",
        lists=lists,
        proposals=len(collection.proposals),
        disputed=len(disputed),
        told=len(collection.slips),
    )


def data(collection: Collection, unread: list[str]) -> dict[str, object]:
    """The same, ready for ``json.dumps``; tabs and kinds by their keys."""
    told = [{**asdict(slip), "message": slip_text(slip)} for slip in collection.slips]
    proposals = [asdict(one) for one in collection.proposals]
    return {"proposals": proposals, "told": told, "unread": unread}


def slip_text(slip: Slip) -> str:
    """What is odd, in one sentence."""
    return tell("slip", slip.code, found=slip.found, known=on_one_line(slip.known))


def _by_row(proposals: list[Proposal]) -> Iterator[str]:
    for _, group in groupby(proposals, key=lambda one: (one.tab, one.id)):
        found = list(group)
        tab = load_locale().tabs[found[0].tab]
        name = on_one_line(found[0].name)
        place = tell("report", "place", tab=tab, id=found[0].id, name=name)
        text = tell("report", "between").join(map(_said, found))
        yield tell("report", "line", place=place, text=text)


def _said(one: Proposal) -> str:
    kind = tell("kind", one.kind)
    parts = [
        tell("report", "one", kind=kind, station=one.station, name=on_one_line(one.station_name))
    ]
    if one.column:
        now = on_one_line(one.now) or tell("report", "empty")
        values = {"column": one.column, "now": now, "proposed": one.proposed}
        parts.append(tell("report", "change", **values))
    elif one.proposed and one.kind == "confirmed":
        parts.append(tell("report", "day", day=one.proposed))
    if one.remark:
        parts.append(tell("report", "remark", remark=on_one_line(one.remark)))
    return " ".join(parts)


def _slip_line(slip: Slip) -> str:
    file, text = slip.file or tell("report", "sheet"), slip_text(slip)
    if not slip.row:
        return tell("report", "slip", file=file, text=text)
    return tell("report", "slip_at", file=file, list=slip.list, row=slip.row, text=text)
