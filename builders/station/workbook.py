"""The lists as a workbook: to tick on screen or on paper, and to send back with remarks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from builders.editions import ListStamp
from builders.station.columns import (
    FONT_POINTS,
    HEAD_POINTS,
    TICKS,
    column_order,
    height_of,
    width_of,
)
from builders.station.contacts import place_cells
from builders.station.model import Checklist, Entry
from builders.station.papers import stamp_day
from builders.station.words import Words
from registry.views.station import StationView

_MAX_HEADER = 255
_LONGEST_TEXT = 16_383
"""Half of what a cell of a workbook holds, where a rare sign counts twice."""


def make_workbook(
    view: StationView, stamp: ListStamp, lists: Iterable[Checklist], words: Words
) -> bytes:
    """The workbook with one sheet for the station and one for each list.

    Texts are written as texts, so that nothing in them is taken for a formula.
    """
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    day = datetime.combine(stamp_day(stamp), time(), tzinfo=UTC).replace(tzinfo=None)
    title = words.say("title", "workbook")
    station = view.place.public.name
    book.set_properties(
        {
            "title": words.say("title", "document", title=title, station=station),
            "keywords": _editions(stamp, words),
            "created": day,
        }
    )
    styles = _styles(book, words)
    _place_sheet(book, view, stamp, styles, words)
    for checklist in lists:
        _list_sheet(book, checklist, view, styles, words)
    book.close()
    return target.getvalue()


def _styles(book: Workbook, words: Words) -> dict[str, Format]:
    base = {
        "font_name": words.say("workbook", "font"),
        "font_size": FONT_POINTS,
        "text_wrap": True,
        "valign": "top",
        "border": 1,
        "num_format": "@",
    }
    tick = {**base, "align": "center", "locked": False}
    return {
        "text": book.add_format(base),
        "id": book.add_format({**base, "bold": True}),
        "head": book.add_format({**base, "bold": True, "bg_color": "#D9D9D9"}),
        "note": book.add_format({**base, "locked": False}),
        **dict.fromkeys(TICKS, book.add_format(tick)),
    }


def _place_sheet(
    book: Workbook, view: StationView, stamp: ListStamp, styles: Mapping[str, Format], words: Words
) -> None:
    title = words.say("title", "place")
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, width_of("place"))
    rows = {
        **place_cells(view, words),
        words.say("workbook", "edition"): _editions(stamp, words),
        words.say("workbook", "validity"): _validity(stamp, words),
        words.say("workbook", "checked_on"): "",
        words.say("workbook", "usage"): words.say("workbook", "guide"),
    }
    for number, (head, text) in enumerate(rows.items()):
        sheet.set_row(number, height_of({"place": text}))
        _write(sheet, (number, 0), head, styles["head"])
        _write(sheet, (number, 1), text, styles["text"])
    _print_set_up(sheet, title, stamp, view, words)


def _list_sheet(
    book: Workbook,
    checklist: Checklist,
    view: StationView,
    styles: Mapping[str, Format],
    words: Words,
) -> None:
    sheet = book.add_worksheet(checklist.title)
    sheet.set_row(0, HEAD_POINTS)
    printed, rest = column_order(checklist)
    heads = {
        **checklist.labels,
        "mark": words.say("workbook", "mark"),
        **{key: words.say("workbook", key) for key in (*TICKS, "note")},
    }
    rows = [_row(entry, words) for entry in checklist.entries]
    for column, key in enumerate((*printed, *rest)):
        sheet.set_column(column, column, width_of(key))
        _write(sheet, (0, column), heads[key], styles["head"])
        style = styles.get(key, styles["text"])
        for number, row in enumerate(rows, start=1):
            _write(sheet, (number, column), row.get(key, ""), style)
    for number, row in enumerate(rows, start=1):
        sheet.set_row(number, height_of(row))
    if rows:
        first, last = (printed.index(TICKS[place]) for place in (0, -1))
        # A day may stand in place of the first tick, and nobody's own sign is refused.
        offered = {"validate": "list", "source": [words.say("workbook", "sign")]}
        sheet.data_validation(1, first, len(rows), last, {**offered, "show_error": False})
        sheet.autofilter(0, 0, len(rows), len(printed) + len(rest) - 1)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(rows), len(printed) - 1)
    _print_set_up(sheet, checklist.title, checklist.stamp, view, words)


def _write(sheet: Worksheet, place: tuple[int, int], text: str, style: Format) -> None:
    """Write a text as it is, whatever it looks like; too long a one ends in an ellipsis."""
    row, column = place
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + "\u2026"
    if text.startswith("<r>") and text.endswith("</r>"):
        # The writing library takes such a text for its own markup, unless it comes in pieces.
        sheet.write_rich_string(row, column, text[0], text[1], text[2:], style)
    else:
        sheet.write_string(row, column, text, style)


def _row(entry: Entry, words: Words) -> dict[str, str]:
    mark = words.wording.join(words.say("mark", mark) for mark in entry.marks)
    return {**entry.cells, "id": entry.id, "mark": mark}


def _print_set_up(
    sheet: Worksheet, title: str, stamp: ListStamp, view: StationView, words: Words
) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    internal = words.say("stamp", "internal")
    station = view.place.public.name
    sheet.set_header(
        _code("L", f"{station} {title}")
        + _code("C", _editions(stamp, words))
        + _code("R", internal)
    )
    pages = words.say("workbook", "page")
    sheet.set_footer(_code("L", _validity(stamp, words)) + f"&C{pages}")


def _code(place: str, text: str) -> str:
    """The text for one part of a header, where a single "&" would begin a command."""
    kept = text.replace("&", "&&")[: _MAX_HEADER // 3 - 4]
    is_torn = (len(kept) - len(kept.rstrip("&"))) % 2
    return f"&{place}{kept[:-1] if is_torn else kept}"


def _editions(stamp: ListStamp, words: Words) -> str:
    public, station = str(stamp.public_edition), str(stamp.station_edition)
    return words.say("stamp", "keywords", public=public, station=station)


def _validity(stamp: ListStamp, words: Words) -> str:
    until = words.say("stamp", "valid_until", day=stamp.valid_until.isoformat())
    return f"{until} {words.say('stamp', 'recall')}"
