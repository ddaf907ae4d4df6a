"""The tabs of a cloud sheet, made from the same schema and in the same words as the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from registry.locale import Locale, load_locale
from registry.schema import CHOICES, TABS, Column, Kind, Tab
from registry.snapshot import Cell, Snapshot, Table, column_letter
from registry.sources.google import NewCell, NewColumn, NewTab, Rule
from registry.template.lists import Lists, columns_of
from registry.template.looks import FIGURES, colours, column_width, seen_by, tab_colour
from registry.template.rules import EARLIEST, LATEST, SPARE_ROWS
from registry.template.tables import header_note
from registry.template.values import is_real_figure, real_day
from registry.workbook_wording import GuideSection, load_wording

_PIXELS = 8
"""Of one character, as wide as it is in the workbook."""

_FIRST_DAY = date(1900, 3, 1)
"""Programs count the days before it differently."""

_SPARE_TERMS = 40
_FIRST_TERM = 3
_MOST_WORDS = 500
"""Of a list that is part of a rule."""

_GUIDE_WIDTHS = (160, 740)
_ABOUT_FORMULAS = ("due", "twice")
_ABOUT_PRIVATE = ("station", "office")


def cloud_tabs(snapshot: Snapshot, *, is_public_only: bool) -> tuple[NewTab, ...]:
    """The tabs of that snapshot between the instructions and the words that lists offer.

    Read again they give an equal snapshot, but for error cells, which become plain text.
    """
    lists = Lists(snapshot, load_locale(), SPARE_ROWS)
    guide = _guide(snapshot, is_public_only=is_public_only)
    tabs = (guide, *(_tab(table, lists) for table in snapshot.tables))
    return (*tabs, _options(lists, load_locale())) if lists.has_terms else tabs


def _tab(table: Table, lists: Lists) -> NewTab:
    titles = load_locale().tabs
    tab = next((tab for tab in TABS if titles[tab.key] == table.title), None)
    columns = columns_of(tab, table.headers, load_locale())
    last = table.rows[-1].number if table.rows else table.header_row
    pairs = list(zip(columns, table.headers, strict=True))
    header = tuple(_header(tab, column, text, lists) for column, text in pairs)
    kinds = [column.kind for column in columns]
    filled = {row.number: _cells(row.cells, kinds) for row in table.rows}
    return NewTab(
        title=table.title,
        columns=tuple(_column(column, text, lists) for column, text in pairs),
        rows={table.header_row: header, **filled} if header else {},
        last_row=last + SPARE_ROWS,
        header_row=table.header_row,
        frozen_columns=2 if [column.key for column in columns[:2]] == ["id", "name"] else 1,
        colour=tab_colour(tab),
    )


def _header(tab: Tab | None, column: Column, text: str, lists: Lists) -> NewCell:
    visibility = seen_by(tab, column)
    paper, ink = colours(visibility)
    note = header_note(column, visibility, lists.words(column)) if text else ""
    return NewCell(value=text, note=note, paper=paper, ink=ink, is_bold=True)


def _column(column: Column, header: str, lists: Lists) -> NewColumn:
    width = round(_PIXELS * column_width(column.kind, header))
    rule = _rule(column, lists) if column.key else None
    if column.kind is Kind.DATE:
        return NewColumn(width=width, holds="day", rule=rule)
    return NewColumn(width=width, holds="figure" if column.kind in FIGURES else "text", rule=rule)


def _rule(column: Column, lists: Lists) -> Rule | None:
    """What a cell of that column is held to; ``None`` where any text is fine."""
    message = load_wording().fill[column.kind]
    if column.kind is Kind.DATE:
        days = (EARLIEST.isoformat(), LATEST.isoformat())
        return Rule(condition="DATE_BETWEEN", values=days, message=message)
    if column.kind in FIGURES:
        return Rule(condition="NUMBER_GREATER_THAN_EQ", values=("0",), message=message)
    words = lists.words(column)
    if 0 < len(words) <= _MOST_WORDS:
        is_strict = column.kind is Kind.CHOICE
        return Rule(condition="ONE_OF_LIST", values=words, message=message, is_strict=is_strict)
    cells = _offered(column, lists)
    return Rule(condition="ONE_OF_RANGE", values=(f"={cells}",), message=message) if cells else None


def _offered(column: Column, lists: Lists) -> str:
    """The cells whose words a drop-down offers; empty where there are none."""
    match column.kind:
        case Kind.TERM | Kind.TERMS if lists.has_terms:
            letter = column_letter(CHOICES["taxonomy"].index(column.of))
            last = _last_term(lists)
            return f"'{load_wording().options_title}'!${letter}${_FIRST_TERM}:${letter}${last}"
        case Kind.REFERENCE | Kind.REFERENCES:
            return lists.cells(column.of, "id")
        case _:
            return ""


def _cells(cells: tuple[Cell, ...], kinds: list[Kind]) -> tuple[NewCell, ...]:
    pairs = zip(cells, kinds, strict=False)
    return tuple(NewCell(value=_value(cell.text, kind)) for cell, kind in pairs)


def _value(text: str, kind: Kind) -> str | float | date:
    """A day as a day, a figure as a figure, all else as text."""
    if kind is Kind.DATE and (day := real_day(text)) and day >= _FIRST_DAY:
        return day
    return float(text) if kind in FIGURES and is_real_figure(text) else text


def _last_term(lists: Lists) -> int:
    longest = max(len(lists.terms(taxonomy)) for taxonomy in CHOICES["taxonomy"])
    return _FIRST_TERM + longest + _SPARE_TERMS


def _options(lists: Lists, locale: Locale) -> NewTab:
    """The terms of each taxonomy: they follow the terms tab by formulas."""
    wording, taxonomies = load_wording(), CHOICES["taxonomy"]
    heads = tuple(NewCell(value=locale.choice("taxonomy", one), is_bold=True) for one in taxonomies)
    terms = tuple(NewCell(formula=lists.terms_formula(taxonomy)) for taxonomy in taxonomies)
    return NewTab(
        title=wording.options_title,
        columns=tuple(NewColumn(width=_GUIDE_WIDTHS[0], holds="text") for _ in taxonomies),
        rows={1: (NewCell(value=wording.options_heading, is_bold=True),), 2: heads, 3: terms},
        last_row=_last_term(lists),
    )


def _guide(snapshot: Snapshot, *, is_public_only: bool) -> NewTab:
    wording = load_wording()
    rows: dict[int, tuple[NewCell, ...]] = {1: (NewCell(value=wording.title, is_bold=True),)}
    number = 3
    for section in _sections(is_public_only=is_public_only):
        for line in section.lines:
            rows[number] = (_swatch(section, line), NewCell(value=line))
            number += 1
        number += 1
    rows[number] = (NewCell(value=wording.tabs_heading, is_bold=True),)
    for title, text in _told_tabs(snapshot).items():
        number += 1
        rows[number] = (NewCell(value=title), NewCell(value=text))
    columns = tuple(NewColumn(width=width) for width in _GUIDE_WIDTHS)
    return NewTab(title=wording.guide_title, columns=columns, rows=rows, last_row=number)


def _sections(*, is_public_only: bool) -> Iterator[GuideSection]:
    """The sections of the instructions that hold for a sheet in a cloud."""
    wording = load_wording()
    silent = (*_ABOUT_FORMULAS, *(_ABOUT_PRIVATE if is_public_only else ()))
    for section in wording.guide:
        if section.colour not in silent:
            yield section
    if is_public_only:
        yield GuideSection(heading=wording.cloud_heading, lines=tuple(wording.cloud_lines))


def _swatch(section: GuideSection, line: str) -> NewCell:
    if line != section.lines[0]:
        return NewCell()
    paper, ink = colours(section.colour)
    return NewCell(value=section.heading, paper=paper, ink=ink, is_bold=True)


def _told_tabs(snapshot: Snapshot) -> Mapping[str, str]:
    keys = {title: key for key, title in load_locale().tabs.items()}
    told = (table.title for table in snapshot.tables if table.title in keys)
    return {title: load_wording().tabs[keys[title]] for title in told}
