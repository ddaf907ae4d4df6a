"""Every code of the checks: its words, and a sheet that produces it and nothing graver."""

from __future__ import annotations

import re
import string

import pytest

from registry.check import check
from registry.check.catalogue import SEVERITIES
from registry.diagnostics import Address, Diagnostic, Severity
from registry.locale import load_locale
from registry.report import explain, render_json, render_text
from tests.registry.sheets import AS_OF, ROWS, sheet
from tests.registry.spoiled import CELLS, doubt, snapshots

CODE = re.compile(r"[A-RT-Z][0-9]{3}")  # those with S belong to the sources
ELSEWHERE = {"C090", "F005"}  # found where it is known what prints, and what was approved


@pytest.mark.parametrize("code", sorted(SEVERITIES.keys() - ELSEWHERE))
def test_every_code_is_produced_by_a_sheet(code: str) -> None:
    found = {problem.code for problem in check(snapshots()[code], AS_OF).diagnostics}
    assert code in found


@pytest.mark.parametrize("code", CELLS)
def test_a_problem_stands_at_its_cell(code: str) -> None:
    rows, cell = CELLS[code]
    problems = [entry for entry in check(sheet(rows), AS_OF).diagnostics if entry.code == code]
    assert [problem.address.cell for problem in problems] == [cell]


@pytest.mark.parametrize("code", CELLS)
def test_a_problem_is_not_told_twice_under_other_error_codes(code: str) -> None:
    problems = check(sheet(CELLS[code][0]), AS_OF).diagnostics
    errors = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    assert errors <= {code}


def test_codes_and_words_agree_both_ways() -> None:
    worded = {key for key in load_locale().messages if CODE.fullmatch(key)}
    assert worded == SEVERITIES.keys()


@pytest.mark.parametrize("code", sorted(SEVERITIES))
def test_every_code_has_title_text_and_remedy(code: str) -> None:
    words = load_locale().messages[code]
    assert words.keys() - {"expected"} == {"title", "text", "remedy"}
    assert all(words.values())
    assert "{" not in words["title"]


@pytest.mark.parametrize("code", sorted(SEVERITIES.keys() - ELSEWHERE))
def test_every_blank_of_a_message_is_filled(code: str) -> None:
    for problem in check(snapshots()[code], AS_OF).diagnostics:
        told = explain(problem, load_locale())
        assert "{" not in told.line
        assert "“”" not in told.line.replace(f"“{problem.address.header}”", "")


@pytest.mark.parametrize("code", sorted(SEVERITIES.keys() - ELSEWHERE))
def test_a_problem_in_a_cell_names_sheet_row_letter_and_header(code: str) -> None:
    outcome = check(snapshots()[code], AS_OF)
    for problem in outcome.diagnostics:
        address = problem.address
        if address.cell and address.header:
            letter = address.cell.rstrip("0123456789")
            place = f"【{address.tab}】第 {address.row} 行 {letter} 列“{address.header}”："
            (line,) = render_text([problem], outcome.counts, load_locale())[:-1]
            assert line.split(" ", 1)[1].startswith(place)
            assert line.endswith(f"({problem.code})")


@pytest.mark.parametrize("code", sorted(SEVERITIES.keys() - ELSEWHERE))
def test_what_a_message_says_stands_in_the_data_too(code: str) -> None:
    outcome, words = check(snapshots()[code], AS_OF), load_locale().messages[code]
    report = render_json(outcome.diagnostics, outcome.counts, load_locale())
    told = [problem for problem in report["problems"] if problem["code"] == code]
    assert told
    for problem in told:
        assert problem["remedy"]
        assert problem["tab"] or code == "R015"
        assert bool(problem["cell"]) == (problem["row"] is not None and bool(problem["column"]))
        assert problem["found"] or "{found}" not in words["text"]
        assert problem["expected"] or "{expected}" not in words["text"] + words["remedy"]


def test_what_was_expected_is_given_wherever_a_message_names_it() -> None:
    unnamed = re.compile(r"应为(?![：“ ]?\{expected\})")
    assert [
        code for code in SEVERITIES if unnamed.search(load_locale().messages[code]["text"])
    ] == []


def test_a_text_with_braces_is_quoted_as_it_is() -> None:
    address = Address(tab="政策库", row=2, column=1, header="{0}")
    problem = Diagnostic(
        code="C003", severity=Severity.ERROR, address=address, found="{found} {x.y}"
    )
    assert "“{found} {x.y}”" in explain(problem, load_locale()).message


def test_messages_use_only_blanks_that_every_problem_fills() -> None:
    general = {"found", "header", "tab_title"}
    special = {"expected", "other", "row", "tab", "count", "today", "day", "days", "word"}
    special |= doubt("").values.keys()
    for code in SEVERITIES:
        for text in load_locale().messages[code].values():
            blanks = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            assert blanks <= general | special


def test_the_rows_that_are_spoiled_here_are_clean() -> None:
    assert check(sheet(ROWS), AS_OF).diagnostics == ()
