"""What ``batchUpdate`` does to emulated tabs; whatever it does not know, it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tests.google_tabs import Tab, Value, number_value, text_value

_OPTIONS = "选项"
_RANGE = re.compile(r"='([^']+)'!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)")
_LISTS = {"ONE_OF_LIST": 500, "ONE_OF_RANGE": 1, "DATE_BETWEEN": 2, "NUMBER_GREATER_THAN_EQ": 1}
_PROPERTIES = {"sheetId", "title", "hidden", "gridProperties", "tabColorStyle"}
_CELL = {"userEnteredValue", "userEnteredFormat", "note"}
_FORMAT = {
    "wrapStrategy",
    "verticalAlignment",
    "numberFormat",
    "textFormat",
    "backgroundColorStyle",
}
_LONGEST = 50_000


class MalformedError(Exception):
    """A request that Google would refuse, or one that we never send."""


def apply(tabs: list[Tab], request: dict[str, Value]) -> None:
    """Change the tabs; raises ``MalformedError``."""
    need(len(request) == 1, "one kind to a request")
    ((kind, what),) = request.items()
    need(kind in _KINDS, f"unknown request {kind}")
    if kind in _KINDS:
        _KINDS[kind](tabs, what)


def need(condition: bool, reason: str) -> None:
    if not condition:
        raise MalformedError(reason)


def only(what: Value, *keys: str) -> None:
    need(set(what) <= set(keys), f"unknown fields {sorted(set(what) - set(keys))}")


def inner(what: Value, key: str) -> Value:
    value = what.get(key)
    need(isinstance(value, dict), f"no {key}")
    assert isinstance(value, dict)
    return value


def items(what: Value, key: str) -> list[Value]:
    value = what.get(key)
    need(isinstance(value, list), f"no {key}")
    assert isinstance(value, list)
    return value


def number(what: Value, key: str, otherwise: int = 0) -> int:
    value = what.get(key, otherwise)
    need(isinstance(value, int) and value >= 0, f"bad {key}")
    assert isinstance(value, int)
    return value


def text(what: Value, key: str) -> str:
    value = what.get(key)
    need(isinstance(value, str) and bool(value), f"no {key}")
    return str(value)


def tab_of(tabs: list[Tab], what: Value) -> Tab:
    found = [tab for tab in tabs if tab.number == what.get("sheetId")]
    need(len(found) == 1, "no such sheet")
    return found[0]


def area(tabs: list[Tab], what: Value) -> tuple[Tab, range, range]:
    """The tab, rows and columns of a range, which must lie within the grid."""
    only(what, "sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    tab = tab_of(tabs, what)
    rows = range(number(what, "startRowIndex"), number(what, "endRowIndex", tab.height))
    columns = range(number(what, "startColumnIndex"), number(what, "endColumnIndex", tab.width))
    need(bool(rows) and rows.stop <= tab.height, "rows outside the grid")
    need(bool(columns) and columns.stop <= tab.width, "columns outside the grid")
    return tab, rows, columns


def add_sheet(tabs: list[Tab], what: Value) -> None:
    only(what, "properties")
    properties = inner(what, "properties")
    need(number(properties, "sheetId") not in [tab.number for tab in tabs], "number taken")
    tab = Tab(title="", rows=[], number=number(properties, "sheetId"))
    tabs.append(tab)
    set_properties(tabs, tab, properties)


def update_sheet(tabs: list[Tab], what: Value) -> None:
    only(what, "properties", "fields")
    properties = inner(what, "properties")
    fields = set(text(what, "fields").split(","))
    need(fields <= set(properties), "fields without a value")
    tab = tab_of(tabs, properties)
    set_properties(tabs, tab, {key: properties[key] for key in fields})


def set_properties(tabs: list[Tab], tab: Tab, properties: Value) -> None:
    only(properties, *_PROPERTIES)
    if "title" in properties:
        title = text(properties, "title")
        others = [one.title for one in tabs if one is not tab]
        need(title not in others and len(title) <= 100, "title taken or too long")
        tab.title = title
    tab.hidden = properties.get("hidden", tab.hidden) is True
    tab.colour = inner(properties, "tabColorStyle") if "tabColorStyle" in properties else tab.colour
    if "gridProperties" in properties:
        grid = inner(properties, "gridProperties")
        only(grid, "rowCount", "columnCount", "frozenRowCount", "frozenColumnCount")
        tab.height, tab.width = number(grid, "rowCount", 1000), number(grid, "columnCount", 26)
        tab.frozen = number(grid, "frozenRowCount")
        need(bool(tab.height and tab.width), "no grid")
        need(tab.frozen < tab.height, "all rows frozen")
        need(number(grid, "frozenColumnCount") < tab.width, "all columns frozen")
        tab.rows = [row[: tab.width] for row in tab.rows[: tab.height]]


def update_cells(tabs: list[Tab], what: Value) -> None:
    only(what, "start", "range", "rows", "fields")
    need(("start" in what) != ("range" in what), "start or range")
    fields = set(text(what, "fields").split(","))
    need(fields <= _CELL, "unknown fields")
    if "range" in what:
        tab, rows, columns = area(tabs, inner(what, "range"))
        for row in set(rows) & set(range(len(tab.rows))):
            for column in set(columns) & set(range(len(tab.rows[row]))):
                tab.rows[row][column] = {}
        return
    start = inner(what, "start")
    tab = tab_of(tabs, start)
    top, left = number(start, "rowIndex"), number(start, "columnIndex")
    for row, line in enumerate(items(what, "rows"), start=top):
        need(row < tab.height, "row outside the grid")
        for column, cell in enumerate(items(line, "values"), start=left):
            need(column < tab.width, "column outside the grid")
            need(set(cell) <= fields, "a cell with more than its fields")
            put(tab, row, column, cell)


def put(tab: Tab, row: int, column: int, cell: Value) -> None:
    tab.rows += [[] for _ in range(row + 1 - len(tab.rows))]
    line = tab.rows[row]
    line += [{} for _ in range(column + 1 - len(line))]
    only(inner(cell, "userEnteredFormat") if "userEnteredFormat" in cell else {}, *_FORMAT)
    value = inner(cell, "userEnteredValue") if "userEnteredValue" in cell else {}
    written = as_shown(tab, row, column, value)
    written |= {key: cell[key] for key in ("userEnteredFormat", "note") if key in cell}
    line[column] = written


def as_shown(tab: Tab, row: int, column: int, value: Value) -> Value:
    """A cell with that value typed into it; formulas are ours, and on one tab only."""
    need(len(value) <= 1, "two values")
    match next(iter(value.items()), ("", "")):
        case ("stringValue", str(typed)):
            need(len(typed) <= _LONGEST, "text too long")
            return {**text_value(typed), "userEnteredValue": {"stringValue": typed}}
        case ("numberValue", int() | float() as figure):
            return {**number_value(figure, str(figure)), "userEnteredValue": {"n": figure}}
        case ("formulaValue", str(formula)) if tab.title == _OPTIONS and row > 0:
            need(formula.startswith("=IFERROR(FILTER("), "unknown formula")
            return {"userEnteredValue": {"formulaValue": formula}}
        case ("", _):
            return {}
    raise MalformedError(f"bad value at {row} {column}")


def repeat_cell(tabs: list[Tab], what: Value) -> None:
    only(what, "range", "cell", "fields")
    need(what["fields"] == "userEnteredFormat", "unknown fields")
    form = inner(inner(what, "cell"), "userEnteredFormat")
    only(form, *_FORMAT)
    tab, rows, columns = area(tabs, inner(what, "range"))
    tab.formats.append((rows, columns, form))


def set_rule(tabs: list[Tab], what: Value) -> None:
    only(what, "range", "rule")
    tab, rows, columns = area(tabs, inner(what, "range"))
    rule = inner(what, "rule")
    only(rule, "condition", "inputMessage", "strict", "showCustomUi")
    condition = inner(rule, "condition")
    kind, values = text(condition, "type"), items(condition, "values")
    need(kind in _LISTS, "unknown condition")
    need(0 < len(values) <= _LISTS.get(kind, 0), "too many or too few values")
    words = [text(value, "userEnteredValue") for value in values]
    need(kind == "ONE_OF_RANGE" or not words[0].startswith("="), "a formula in a list")
    need(len(set(words)) == len(words), "a word twice")
    if kind == "ONE_OF_RANGE":
        named(tabs, words[0])
    if kind == "DATE_BETWEEN":
        assert all(date.fromisoformat(word) for word in words)
    tab.rules.append((rows, columns, rule))


def named(tabs: list[Tab], place: str) -> None:
    """Refuse a range by name unless it is one column of a tab that is there."""
    match = _RANGE.fullmatch(place)
    need(match is not None, "not a range")
    assert match is not None
    tab = next((tab for tab in tabs if tab.title == match[1]), None)
    need(tab is not None, "no such sheet")
    assert tab is not None
    need(match[2] == match[4] and len(match[2]) <= 2, "not one column")
    need(0 < int(match[3]) <= int(match[5]) <= tab.height, "rows outside the grid")


def protect(tabs: list[Tab], what: Value) -> None:
    only(what, "protectedRange")
    guarded = inner(what, "protectedRange")
    only(guarded, "range", "warningOnly")
    need(guarded["warningOnly"] is True, "a lock, not a warning")
    tab, rows, columns = area(tabs, inner(guarded, "range"))
    need((rows, columns) not in tab.guarded, "guarded twice")
    tab.guarded.append((rows, columns))


def resize(tabs: list[Tab], what: Value) -> None:
    only(what, "range", "properties", "fields")
    place = inner(what, "range")
    only(place, "sheetId", "dimension", "startIndex", "endIndex")
    need(place["dimension"] == "COLUMNS" and what["fields"] == "pixelSize", "unknown dimension")
    need(number(place, "endIndex") <= tab_of(tabs, place).width, "columns outside the grid")
    need(number(inner(what, "properties"), "pixelSize") > 0, "no width")


_KINDS: dict[str, Callable[[list[Tab], Value], None]] = {
    "addSheet": add_sheet,
    "updateSheetProperties": update_sheet,
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "setDataValidation": set_rule,
    "addProtectedRange": protect,
    "updateDimensionProperties": resize,
}
