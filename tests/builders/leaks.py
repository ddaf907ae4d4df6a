"""A sheet with secrets in all kinds of private places, its gate, and files that give them away."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import xlsxwriter

from builders.gate import Gate, make_gate
from builders.ledger import Ledger
from builders.shown import shown_on
from registry.check import check
from registry.snapshot import Cell, Row, Snapshot, Table
from tests.registry.sheets import AS_OF, ROWS, Rows, sheet, with_cells, with_row

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
NOTE = "仓库钥匙在门垫下面"
LATIN = "Blue Heron 88"
PHONE = "021-6251 9377"


def secret_rows() -> Rows:
    """Two stations; a note of the office, a liaison of each station, an internal row, a draft."""
    rows = with_row("stations", "S01", id="S02", name="示例二站", residents_areas="华山")
    rows = with_cells("stations", "S01", rows, liaison_notes="一站的暗号是芝麻开花")
    rows = with_cells("stations", "S02", rows, liaison_notes="二站的暗号是节节升高")
    rows = with_cells("policies", "P001", rows, internal_note=NOTE, verified_by=LATIN)
    rows = with_cells("resources", "R001", rows, liaison="对接人梅花鹿", liaison_phone=PHONE)
    rows = with_row(
        "resources", "R001", rows, id="R002", name="二站的小厨房", coverage="华山居民区"
    )
    rows = with_cells("resources", "R002", rows, row_visibility="内部", fee="每份三元七角")
    rows = with_row("policies", "P001", rows, id="P009", name="尚未公布的新政策", status="草稿")
    return with_row("benefits", "B001", rows, id="B009", policy="P009", tier="还没公布的档次")


STRANGE = Table(
    title="家访记录",
    headers=("日期", "备忘"),
    rows=(Row(2, (Cell("2026-08-31"), Cell("门口有一只大黄狗"))),),
)


def gate_of(rows: Rows = ROWS, ledger: Ledger | None = None, *strange: Table) -> Gate:
    """The gate for the public against what is private in these rows."""
    snapshot = sheet(rows)
    snapshot = Snapshot(tables=(*snapshot.tables, *strange))
    registry = check(snapshot, AS_OF).registry
    shown = shown_on(registry, AS_OF)
    return make_gate(snapshot, registry, shown, ledger or Ledger(), site_config=CONFIG).gate


def with_note(text: str) -> Rows:
    """The usual rows with one more note of the office."""
    return with_cells("policies", "P001", internal_note=text)


def page(body: str) -> bytes:
    """A page with that between its head and its foot."""
    return f"<!doctype html><title>低保</title><main>{body}</main>".encode()


def zipped(name: str, data: bytes) -> bytes:
    """An archive of one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def workbook(text: str) -> bytes:
    """A workbook with one cell."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("清单").write(0, 0, text)
    return buffer.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    check_sum = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check_sum


def picture(kind: bytes, text: str) -> bytes:
    """A PNG of one point with that text beside it."""
    coded = text.encode()
    body = {
        b"tEXt": b"Comment\0" + coded,
        b"zTXt": b"Comment\0\0" + zlib.compress(coded),
        b"iTXt": b"Comment\0\1\0zh\0\0" + zlib.compress(coded),
    }[kind]
    head = _chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    pixels = _chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(kind, body) + pixels + _chunk(b"IEND", b"")


def photo(text: str) -> bytes:
    """The segments of a JPEG up to its comment."""
    comment = text.encode("utf-16-le")
    return b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xfe" + len(comment).to_bytes(2, "big") + comment


def entities(text: str) -> str:
    """The text as numbers of its signs, as pages may write them."""
    return "".join(f"&#{ord(sign)};" for sign in text)


def escaped(text: str) -> str:
    """The text as JSON writes it in ASCII."""
    return json.dumps(text)


def in_base64(data: bytes) -> str:
    """The data as an address of its own."""
    return f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"


LEAKS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "body": lambda text: ("p/P001.html", page(f"<p>见{text}。</p>")),
    "body across tags": lambda text: ("a.html", page(f"<p>{text[:3]}<b>{text[3:]}</b></p>")),
    "body across lines": lambda text: ("a.html", page(f"<p>{text[:3]}\n  {text[3:]}</p>")),
    "title": lambda text: ("a.html", f"<html><title>{text}</title>".encode()),
    "description": lambda text: ("a.html", page(f'<meta name="description" content="{text}">')),
    "alternative text": lambda text: ("a.html", page(f"<img alt='{text}'>")),
    "comment": lambda text: ("a.html", page(f"<!-- {text} -->")),
    "entities": lambda text: ("a.html", page(entities(text))),
    "entities twice": lambda text: ("a.html", page(entities(text).replace("&", "&amp;"))),
    "link": lambda text: ("a.html", page(f'<a href="a.html?q={quote(text)}">')),
    "data address": lambda text: (
        "a.html",
        page(f'<img src="{in_base64(f"<svg><title>{text}</title></svg>".encode())}">'),
    ),
    "percent data address": lambda text: ("a.css", f"a{{b:url(data:,{quote(text)})}}".encode()),
    "style": lambda text: ("assets/base.css", f"a {{ }} /* {text} */".encode()),
    "style sign by sign": lambda text: (
        "a.css",
        "".join(f"\\{ord(sign):06x}" for sign in text).encode(),
    ),
    "search data": lambda text: ("assets/search-data.js", f'var D=["{text}"];'.encode()),
    "search data in ASCII": lambda text: ("a.js", f"var D=[{escaped(text)}];".encode()),
    "feed": lambda text: ("feed.xml", f"<?xml version='1.0'?><title>{text}</title>".encode()),
    "sitemap": lambda text: ("sitemap.xml", f"<urlset><loc>/{quote(text)}</loc>".encode()),
    "sitemap, packed": lambda text: ("sitemap.xml.gz", gzip.compress(f"<loc>{text}".encode())),
    "manifest": lambda text: ("manifest.json", json.dumps({"files": {text: "0" * 64}}).encode()),
    "file name": lambda text: (f"assets/{text}.css", b""),
    "file name in percents": lambda text: (f"assets/{quote(text)}.css", b""),
    "drawing": lambda text: ("icon.svg", f"<svg><desc>{text}</desc></svg>".encode()),
    "text": lambda text: ("robots.txt", text.encode()),
    "text in UTF-16": lambda text: ("a.txt", text.encode("utf-16")),
    "text in GB 18030": lambda text: ("a.txt", text.encode("gb18030")),
    "picture": lambda text: ("a.png", picture(b"tEXt", text)),
    "picture, packed": lambda text: ("a.png", picture(b"zTXt", text)),
    "picture, in another language": lambda text: ("a.png", picture(b"iTXt", text)),
    "photo": lambda text: ("a.jpg", photo(text)),
    "archive": lambda text: ("data.zip", zipped("a.csv", text.encode())),
    "archive in an archive": lambda text: (
        "data.zip",
        zipped("b.zip", zipped("a.csv", text.encode())),
    ),
    "name in an archive": lambda text: ("data.zip", zipped(f"{text}.csv", b"")),
    "workbook": lambda text: ("data.xlsx", workbook(f"见{text}")),
}
"""How a text may stand in what is published: the name and the bytes of a file that holds it."""
