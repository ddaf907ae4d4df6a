"""Workbooks that can be read but are careless: what is lost or in doubt is told, the rest kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.registry import hostile_workbooks as made
from tests.registry.hostile_workbooks import cell, changed, zipped
from tests.registry.raw_workbook import OFFICE
from tests.registry.sheets import letter
from tests.registry.test_malformed_workbooks import check

INLINE = ' t="inlineStr"'


def text(words: str) -> str:
    return f'<is><t xml:space="preserve">{words}</t></is>'


def at(column: str, row: int = 2) -> str:
    return f"{letter('policies', column)}{row}"


FORMULA = "<f>1+1</f><v>0</v>"
FAR = made.last_row(1_048_576, "XFD", "远")
HIDDEN = made.swap('<row r="3"', '<row r="3" hidden="1"')
MERGED = made.after_data('<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>')
STATE = '<sheet name="政策库"'
LONG = "长" * 40_000
TOLD: dict[str, tuple[Callable[[], bytes], str, str, int]] = {
    "formula error": (
        lambda: changed(policies=cell("summary", "<v>#REF!</v>", ' t="e"')),
        "B004",
        at("summary"),
        1,
    ),
    "error beside the table": (
        lambda: changed(
            policies=made.swap(
                '<row r="2"', '<row r="400"><c r="C400" t="e"><v>#N/A</v></c></row><row r="2"'
            )
        ),
        "B004",
        "C400",
        1,
    ),
    "formula without result": (
        lambda: changed(policies=cell("summary", "<f>1+1</f>")),
        "B004",
        at("summary"),
        1,
    ),
    "formula never calculated": (
        lambda: changed(policies=cell("summary", FORMULA)),
        "R008",
        at("summary"),
        1,
    ),
    "hidden row": (lambda: changed(policies=HIDDEN), "R002", "", 0),
    "hidden column": (
        lambda: changed(policies=made.swap("<col ", '<col hidden="1" ')),
        "R003",
        "A1",
        0,
    ),
    "hidden tab": (
        lambda: changed(workbook=made.swap(STATE, f'{STATE} state="hidden"')),
        "R001",
        "",
        0,
    ),
    "very hidden tab": (
        lambda: changed(workbook=made.swap(STATE, f'{STATE} state="veryHidden"')),
        "R001",
        "",
        0,
    ),
    "merged cells": (lambda: changed(policies=MERGED), "R004", "B2", 0),
    "content under merged cells": (lambda: changed(policies=MERGED), "R005", "B3", 0),
    "phone without its zero": (
        lambda: changed(policies=cell("phone", "<v>2162510000</v>")),
        "C009",
        at("phone"),
        1,
    ),
    "long number in decimals": (
        lambda: changed(policies=cell("summary", "<v>310105194912310021</v>")),
        "R006",
        at("summary"),
        1,
    ),
    "long number with exponent": (
        lambda: changed(policies=cell("summary", "<v>3.10105194912310E+17</v>")),
        "R006",
        at("summary"),
        1,
    ),
    "day as a plain number": (
        lambda: changed(policies=cell("verified_on", "<v>45474</v>")),
        "C003",
        at("verified_on"),
        1,
    ),
    "day before all days": (
        lambda: changed(policies=cell("verified_on", "<v>-5</v>", ' s="DATE"')),
        "C003",
        at("verified_on"),
        1,
    ),
    "day after all days": (
        lambda: changed(policies=cell("summary", "<v>99999999</v>", ' s="DATE"')),
        "R007",
        at("summary"),
        0,
    ),
    "furthest cell": (lambda: changed(policies=FAR), "R011", "XFD1048576", 0),
    "stray blank": (
        lambda: changed(policies=made.last_row(1_048_576, "A", " ")),
        "R010",
        "A1048576",
        0,
    ),
    "text too long": (
        lambda: changed(policies=cell("internal_note", text(LONG), INLINE)),
        "R013",
        at("internal_note"),
        1,
    ),
    "two tabs of one name": (
        lambda: changed(workbook=made.swap('name="识别信号"', 'name="政策库 "')),
        "A007",
        "",
        1,
    ),
    "chart": (
        lambda: changed(workbook=made.swap("</sheets>", '<sheet name="图" r:id="C"/></sheets>')),
        "R014",
        "",
        0,
    ),
}


def with_date_style(content: bytes) -> bytes:
    """Fill in the number of a style that shows days, and the relation to a chart."""
    found = made.unzipped(content)
    day = made.date_style(found["xl/styles.xml"].decode())
    for name, data in found.items():
        found[name] = data.replace(b's="DATE"', f's="{day}"'.encode())
    chart = f'<Relationship Id="C" Type="{OFFICE}/chartsheet" Target="c.xml"/></Relationships>'
    links = "xl/_rels/workbook.xml.rels"
    found[links] = found[links].replace(b"</Relationships>", chart.encode())
    return zipped(found)


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_lost_or_in_doubt_is_told_at_its_cell(tmp_path: Path, kind: str) -> None:
    content, code, place, status = TOLD[kind]
    path = tmp_path / "资源库.xlsx"
    path.write_bytes(with_date_style(content()))
    result = check(path)
    assert result.exit_code == status, result.output
    problems = json.loads(result.output)["problems"]
    assert (code, place) in [(problem["code"], problem["cell"]) for problem in problems]


KEPT: dict[str, tuple[str, Callable[[], bytes], tuple[str, ...]]] = {
    "as it is": ("书.xlsx", lambda: zipped(made.sample()), ()),
    "named xls": ("书.xls", lambda: zipped(made.sample()), ("R015",)),
    "no list of types": ("书.xlsx", lambda: made.sample_without("[Content_Types].xml"), ()),
    "zip of the large kind": ("书.xlsx", lambda: made.zipped_large(made.sample()), ()),
    "full-width id": (
        "书.xlsx",
        lambda: changed(policies=cell("id", text("Ｐ００１\u200b"), INLINE)),
        (),
    ),
    "day as text": (
        "书.xlsx",
        lambda: changed(policies=cell("verified_on", text("２０２６年７月1日"), INLINE)),
        (),
    ),
    "rich text": (
        "书.xlsx",
        lambda: changed(
            policies=cell("internal_note", "<is><r><t>一</t></r><r><t>二</t></r></is>", INLINE)
        ),
        (),
    ),
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_only_looks_odd_is_read(tmp_path: Path, kind: str) -> None:
    name, content, codes = KEPT[kind]
    (tmp_path / name).write_bytes(content())
    result = check(tmp_path / name)
    assert result.exit_code == 0, result.output
    found = {problem["code"] for problem in json.loads(result.output)["problems"]}
    assert {code for code in found if code[0] in "ABCR"} == set(codes)
