"""Every kind of broken, hostile or careless workbook: a sentence with its place, nothing lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from registry.locale import load_locale
from tests.conftest import DEMO
from tests.registry import hostile_workbooks as made
from tests.registry.hostile_workbooks import cell, changed, small, zipped
from tests.registry.raw_workbook import OFFICE
from tests.registry.sheets import letter

AS_OF = "2026-11-23"
INLINE = ' t="inlineStr"'


def check(source: Path) -> Result:
    arguments = ["check", "--source", str(source), "--as-of", AS_OF, "--format", "json"]
    return CliRunner().invoke(main, arguments)


def text(words: str) -> str:
    return f'<is><t xml:space="preserve">{words}</t></is>'


def at(column: str, row: int = 2) -> str:
    return f"{letter('policies', column)}{row}"


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("空.xlsx", lambda: b"", "S012"),
    "truncated": ("断.xlsx", lambda: zipped(small())[:700], "S003"),
    "html": ("网页.xlsx", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "S011"),
    "picture": ("图.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "S011"),
    "pdf": ("文.xlsx", lambda: b"%PDF-1.7\n", "S011"),
    "text document": ("文.xlsx", lambda: zipped({"word/document.xml": "<a/>"}), "S011"),
    "archive": ("包.xlsx", lambda: zipped({"读我.txt": "x"}), "S011"),
    "junk": ("乱.xlsx", lambda: bytes(range(255, 127, -1)) * 9, "S011"),
    "csv utf-8": ("表.xlsx", "编号,名称\n".encode, "S010"),
    "csv gb18030": ("表.xlsx", lambda: "编号,名称\n".encode("gb18030"), "S010"),
    "csv utf-16": ("表.xlsx", lambda: "编号,名称\n".encode("utf-16"), "S010"),
    "csv alone": ("policies.csv", "编号,名称\n".encode, "S010"),
    "xls": ("旧.xls", lambda: made.OLE + "Workbook".encode("utf-16-le"), "S008"),
    "xls named xlsx": ("旧.xlsx", lambda: made.OLE + "Workbook".encode("utf-16-le"), "S008"),
    "xlsb": ("二.xlsb", lambda: zipped({"xl/workbook.bin": b"\0"}), "S008"),
    "xml of 2003": (
        "旧.xls",
        lambda: b'<?xml version="1.0"?><a xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "S008",
    ),
    "password": ("密.xlsx", lambda: made.OLE + "EncryptedPackage".encode("utf-16-le"), "S009"),
    "password ods": (
        "密.ods",
        lambda: zipped({"content.xml": b"\0", "META-INF/manifest.xml": "<encryption-data/>"}),
        "S009",
    ),
    "no sheet part": ("缺.xlsx", lambda: zipped(small(without=made.SHEET)), "S003"),
    "no strings": ("缺.xlsx", lambda: zipped(small(without="xl/sharedStrings.xml")), "S003"),
    "no workbook": ("缺.xlsx", lambda: zipped(small(without="xl/workbook.xml")), "S003"),
    "no relations": (
        "缺.xlsx",
        lambda: zipped(small(without="xl/_rels/workbook.xml.rels")),
        "S003",
    ),
    "broken xml": ("坏.xlsx", lambda: zipped(small(cell="<c><v>1</c>")), "S003"),
    "text out of range": ("坏.xlsx", lambda: zipped(small(cell='<c t="s"><v>9</v></c>')), "S003"),
    "impossible column": ("坏.xlsx", lambda: zipped(small(cell='<c r="ZZZZZ1"/>')), "S003"),
    "cell of another row": (
        "坏.xlsx",
        lambda: zipped(small(cell='<c r="A7"><v>1</v></c>')),
        "S003",
    ),
    "one cell twice": (
        "坏.xlsx",
        lambda: zipped(small(cell='<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>')),
        "S003",
    ),
    "one row twice": (
        "坏.xlsx",
        lambda: zipped(small('<row r="2"><c r="A2"><v>1</v></c></row>' * 2)),
        "S003",
    ),
    "flipped byte": ("坏.xlsx", made.flipped, "S003"),
    "wrong size": ("坏.xlsx", made.wrong_size, "S003"),
    "one part twice": ("坏.xlsx", lambda: made.twice(made.SHEET), "S003"),
    "path outside": ("坏.xlsx", made.pointing_outside, "S003"),
    "billion laughs": ("笑.xlsx", lambda: made.with_doctype(made.SHEET, made.LAUGHS), "S004"),
    "file from outside": ("外.xlsx", lambda: made.with_doctype(made.SHEET, made.OUTSIDE), "S004"),
    "ods with entities": ("笑.ods", lambda: made.opendocument("", before=made.LAUGHS), "S004"),
    "ods without sheets": ("空.ods", lambda: zipped({"content.xml": "<a/>"}), "S003"),
    "ods of repeated rows": (
        "弹.ods",
        lambda: made.opendocument(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
            "</table:table-row>"
        ),
        "S004",
    ),
    "ods of repeated tables": (
        "弹.ods",
        lambda: made.opendocument("<table:table-row/>" + "<table:table>" * 9000),
        "S003",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, kind: str) -> None:
    name, content, code = REFUSED[kind]
    (tmp_path / name).write_bytes(content())
    result = check(tmp_path / name)
    words = load_locale().messages[code]
    assert result.exit_code == 4
    assert f"“{name}”" in result.output
    assert words["remedy"] in result.output


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_folder_in_any_office_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    shutil.copytree(DEMO, tmp_path / "表")
    for file in (tmp_path / "表").iterdir():
        file.write_bytes(file.read_text("utf-8").encode(encoding))
    assert check(tmp_path / "表").exit_code == 0


@pytest.mark.parametrize(
    ("slip", "code"),
    [("\0", "S005"), ('\nP999,"没有结束', "S007")],
    ids=["NUL", "open quote"],
)
def test_a_folder_with_a_broken_file_is_refused(tmp_path: Path, slip: str, code: str) -> None:
    shutil.copytree(DEMO, tmp_path / "表")
    file = tmp_path / "表" / "policies.csv"
    file.write_text(file.read_text("utf-8") + slip, "utf-8")
    result = check(tmp_path / "表")
    assert result.exit_code == 4
    assert "“policies.csv”" in result.output
    assert load_locale().messages[code]["remedy"] in result.output


def test_a_title_above_the_header_is_told(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "表")
    file = tmp_path / "表" / "policies.csv"
    file.write_text("江苏路街道政策\n" + file.read_text("utf-8"), "utf-8")
    result = check(tmp_path / "表")
    assert result.exit_code == 0
    problems = json.loads(result.output)["problems"]
    assert ("R012", "A1") in [(problem["code"], problem["cell"]) for problem in problems]


def test_a_file_that_is_being_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "书.xlsx"
    path.write_bytes(zipped(small()))
    read = Path.read_bytes

    def growing(self: Path) -> bytes:
        with path.open("ab") as stream:
            stream.write(b"\0")
        return read(self)[:-1]

    monkeypatch.setattr(Path, "read_bytes", growing)
    result = check(path)
    assert (result.exit_code, "正在被别的程序写入" in result.output) == (4, True)
