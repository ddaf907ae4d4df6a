"""The same content through each source gives an equal snapshot."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from registry.snapshot import Snapshot
from registry.sources import open_snapshot
from registry.template import demo_snapshot, workbook_bytes

# A CSV file with a NUL is no text.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
GRIDS = st.lists(st.lists(TEXTS, max_size=6), max_size=14)
TITLES = st.sampled_from(["policies", "政策库", "signals", "街道自己的表"])
BOOKS = st.dictionaries(TITLES, GRIDS, min_size=1, max_size=3).filter(
    lambda book: not {"policies", "政策库"} <= set(book)
)
SHEET_TITLES = {"policies": "政策库", "signals": "识别信号"}
Book = dict[str, list[list[str]]]


def through_csv(book: Book) -> Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        for name, grid in book.items():
            text = io.StringIO(newline="")
            csv.writer(text, quoting=csv.QUOTE_ALL).writerows(grid)
            (Path(folder) / f"{name}.csv").write_bytes(text.getvalue().encode())
        return open_snapshot(folder)


def through_workbook(book: Book) -> Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        with Workbook(path) as workbook:
            for name, grid in book.items():
                sheet = workbook.add_worksheet(SHEET_TITLES.get(name, name))
                for row, texts in enumerate(grid):
                    for column, text in enumerate(texts):
                        sheet.write_string(row, column, text)
        return open_snapshot(path)


def rewritten(snapshot: Snapshot) -> Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(workbook_bytes(snapshot))
        return open_snapshot(path)


@given(book=BOOKS)
@settings(deadline=None)
def test_any_texts_read_the_same_from_csv_and_workbook(book: Book) -> None:
    assert through_csv(book) == through_workbook(book)


@given(book=BOOKS)
@settings(deadline=None)
def test_the_workbook_we_write_reads_as_what_was_written(book: Book) -> None:
    snapshot = through_csv(book)
    assert rewritten(snapshot) == snapshot


def test_figures_and_days_read_the_same_from_csv_and_workbook() -> None:
    figures = ["1595", "0.8", "1595.50", "1,595", "1e3", "007", "-0", "12345678901234567", "0.1"]
    days = ["2024-07-01", "2024-7-1", "2024-02-30", "1899-12-31", "2024-07", "2024年7月1日"]
    rows = [["编号", "数值", "起始日期"], *(["x", f, d] for f in figures for d in days)]
    snapshot = through_csv({"standards": rows})
    assert rewritten(snapshot) == snapshot


def test_the_sample_street_reads_the_same_from_csv_and_workbook() -> None:
    sample = demo_snapshot()
    assert rewritten(sample) == sample
    assert rewritten(sample).digest == sample.digest
