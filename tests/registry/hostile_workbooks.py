"""Workbooks that no editor means to make: the sample street spoiled in one place, and bombs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from warnings import catch_warnings, simplefilter

from registry.locale import load_locale
from registry.template import demo_snapshot, workbook_bytes
from tests.registry.raw_workbook import HEADER, MAIN, parts, relationships
from tests.registry.sheets import letter

Change = Callable[[str], str]

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SPACE = "urn:oasis:names:tc:opendocument:xmlns:"


@cache
def sample() -> Mapping[str, bytes]:
    """The parts of the workbook of the sample street."""
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(demo_snapshot()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """The parts as one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(**changes: Change) -> bytes:
    """The sample with other text in the parts of that name (``workbook``, or the key of a tab)."""
    content = dict(sample())
    for key, change in changes.items():
        part = _part(key)
        before = content[part].decode()
        after = change(before)
        assert after != before
        content[part] = after.encode()
    return zipped(content)


def _part(key: str) -> str:
    if key not in load_locale().tabs:
        return f"xl/{key}.xml"
    titles = re.findall('<sheet name="([^"]+)"', sample()["xl/workbook.xml"].decode())
    return f"xl/worksheets/sheet{titles.index(load_locale().tabs[key]) + 1}.xml"


def cell(column: str, content: str, attributes: str = "") -> Change:
    """Put that content into a column of the first policy."""
    place = f"{letter('policies', column)}2"

    def change(xml: str) -> str:
        old = rf'<c r="{place}"([^>]*?)(?:/>|>.*?</c>)'
        if re.search(old, xml) is None:
            return _inserted(xml, place, content, attributes)
        return re.sub(old, f'<c r="{place}"{attributes}>{content}</c>', xml, count=1)

    return change


def _inserted(xml: str, place: str, content: str, attributes: str) -> str:
    """The cell before the first one of the row that stands to its right."""
    start = xml.index('<row r="2"')
    key = (len(place), place)
    for found in re.finditer(r'<c r="([A-Z]+\d+)"', xml[start:]):
        if (len(found[1]), found[1]) > key or not found[1].endswith("2"):
            at = start + found.start()
            return f'{xml[:at]}<c r="{place}"{attributes}>{content}</c>{xml[at:]}'
    raise AssertionError(place)


def last_row(number: int, place: str, text: str) -> Change:
    """One more row at the end with one text."""
    row = (
        f'<row r="{number}"><c r="{place}{number}" t="inlineStr">'
        f'<is><t xml:space="preserve">{text}</t></is></c></row></sheetData>'
    )
    return lambda xml: xml.replace("</sheetData>", row)


def after_data(markup: str) -> Change:
    """Markup behind the rows."""
    return lambda xml: xml.replace("</sheetData>", f"</sheetData>{markup}")


def swap(old: str, new: str) -> Change:
    """Replace the first place of a text."""
    return lambda xml: xml.replace(old, new, 1)


def small(rows: str = "", **other: str) -> dict[str, str]:
    """The parts of a small workbook; ``without`` leaves out one, ``cell`` is put into row 2."""
    inside = f'<row r="2">{other["cell"]}</row>' if "cell" in other else rows
    content = parts(inside, sharedStrings=f"<sst {MAIN}><si><t>一</t></si></sst>")
    content.pop(other.get("without", ""), None)
    return content


def with_doctype(part: str, doctype: str) -> bytes:
    """A small workbook one part of which declares a document type."""
    content = small()
    content[part] = doctype + content[part]
    return zipped(content)


def twice(part: str) -> bytes:
    """A small workbook with two parts of one name."""
    buffer = io.BytesIO(zipped(small()))
    with catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        simplefilter("ignore")
        archive.writestr(part, small()[part])
    return buffer.getvalue()


def opendocument(rows: str, styles: str = "", before: str = "") -> bytes:
    """A workbook with one tab from the rows of its table."""
    spaces = " ".join(
        f'xmlns:{key}="{SPACE}{key}:1.0"' for key in ("office", "table", "text", "style", "draw")
    )
    content = (
        f"{before}<office:document-content {spaces}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="试验">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": content})


def wrong_size() -> bytes:
    """A small workbook whose sheet says that it is half as long."""
    content = bytearray(zipped(small()))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    length = int.from_bytes(content[entry + 24 : entry + 28], "little")
    content[entry + 24 : entry + 28] = (length // 2).to_bytes(4, "little")
    return bytes(content)


def flipped() -> bytes:
    """The sample with one byte of a packed sheet turned over."""
    content = bytearray(zipped(sample()))
    part = _part("policies").encode()
    at = content.index(part) + 2000
    content[at] ^= 0xFF
    return bytes(content)


def pointing_outside() -> bytes:
    """A workbook whose sheet would be a file of the machine."""
    content = small()
    content["xl/_rels/workbook.xml.rels"] = relationships(worksheet="../../../../etc/passwd")
    return zipped(content)


def write_strings_bomb(path: Path, megabytes: int) -> None:
    """A small file that unpacks to so much of one text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in small(without="xl/sharedStrings.xml").items():
            archive.writestr(name, data)
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as stream:
            stream.write(f"<sst {MAIN}>".encode())
            for _ in range(megabytes):
                stream.write(b"<si><t>" + b"a" * 1_000_000 + b"</t></si>")
            stream.write(b"</sst>")


def write_long_sheet(path: Path, element: str, count: int) -> None:
    """A small file whose sheet repeats the same markup so many times."""
    block = (element * 10_000).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in small(without=SHEET).items():
            archive.writestr(name, data)
        with archive.open(SHEET, "w", force_zip64=True) as stream:
            stream.write(f"<worksheet {MAIN}><sheetData>{HEADER}".encode())
            for _ in range(count // 10_000):
                stream.write(block)
            stream.write(b"</sheetData></worksheet>")


def write_many_parts(path: Path, count: int) -> None:
    """A small workbook among very many empty parts."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in small().items():
            archive.writestr(name, data)
        for number in range(count):
            archive.writestr(f"xl/media/{number}.bin", b"")


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def date_style(styles: str) -> int:
    """The number of a style that shows days."""
    (number,) = re.findall(r'numFmtId="(\d+)" formatCode="yyyy-mm-dd"', styles)
    used = re.findall(r"<xf [^>]*>", styles[styles.index("<cellXfs") :])
    return next(at for at, xf in enumerate(used) if f'numFmtId="{number}"' in xf)


def sample_without(part: str) -> bytes:
    """The sample without one part."""
    return zipped({name: data for name, data in sample().items() if name != part})


def zipped_large(content: Mapping[str, bytes]) -> bytes:
    """The parts as one file with the sizes of very large files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                stream.write(data)
    return buffer.getvalue()
