"""Random small streets, and random changes of their cells that are not public.

What is private is told here once more, from the schema and the words of the sheet alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from registry import schema
from registry.locale import load_locale
from registry.schema import Column, Tab, Visibility
from registry.snapshot import Cell, Row, Snapshot, Table
from tests.registry.sheets import ROWS, sheet

_STEERING = ("status", "row_visibility")
_HIDDEN = (
    {"status": "草稿"},
    {"status": "待审核"},
    {"status": "停用"},
    {"row_visibility": "内部"},
    {"status": "草稿", "row_visibility": "内部"},
)
_SIGNS = "经济居住物质老人东浜一二站示例0123456789PSRFGT.-、,，;\n <>&{}'\"=%\u200b\u3000\U0001f600"
_IDS = {key: rows[0]["id"] for key, rows in ROWS.items()}

any_text = st.one_of(
    st.just(""),
    st.text(_SIGNS, max_size=12),
    st.text(max_size=6),
    st.sampled_from(
        sorted({text for rows in ROWS.values() for row in rows for text in row.values()})
    ),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of a snapshot by the places of its table, its row and its column."""

    table: int
    row: int
    column: int


@st.composite
def streets(draw: st.DrawFn) -> Snapshot:
    """The small sheet with rows that are hidden, cells left blank, and things nobody declared."""
    rows: dict[str, list[dict[str, str]]] = {key: [*found] for key, found in ROWS.items()}
    for key in draw(st.lists(st.sampled_from(sorted(ROWS)), max_size=5)):
        rows[key].append(draw(_more(key, len(rows[key]))))
    for key in draw(st.lists(st.sampled_from(sorted(ROWS)), max_size=3)):
        _blank(draw, rows[key], schema.tab(key))
    snapshot = sheet(rows)
    tables = [draw(_widened(table)) for table in snapshot.tables]
    titles = st.lists(st.sampled_from(["家访记录", "通讯录", ""]), unique=True, max_size=2)
    tables += [draw(_strange(title)) for title in draw(titles)]
    return Snapshot(tables=tuple(draw(st.permutations(tables))))


@st.composite
def _more(draw: st.DrawFn, key: str, number: int) -> dict[str, str]:
    model = draw(st.sampled_from(ROWS[key]))
    hidden = {name: text for name, text in draw(st.sampled_from(_HIDDEN)).items() if name in model}
    fresh = f"{_IDS[key]}-{number}" if key == "terms" else f"{_IDS[key][0]}{700 + number}"
    named = {"name": f"{model['name']}之{number}"} if "name" in model else {}
    return model | named | {"id": fresh} | hidden


def _blank(draw: st.DrawFn, rows: list[dict[str, str]], tab: Tab) -> None:
    place = draw(st.integers(0, len(rows) - 1))
    names = [column.key for column in tab.columns if not column.required]
    rows[place] = rows[place] | {draw(st.sampled_from(names)): ""}


@st.composite
def _widened(draw: st.DrawFn, table: Table) -> Table:
    """The table with columns that nobody declared."""
    headers = draw(st.lists(st.sampled_from(["没人认识的列", "张三的话", ""]), max_size=2))
    rows = [
        replace(row, cells=(*row.cells, *(Cell(draw(any_text)) for _ in headers)))
        for row in table.rows
    ]
    return replace(table, headers=(*table.headers, *headers), rows=tuple(rows))


@st.composite
def _strange(draw: st.DrawFn, title: str) -> Table:
    texts = draw(st.lists(any_text, min_size=1, max_size=3))
    rows = tuple(Row(number, (Cell(text),)) for number, text in enumerate(texts, start=2))
    return Table(title=title, headers=("备忘",), rows=rows)


def private_spots(snapshot: Snapshot) -> tuple[Spot, ...]:
    """Every cell that nothing public may depend on."""
    return tuple(
        Spot(number, place, column)
        for number, table in enumerate(snapshot.tables)
        for place, row in enumerate(table.rows)
        for column in _private_columns(table, row)
    )


def _private_columns(table: Table, row: Row) -> Iterator[int]:
    locale = load_locale()
    tab = next((tab for tab in schema.TABS if locale.tabs[tab.key] == table.title), None)
    columns = tab.columns if tab else ()
    is_hidden = tab is None or _is_hidden(tab, row)
    for place in range(len(table.headers)):
        column = columns[place] if place < len(columns) else None
        if column is None or (
            column.key not in _STEERING and _is_private(column, hidden=is_hidden)
        ):
            yield place


def _is_private(column: Column, *, hidden: bool) -> bool:
    return hidden or column.visibility is not Visibility.PUBLIC


def _is_hidden(tab: Tab, row: Row) -> bool:
    cells = {column.key: row.cells[place].text for place, column in enumerate(tab.columns)}
    shown = ("已审核", "停用") if tab.keeps_retired else ("已审核",)
    is_shown = cells.get("status", "已审核") in shown
    return not is_shown or cells.get("row_visibility", "公开") != "公开" or tab.station_wide


def changed(snapshot: Snapshot, spot: Spot, text: str) -> Snapshot:
    """The snapshot with another text in one cell."""
    table = snapshot.tables[spot.table]
    row = table.rows[spot.row]
    cells = list(row.cells)
    cells[spot.column] = Cell(text)
    rows = list(table.rows)
    rows[spot.row] = replace(row, cells=tuple(cells))
    tables = list(snapshot.tables)
    tables[spot.table] = replace(table, rows=tuple(rows))
    return Snapshot(tables=tuple(tables))
