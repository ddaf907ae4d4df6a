"""Workbooks put together part by part, for cells and slips that no program would write."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>内容</t></is></c></row>'
)


def relationships(**targets: str) -> str:
    """A list of relationships: kind and target."""
    lines = (
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f"<Relationships {PACKAGE}>{''.join(lines)}</Relationships>"


def parts(rows: str = "", properties: str = "", **extra: str) -> dict[str, str]:
    """The parts of a workbook with one tab; ``extra`` are named by kind (styles, strings)."""
    related = {"worksheet": "worksheets/sheet1.xml"}
    related |= {kind: f"{kind}.xml" for kind in extra}
    return {
        "_rels/.rels": relationships(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook {MAIN} xmlns:r="{OFFICE}">{properties}<sheets>'
            '<sheet name="试验" sheetId="1" r:id="worksheet"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relationships(**related),
        "xl/worksheets/sheet1.xml": (
            f"<worksheet {MAIN}><sheetData>{HEADER}{rows}</sheetData></worksheet>"
        ),
    } | {f"xl/{kind}.xml": content for kind, content in extra.items()}


def styles(*codes: str) -> str:
    """A styles part whose styles 0, 1, … have these number formats."""
    formats = (
        f'<numFmt numFmtId="{200 + place}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for place, code in enumerate(codes)
    )
    used = (f'<xf numFmtId="{200 + place}"/>' for place in range(len(codes)))
    return (
        f"<styleSheet {MAIN}><numFmts>{''.join(formats)}</numFmts>"
        f"<cellXfs>{''.join(used)}</cellXfs></styleSheet>"
    )


def save(path: Path, content: Mapping[str, str | bytes]) -> Path:
    """Zip the parts into a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path
