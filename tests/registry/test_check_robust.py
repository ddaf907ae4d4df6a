"""Whatever stands in the cells, the check answers with diagnostics and never raises."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.check import check
from registry.locale import load_locale
from registry.report import render_json, render_text
from registry.schema import TABS
from registry.snapshot import Cell, Row, Snapshot, Table
from tests.registry.sheets import AS_OF, ROWS

SEEN = sorted({text for rows in ROWS.values() for row in rows for text in row.values()})
ODD = (
    "2024年2月30日",
    "2024-13",
    "9" * 400,
    "1,2,3",
    "²",
    "①",
    "٣",
    "1e400",
    "https://[",
    "https://a:b/",
    "http://例子/",
    "（（",
    "））",
    "、、、",
    "|",
    "\x00",
    "\u200b",
    "\ufeff",
    "#N/A",
    "=1+1",
    "{0}",
    "%s",
    "P001、P001",
    "0",
    "-0",
    "11010519491231002X",
    "6222021234567890128",
    "王阿姨住1弄2号",
    "İ",
    "ﬃ",
)
TEXTS = st.one_of(st.sampled_from(SEEN), st.sampled_from(ODD), st.text(max_size=30))
CELLS = st.builds(Cell, TEXTS, is_error=st.booleans().filter(lambda flag: not flag) | st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    tab = draw(st.sampled_from(TABS))
    locale = load_locale()
    known = [locale.header(tab.key, column.key) for column in tab.columns]
    headers = draw(
        st.one_of(st.just(known), st.permutations(known), st.lists(st.sampled_from(known) | TEXTS))
    )
    rows = draw(st.lists(st.lists(CELLS, max_size=len(headers) + 1), max_size=4))
    return Table(
        title=draw(st.sampled_from(sorted(locale.tabs.values())) | TEXTS),
        headers=tuple(headers),
        rows=tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=2)),
    )


SNAPSHOTS = st.builds(lambda found: Snapshot(tables=tuple(found)), st.lists(tables(), max_size=6))
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RELAXED
@given(SNAPSHOTS)
def test_any_sheet_is_answered_and_reported(snapshot: Snapshot) -> None:
    outcome = check(snapshot, AS_OF)
    locale = load_locale()
    lines = render_text(outcome.diagnostics, outcome.counts, locale)
    assert all("\n" not in line for line in lines)
    json.dumps(render_json(outcome.diagnostics, outcome.counts, locale))


@RELAXED
@given(st.data())
def test_any_text_in_any_cell_of_a_good_sheet_is_answered(data: st.DataObject) -> None:
    tab = data.draw(st.sampled_from(sorted(ROWS)))
    number = data.draw(st.integers(0, len(ROWS[tab]) - 1))
    columns = next(entry.columns for entry in TABS if entry.key == tab)
    key = data.draw(st.sampled_from(columns)).key
    changed = [dict(row) for row in ROWS[tab]]
    changed[number][key] = data.draw(TEXTS)
    locale = load_locale()
    found = [
        Table(
            title=locale.tabs[entry.key],
            headers=tuple(locale.header(entry.key, column.key) for column in entry.columns),
            rows=tuple(
                Row(row_number, tuple(Cell(row.get(column.key, "")) for column in entry.columns))
                for row_number, row in enumerate(rows, start=2)
            ),
        )
        for entry in TABS
        for rows in [changed if entry.key == tab else ROWS[entry.key]]
    ]
    outcome = check(Snapshot(tables=tuple(found)), AS_OF)
    render_text(outcome.diagnostics, outcome.counts, locale)
