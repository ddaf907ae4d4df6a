"""Hostile texts in the sheet: refused where they do not fit, and told of without being run."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Final

import openpyxl
import pytest

from builders.typeset.glyphs import missing_characters
from registry.annotated import annotated_bytes
from registry.check import Outcome, check
from registry.diagnostics import Severity
from registry.locale import load_locale
from registry.report import explain, render_json, render_text
from registry.snapshot import Row, Snapshot
from registry.sources import open_snapshot
from tests.hostile import Hostile, corpus, street, write_sheet
from tests.registry.sheets import AS_OF, ROWS, letter, sheet, with_cells
from tests.scale import rounds

pytestmark = pytest.mark.soak
SOME: Final = corpus()[:: rounds(6, 1)]
LONG = "字" * 100_000


def checked(column: str) -> Outcome:
    """A sheet of policies, each with one text of the whole corpus in that column."""
    model = ROWS["policies"][0]
    policies = [
        model | {"id": f"P{number:03}", column: one.text}
        for number, one in enumerate(corpus(), start=1)
    ]
    return check(sheet({**ROWS, "policies": policies}), AS_OF, missing_characters)


def told(outcome: Outcome, *codes: str) -> set[str]:
    """The texts at whose rows one of these codes is told; the header stands in row 1."""
    rows = {one.address.row for one in outcome.diagnostics if one.code in codes}
    return {one.name for row, one in enumerate(corpus(), start=2) if row in rows}


def names(texts: list[Hostile]) -> set[str]:
    return {one.name for one in texts}


def test_no_text_of_the_corpus_becomes_a_link() -> None:
    outcome = checked("source_url")
    assert {policy.source_url for policy in outcome.registry.policies} == {""}
    assert told(outcome, "C011", "C012") == names([one for one in corpus() if one.shown])


@pytest.mark.parametrize(
    ("column", "codes"), [("id", ("B002", "B003")), ("category", ("C001", "C002", "B003"))]
)
def test_no_text_of_the_corpus_is_an_id_or_a_word_of_the_lists(
    column: str, codes: tuple[str, ...]
) -> None:
    outcome = checked(column)
    assert told(outcome, *codes) == names(list(corpus()))


def test_what_no_font_can_print_is_told_and_what_nobody_sees_is_blank() -> None:
    outcome = checked("summary")
    lacking = [one for one in corpus() if one.shown and not one.is_printable]
    assert len(lacking) > 5
    assert told(outcome, "C090") == names(lacking)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("hostile") / "sheet"
    return open_snapshot(write_sheet(sheet(street(one.text for one in SOME)), folder))


@pytest.fixture(scope="module")
def outcome(snapshot: Snapshot) -> Outcome:
    return check(snapshot, AS_OF, missing_characters)


def test_the_report_holds_no_sign_that_moves_the_screen(outcome: Outcome) -> None:
    lines = render_text(outcome.diagnostics, outcome.counts, load_locale())
    text = "".join(lines)
    assert text.replace("\n", "").isprintable(), {c for c in text if not c.isprintable()}


def test_the_report_for_programs_can_be_read_back(outcome: Outcome) -> None:
    report = render_json(outcome.diagnostics, outcome.counts, load_locale())
    assert json.loads(json.dumps(report, ensure_ascii=False)) == report
    assert len(report["problems"]) == len(outcome.diagnostics) > 0


def test_the_marked_copy_holds_the_same_texts_and_no_formula(
    snapshot: Snapshot, outcome: Outcome, tmp_path: Path
) -> None:
    content = annotated_bytes(snapshot, outcome)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for one in book.worksheets[1:] for row in one.iter_rows() for cell in row]
    kinds = {cell.data_type for cell in cells if cell.value is not None}
    assert kinds == {"s", "n", "d"}  # texts, and the amounts and days of the harmless columns
    links = [cell.hyperlink for one in book for row in one.iter_rows() for cell in row]
    assert not any(link.target for link in links if link)
    path = tmp_path / "copy.xlsx"
    path.write_bytes(content)
    found = {table.title: table for table in open_snapshot(path).tables}
    for table in snapshot.tables:
        assert texts(found[table.title].rows) == texts(table.rows), table.title


def texts(rows: tuple[Row, ...]) -> list[list[str]]:
    """The texts of the rows; blank cells at the end of a row are not written."""
    return ["\0".join(cell.text for cell in row.cells).rstrip("\0").split("\0") for row in rows]


@pytest.mark.parametrize("column", ["summary", "category", "source_url"])
def test_a_cell_longer_than_a_workbook_can_hold_stops_the_publication(
    column: str, tmp_path: Path
) -> None:
    folder = write_sheet(sheet(with_cells("policies", "P001", **{column: LONG})), tmp_path / "s")
    found = check(open_snapshot(folder), AS_OF).diagnostics
    (problem,) = [one for one in found if one.code == "R013"]
    assert problem.severity is Severity.ERROR
    assert problem.address.cell == f"{letter('policies', column)}2"
    assert "100000" in explain(problem, load_locale()).message
    assert not any(LONG[:1000] in one.found for one in found)
