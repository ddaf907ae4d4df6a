"""One sheet through every source: the same content, an equal snapshot."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from registry.check import check
from registry.diagnostics import Diagnostic
from registry.fields.headers import positions
from registry.locale import load_locale
from registry.places import located
from registry.schema import TABS, Visibility
from registry.snapshot import Cell, Row, Snapshot, Table, column_letter
from registry.sources import Source, SourceAddress, open_snapshot, open_source
from registry.template import write_workbook
from tests.google_emulator import ADDRESS, ID, Emulator, serving, tabs_of, write_key
from tests.registry.sheets import AS_OF
from tests.small_street import small_street, write_sheet

INTERNAL = "内部"


def sample(folder: Path) -> Snapshot:
    """A small street whose rows are not all public."""
    rows = small_street()
    rows["resources"][0] = rows["resources"][0] | {"row_visibility": INTERNAL}
    return open_snapshot(write_sheet(folder / "rows", rows))


def split(snapshot: Snapshot) -> tuple[Snapshot, Snapshot]:
    """What may lie in a cloud, and what may not."""
    locale = load_locale()
    public, private = [], []
    for tab, table in zip(TABS, snapshot.tables, strict=True):
        places = positions(table.headers, tab, locale)
        seen = [
            place
            for key, place in places.items()
            if tab.column(key).visibility is Visibility.PUBLIC
        ]
        rest = [place for place in range(len(table.headers)) if place not in seen]
        openness = places.get("row_visibility")
        hidden = [row for row in table.rows if openness and row.cell(openness).text == INTERNAL]
        if tab.station_wide:
            private.append(table)
        else:
            rows = [row for row in table.rows if row not in hidden]
            public.append(of_columns(table, seen, rows))
            everything = list(range(len(table.headers)))
            kept = [places["id"], *rest] if not hidden else everything
            private.append(of_columns(table, kept, table.rows, whole=hidden, private=rest))
    return replace(snapshot, tables=tuple(public)), replace(snapshot, tables=tuple(private))


def of_columns(
    table: Table,
    places: list[int],
    rows: Iterator[Row] | list[Row] | tuple[Row, ...],
    whole: list[Row] | None = None,
    private: list[int] | None = None,
) -> Table:
    """Some columns of a tab; of rows that are not whole, only the id and private ones."""
    kept = []
    for number, row in enumerate(rows, start=2):
        is_whole = whole is None or row in whole
        shown = [
            row.cell(place) if is_whole or place in (private or ()) or place == 0 else Cell()
            for place in places
        ]
        kept.append(Row(number, tuple(shown)))
    headers = tuple(table.headers[place] for place in places)
    return Table(title=table.title, headers=headers, rows=tuple(kept))


@contextmanager
def shared(folder: Path) -> Iterator[str]:
    """The files of a folder over HTTP."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def workbook(folder: Path, snapshot: Snapshot, name: str = "sheet.xlsx") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    write_workbook(snapshot, folder / name)
    return folder / name


KINDS = ("workbook", "csv", "web", "google", "google and companion")


@contextmanager
def opened(kind: str, snapshot: Snapshot, folder: Path) -> Iterator[SourceAddress]:
    """That sheet at an address of that kind."""
    with ExitStack() as stack:
        match kind:
            case "workbook":
                yield SourceAddress(text=str(workbook(folder, snapshot)))
            case "csv":
                yield SourceAddress(text=str(folder / "rows"))
            case "web":
                path = workbook(folder / "share", snapshot)
                place = stack.enter_context(shared(path.parent))
                yield SourceAddress(text=f"{place}/{path.name}")
            case "google":
                yield google(stack, snapshot, folder)
            case _:
                public, private = split(snapshot)
                address = google(stack, public, folder)
                companion = workbook(folder, private, "内部列.xlsx")
                yield replace(address, companion=companion, allows_private=False)


