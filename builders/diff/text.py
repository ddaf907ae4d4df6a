"""A report in lines for the screen."""

from __future__ import annotations

from collections.abc import Iterator

from builders.diff import said
from builders.diff.pieces import Pieces, pieces_of
from builders.diff.report import Finding, Report
from builders.diff.words import Phrases, load_phrases

_LONGEST_PAIR = 60
_CONTEXT = 20
_LONGEST_PIECE = 160


def text_lines(report: Report) -> list[str]:
    """The whole report, the counts of each audience last."""
    return list(_lines(report, load_phrases()))


def _lines(report: Report, words: Phrases) -> Iterator[str]:
    ends = {"old": said.end(report.old, words), "new": said.end(report.new, words)}
    yield words.say("head.between", **ends)
    yield _notice(report, words)
    if report.is_empty:
        yield words.say("total.nothing")
        return
    yield from _section("public", report.public_findings, report, words)
    if not report.is_public_only:
        yield from _section("stations", report.station_findings, report, words)
    yield from _totals(report, words)


def _notice(report: Report, words: Phrases) -> str:
    if report.is_public_only:
        mark, note = words.say("head.public"), words.say("head.public_note")
    else:
        mark, note = words.say("head.internal"), words.say("head.internal_note")
    return words.say("head.noted", mark=mark, note=note)


def _section(
    key: str, findings: tuple[Finding, ...], report: Report, words: Phrases
) -> Iterator[str]:
    yield ""
    yield words.say(f"section.{key}")
    for number, finding in enumerate(findings, start=1):
        yield from _finding(number, finding, report, words)
    if not findings:
        yield words.say("total.nothing")


def _finding(number: int, finding: Finding, report: Report, words: Phrases) -> Iterator[str]:
    one = finding.difference
    subject = said.subject(one, words)
    is_long = one.kind == "changed" and len(one.old) + len(one.new) > _LONGEST_PAIR
    what = "" if is_long else said.sentence(finding, report, words)
    yield words.say("row.line", number=number, subject=subject, what=what)
    details = [*_pair(one.old, one.new, words)] if is_long else []
    audiences = words.join(said.audiences(finding, report, words))
    details.append(words.say("who.line", audiences=audiences))
    effects = said.effects(finding, words)
    if effects:
        details.append(words.say("touches.line", effects=words.join(effects)))
    yield from (words.say("row.detail", text=text) for text in details)


def _pair(old: str, new: str, words: Phrases) -> Iterator[str]:
    """Two long texts, each cut to what differs with a little before and after it."""
    pieces = pieces_of(said.one_line(old, words), said.one_line(new, words))
    yield words.say("value.old", text=_excerpt(pieces, pieces.old, words))
    yield words.say("value.new", text=_excerpt(pieces, pieces.new, words))


def _excerpt(pieces: Pieces, middle: str, words: Phrases) -> str:
    cut = words.say("value.cut")
    head = pieces.head if len(pieces.head) <= _CONTEXT else cut + pieces.head[-_CONTEXT:]
    tail = pieces.tail if len(pieces.tail) <= _CONTEXT else pieces.tail[:_CONTEXT] + cut
    if len(middle) > _LONGEST_PIECE:
        return f"{head}{middle[:_LONGEST_PIECE]}{cut}"
    return f"{head}{middle}{tail}"


def _totals(report: Report, words: Phrases) -> Iterator[str]:
    yield ""
    yield words.say("section.totals")
    yield words.say("row.item", text=said.public_total(report, words))
    if report.other_pages:
        text = words.say("total.other_pages", number=len(report.other_pages))
        yield words.say("row.item", text=text)
    for text in said.station_totals(report, words):
        yield words.say("row.item", text=said.one_line(text, words))
