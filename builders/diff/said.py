"""The sentences about a finding, which all forms share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from builders.diff.report import End, Finding, Report, StationTotal
from builders.diff.words import Phrases
from builders.stamping import LISTS
from registry.differences import Difference

_MOST_NAMED = 2
"""So many stations are told by name, more by their ids."""

_MOST_IDS = 20
_PARTS = ("benefits", "required_documents")
_BARE = frozenset({"standards/value", "settings/value"})
"""Columns whose header says nothing that the row's name does not."""


def end(side: End, words: Phrases) -> str:
    """Which state that side is."""
    key = "head.edition" if side.is_published else "head.sheet"
    return words.say(key, name=side.name, day=side.day)


def subject(one: Difference, words: Phrases) -> str:
    """What it is about: the tab, id and name of the row, and the header of the column."""
    named, column = row(one, words), header(one, words)
    return words.say("row.headed", subject=named, header=column) if column else named


def row(one: Difference, words: Phrases) -> str:
    """Which row it is about: tab, id, name."""
    key = "row.worded" if not one.id else "row.named" if one.name else "row.unnamed"
    name = one_line(one.name, words)
    return words.say(key, tab=words.tab(one), id=one.id, name=name)


def header(one: Difference, words: Phrases) -> str:
    """Which column it is about; blank for a whole row."""
    return words.header(one) if one.field and f"{one.tab}/{one.field}" not in _BARE else ""


def values(one: Difference, words: Phrases) -> str:
    """The old text and the new one on one line."""
    old, new = (one_line(text, words) for text in (one.old, one.new))
    change = words.say("value.change_unit" if one.unit else "value.change", **_both(old, new, one))
    return words.say("what.since", change=change, since=one.since) if one.since else change


def _both(old: str, new: str, one: Difference) -> dict[str, str]:
    return {"old": old, "new": new, "unit": one.unit}


def one_line(text: str, words: Phrases) -> str:
    """The text of a cell on one line, without signs that steer a screen."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = words.say("value.line_break").join(lines)
    shown = "".join(sign if sign.isprintable() else " " for sign in line)
    return shown or words.say("value.blank")


def event(finding: Finding, report: Report, words: Phrases) -> str:
    """What happened to a whole row; blank where only a text of it is another."""
    one = finding.difference
    match one.kind:
        case "changed" | "figure":
            return ""
        case "retired":
            return _retired(one, words)
        case "joined" | "left":
            return _moved(finding, report, words)
    what, figure = words.say(f"what.{one.kind}"), one.old or one.new
    if figure:
        return words.say("what.valued", what=what, figure=one_line(figure, words))
    parts = _parts(one, words) if one.kind == "added" else ""
    return words.say("what.added_parts", parts=parts) if parts else what


def _retired(one: Difference, words: Phrases) -> str:
    told = "both" if one.reason and one.successor else "reason" if one.reason else "successor"
    key = f"what.retired_{told}" if one.reason or one.successor else "what.retired"
    reason, successor = one_line(one.reason, words), one_line(one.successor, words)
    return words.say(key, reason=reason, successor=successor)


def _moved(finding: Finding, report: Report, words: Phrases) -> str:
    one = finding.difference
    if one.is_public:
        return words.say(f"what.{one.kind}_public")
    own = [name for name, prefixes in LISTS.items() if one.address.startswith(prefixes)]
    stations, lists = _stations(finding, report, words), words.lists(own[:1])
    return words.say(f"what.{one.kind}_lists", stations=stations, lists=lists)


def _stations(finding: Finding, report: Report, words: Phrases) -> str:
    if len(finding.stations) > 1:
        number, ids = len(finding.stations), _ids(finding.stations, words)
        return words.say("who.in_many_lists", number=number, ids=ids)
    return "".join(
        words.say("who.in_lists", id=one.station.id, name=one.station.name)
        for one in report.stations
        if one.station.id in finding.stations
    )


def _ids(stations: Iterable[str], words: Phrases) -> str:
    ids = tuple(stations)
    more = words.say("value.cut") if len(ids) > _MOST_IDS else ""
    return words.join(ids[:_MOST_IDS]) + more


def _parts(one: Difference, words: Phrases) -> str:
    counts = Counter(address.partition("/")[0] for address in one.more)
    return words.join(words.say(f"part.{tab}", number=counts[tab]) for tab in _PARTS if counts[tab])


def sentence(finding: Finding, report: Report, words: Phrases) -> str:
    """What differs, on one line."""
    return event(finding, report, words) or values(finding.difference, words)


def audiences(finding: Finding, report: Report, words: Phrases) -> tuple[str, ...]:
    """Who sees it."""
    public = (words.say("who.public"),) if finding.difference.is_public else ()
    stations = finding.stations
    if stations == report.compared and len(stations) > _MOST_NAMED:
        return (*public, words.say("who.every_station", number=len(stations)))
    if len(stations) > _MOST_NAMED:
        ids = _ids(stations, words)
        return (*public, words.say("who.many_stations", number=len(stations), ids=ids))
    named = (one.station for one in report.stations if one.station.id in stations)
    return (*public, *(words.say("who.station", id=one.id, name=one.name) for one in named))


def effects(finding: Finding, words: Phrases) -> tuple[str, ...]:
    """How many policies, pages and lists it touches; nothing is told of none."""
    counts = {"policies": len(finding.policies), "pages": len(finding.pages)}
    told = [words.say(f"touches.{key}", number=count) for key, count in counts.items() if count]
    if finding.lists:
        touched = [name for name in LISTS if any(name in one for one in finding.lists.values())]
        names = words.lists(touched)
        told.append(words.say("touches.lists", number=finding.list_count, names=names))
    return tuple(told)


def public_total(report: Report, words: Phrases) -> str:
    """What comes of it for the public."""
    parts = _counted(len(report.public_findings), words)
    if report.pages:
        parts.append(words.say("touches.pages", number=len(report.pages)))
    return words.say("total.public", what=_ended(parts, words))


def station_totals(report: Report, words: Phrases) -> Iterator[str]:
    """What comes of it for each station; those for which it is the same, in one line."""
    alike: dict[str, list[StationTotal]] = {}
    for one in report.stations:
        alike.setdefault(_station_total(one, words), []).append(one)
    for what, ones in alike.items():
        if len(ones) == 1:
            station = ones[0].station
            yield words.say("total.station", id=station.id, name=station.name, what=what)
        elif len(alike) == 1:
            yield words.say("total.every_station", number=len(ones), what=what)
        else:
            ids = _ids((one.station.id for one in ones), words)
            yield words.say("total.stations", number=len(ones), ids=ids, what=what)


def _station_total(one: StationTotal, words: Phrases) -> str:
    if one.standing != "compared":
        return words.say(f"total.{one.standing}")
    parts = _counted(one.changes, words)
    if one.lists:
        parts = parts or [words.say("total.reworded")]
        names = words.lists(one.lists)
        parts.append(words.say("touches.lists", number=len(one.lists), names=names))
    return _ended(parts, words)


def _counted(changes: int, words: Phrases) -> list[str]:
    return [words.say("total.changes", number=changes)] if changes else []


def _ended(parts: list[str], words: Phrases) -> str:
    if not parts:
        return words.say("total.nothing")
    return words.say("total.end", parts=words.say("list.clause").join(parts))
