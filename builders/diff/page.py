"""A report as one web page, to be sent to whoever approves it; it needs no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from builders.diff import said
from builders.diff.pieces import Pieces, pieces_of
from builders.diff.report import Finding, Named, Report
from builders.diff.words import Phrases, load_phrases
from builders.stamping import LISTS

GENERATOR = "jieyou diff"
"""What the page says of itself: such a page may be replaced by a newer one."""

_MOST_NAMES = 6
_SHORT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a finding touches: how many, and what they are called."""

    count: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A finding as the page shows it: an event, or two texts in pieces."""

    tab: str
    id: str
    name: str
    header: str
    kind: str
    event: str
    pieces: Pieces
    unit: str
    since: str
    audiences: tuple[str, ...]
    effects: tuple[Effect, ...]

    @property
    def is_short(self) -> bool:
        """True where both texts fit on one line."""
        texts = self.pieces.head * 2, self.pieces.old, self.pieces.new, self.pieces.tail * 2
        return sum(map(len, texts)) <= _SHORT and "\n" not in "".join(texts)


def page_bytes(report: Report) -> bytes:
    """The page; the same report gives the same bytes."""
    words = load_phrases()
    sections = {"public": report.public_findings}
    if not report.is_public_only:
        sections["stations"] = report.station_findings
    text = (
        _templates()
        .get_template("page.html.j2")
        .render(
            say=words.say,
            generator=GENERATOR,
            report=report,
            old=said.end(report.old, words),
            new=said.end(report.new, words),
            totals=tuple(_totals(report, words)),
            sections={
                words.say(f"section.{key}"): [_card(one, report, words) for one in findings]
                for key, findings in sections.items()
            },
        )
    )
    return text.encode("utf-8", errors="replace")


def _totals(report: Report, words: Phrases) -> Iterator[str]:
    yield said.public_total(report, words)
    yield from said.station_totals(report, words)
    if report.other_pages:
        yield words.say("total.other_pages", number=len(report.other_pages))


def _card(finding: Finding, report: Report, words: Phrases) -> Card:
    one = finding.difference
    return Card(
        tab=words.tab(one),
        id=one.id,
        name=one.name,
        header=said.header(one, words),
        kind=one.kind,
        event=said.event(finding, report, words),
        pieces=pieces_of(one.old, one.new),
        unit=one.unit,
        since=one.since,
        audiences=said.audiences(finding, report, words),
        effects=tuple(_effects(finding, words)),
    )


def _effects(finding: Finding, words: Phrases) -> Iterator[Effect]:
    for key, rows in (("policies", finding.policies), ("pages", finding.pages)):
        if rows:
            count = words.say(f"touches.{key}", number=len(rows))
            yield Effect(count=count, names=_names(rows, words))
    touched = [name for name in LISTS if any(name in one for one in finding.lists.values())]
    if touched:
        names = words.lists(touched)
        count = words.say("touches.list_count", number=finding.list_count)
        yield Effect(count=count, names=names)


def _names(rows: Iterable[Named], words: Phrases) -> str:
    names = [row.name or row.id for row in rows]
    text = words.join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return text
    return words.say("page.more", text=text, number=len(names))


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("builders", "templates/diff"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