def google(stack: ExitStack, snapshot: Snapshot, folder: Path) -> SourceAddress:
    emulator = stack.enter_context(serving(Emulator(tabs_of(snapshot))))
    return SourceAddress(
        text=ADDRESS,
        account=write_key(folder, emulator.address),
        gateway=emulator.address,
        allows_private=True,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_source_gives_the_same_sheet(kind: str, tmp_path: Path) -> None:
    snapshot = sample(tmp_path)
    with opened(kind, snapshot, tmp_path) as address:
        read = open_source(address).snapshot()
        assert read == snapshot
        assert check(read, AS_OF).registry == check(snapshot, AS_OF).registry


@pytest.mark.parametrize("kind", KINDS)
def test_a_revision_stays_while_the_sheet_does(kind: str, tmp_path: Path) -> None:
    with opened(kind, sample(tmp_path), tmp_path) as address:
        source: Source = open_source(address)
        first = source.revision()
        assert first
        assert source.revision() == first


@pytest.mark.parametrize("kind", KINDS)
def test_every_source_gives_the_same_problems(kind: str, tmp_path: Path) -> None:
    snapshot = sample(tmp_path)
    with opened(kind, snapshot, tmp_path) as address:
        assert codes(open_source(address).snapshot()) == codes(snapshot)


def codes(snapshot: Snapshot) -> list[str]:
    return sorted(problem.code for problem in check(snapshot, AS_OF).diagnostics)


def problems(address: SourceAddress) -> list[Diagnostic]:
    snapshot = open_source(address).snapshot()
    outcome = check(snapshot, AS_OF)
    return list(located(outcome.diagnostics, outcome.parts))


def test_private_columns_rows_and_tabs_in_the_cloud_are_errors(tmp_path: Path) -> None:
    snapshot = sample(tmp_path)
    with ExitStack() as stack:
        address = replace(google(stack, snapshot, tmp_path), allows_private=False)
        found = [problem for problem in problems(address) if problem.code.startswith("R02")]
    places = {(p.code, p.address.tab, p.address.cell) for p in found}
    assert ("R023", "识别信号", "") in places
    assert ("R021", "设置", "C1") in places
    assert {tab for code, tab, _ in places if code == "R022"} == {"资源库"}
    headers = {(p.address.tab, p.address.header) for p in found if p.code == "R021"}
    assert ("政策库", "顾问提示(站内)") in headers
    assert ("政策库", "政策名称") not in headers
    assert all(
        p.address.link.startswith("https://docs.google.com/") for p in found if p.address.row
    )


def test_a_problem_is_told_where_the_cell_really_stands(tmp_path: Path) -> None:
    public, private = split(sample(tmp_path))
    with ExitStack() as stack:
        spoiled = with_text(public, "政策库", "核实日期", "哪天")
        address = google(stack, spoiled, tmp_path)
        spoiled = with_text(private, "站点", "内部备注", "联系 13912345678")
        companion = workbook(tmp_path, spoiled, "内部列.xlsx")
        found = problems(replace(address, companion=companion, allows_private=False))
    (date,) = [problem.address for problem in found if problem.code == "C003"]
    (mobile,) = [problem.address for problem in found if problem.code == "P102"]
    letter = column_of(public, "政策库", "核实日期")
    assert (date.book, date.cell) == ("救助政策资源库", f"{letter}2")
    assert date.link == f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=35&range={letter}2"
    assert (mobile.book, mobile.cell) == (
        "内部列.xlsx",
        f"{column_of(private, '站点', '内部备注')}2",
    )
    assert not mobile.link


def test_a_companion_row_without_its_counterpart_is_told_and_not_used(tmp_path: Path) -> None:
    public, private = split(sample(tmp_path))
    stations = next(table for table in private.tables if table.title == "站点")
    more = (Row(8, (Cell("S99"), Cell("没有这一站"))), Row(9, (Cell("S01"), Cell("又一次"))))
    tables = [
        replace(table, rows=(*table.rows, *more)) if table is stations else table
        for table in private.tables
    ]
    companion = workbook(tmp_path, replace(private, tables=tuple(tables)), "内部列.xlsx")
    with ExitStack() as stack:
        address = replace(google(stack, public, tmp_path), companion=companion)
        found = problems(address)
        read = open_source(address).snapshot()
    assert {problem.code for problem in found} >= {"R024", "R025"}
    assert read == sample(tmp_path / "again")


def with_text(snapshot: Snapshot, title: str, header: str, text: str) -> Snapshot:
    """The sheet with another text in the first row of that column."""
    (table,) = (table for table in snapshot.tables if table.title == title)
    first, *rest = table.rows
    cells = [first.cell(at) for at in range(len(table.headers))]
    cells[table.headers.index(header)] = Cell(text)
    changed = replace(table, rows=(replace(first, cells=tuple(cells)), *rest))
    tables = tuple(changed if one is table else one for one in snapshot.tables)
    return replace(snapshot, tables=tables)


def column_of(snapshot: Snapshot, title: str, header: str) -> str:
    table = next(table for table in snapshot.tables if table.title == title)
    return column_letter(table.headers.index(header))
