"""Every kind of broken or hostile workbook and folder: a sentence with its name."""

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
from tests.registry.hostile_workbooks import small, zipped

AS_OF = "2026-11-23"


def check(source: Path) -> Result:
    arguments = ["check", "--source", str(source), "--as-of", AS_OF, "--format", "json"]
    return CliRunner().invoke(main, arguments)


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
