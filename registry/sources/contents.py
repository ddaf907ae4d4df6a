"""What a file really is, told by its content: its name may say something else."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping
from zipfile import BadZipFile, ZipFile

from registry.sources.texts import decode_text

Kind = str
"""A word such as ``xlsx``, ``xls``, ``html``; the empty text is something unknown."""

SUFFIXES: Mapping[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "ods": (".ods", ".ots"),
}
"""How files of a kind that is read are called; the usual name comes first."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_STARTS: Mapping[bytes, Kind] = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
}
_HTML = re.compile(rb"\s*(<!doctype\s+html|<html|<table|<head|<meta)", re.IGNORECASE)
_SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_NEAR = 4096


def kind_of(content: bytes) -> Kind:
    """The kind of the file with that content; never raises."""
    if not content:
        return "empty"
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    known = (kind for start, kind in _STARTS.items() if content.startswith(start))
    return next(known, "") or _kind_of_text(content)


def _kind_of_text(content: bytes) -> Kind:
    near = content[:_NEAR]
    if _SPREADSHEET_2003 in near:
        return "xls"
    if _HTML.match(near.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "text" if decode_text(content) is not None else ""


def _kind_of_ole(content: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted"
    return "document" if "WordDocument".encode("utf-16-le") in content else "xls"


def _kind_of_zip(content: bytes) -> Kind:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            if "content.xml" in names:
                return _kind_of_opendocument(archive, names)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, LookupError):
        return "damaged"
    folded = {name.replace("\\", "/").lstrip("/").casefold() for name in names}
    if any(name.startswith(("word/", "ppt/")) for name in folded):
        return "document"
    if "xl/workbook.bin" in folded:
        return "xls"
    is_workbook = "_rels/.rels" in folded or any(name.startswith("xl/") for name in folded)
    return "xlsx" if is_workbook else "archive"


def _kind_of_opendocument(archive: ZipFile, names: Collection[str]) -> Kind:
    if _holds(archive, names, "META-INF/manifest.xml", b"encryption-data"):
        return "encrypted"
    if "mimetype" in names and not _holds(archive, names, "mimetype", b"spreadsheet"):
        return "document"
    return "ods"


def _holds(archive: ZipFile, names: Collection[str], part: str, words: bytes) -> bool:
    if part not in names:
        return False
    with archive.open(part) as stream:
        return words in stream.read(_NEAR * 16)
