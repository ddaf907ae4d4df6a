"""The zip of XML parts that a workbook is, read within limits and without trust."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from registry.sources.errors import DamagedError, UnsafeError

MAX_FILE_BYTES = 100_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_ELEMENTS = 10_000_000
MAX_TOKEN_BYTES = 4_000_000

_CHUNK_BYTES = 1 << 18
_ENCRYPTED = 0x1
_LOW_LEVEL = (
    BadZipFile,
    EOFError,
    LookupError,  # an encoding that expat does not know
    NotImplementedError,  # a zip feature that zipfile does not know
    OSError,  # the bytes are in memory: a place outside of them
    ValueError,
    expat.ExpatError,
    struct.error,
    zlib.error,
)


class Handler(Protocol):
    """What a reader of one part is told; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of text inside the element that began last."""


class Package:
    """The parts of one workbook, as it was at the moment of opening."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnsafeError("bytes")
        content = io.BytesIO(path.read_bytes())
        try:
            self._zip = ZipFile(content)
        except _LOW_LEVEL as cause:
            raise DamagedError("zip") from cause
        self._parts = {_folded(info.filename): info for info in self._zip.infolist()}
        self._unpacked_bytes = 0
        self._events = _Events()

    def has(self, part: str) -> bool:
        """True when there is such a part."""
        return _folded(part) in self._parts

    def parse(self, part: str, handler: Handler) -> None:
        """Tell the handler everything in that part.

        Raises ``DamagedError`` where it is missing or broken, ``UnsafeError`` where it declares
        a document type or goes past a limit.
        """
        info = self._parts.get(_folded(part))
        if info is None:
            raise DamagedError(f"no {part}")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise DamagedError(f"cannot unpack {part}")
        try:
            self._feed(info, self._events.parser(handler))
        except _LOW_LEVEL as cause:
            raise DamagedError(part) from cause

    def _feed(self, info: ZipInfo, parser: expat.XMLParserType) -> None:
        fed = 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                self._unpacked_bytes += len(chunk)
                if self._unpacked_bytes > MAX_UNPACKED_BYTES:
                    raise UnsafeError("unpacked bytes")
                parser.Parse(chunk, False)
                fed += len(chunk)
                # expat reads an unfinished tag again with each chunk: a huge one takes for ever.
                if fed - parser.CurrentByteIndex > MAX_TOKEN_BYTES:
                    raise UnsafeError("one tag")
        parser.Parse(b"", True)


class _Events:
    """Between expat and a handler: counts elements, drops namespaces, refuses doctypes."""

    def __init__(self) -> None:
        self._elements = 0

    def parser(self, handler: Handler) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype

        def start(name: str, attributes: dict[str, str]) -> None:
            self._elements += 1
            if self._elements > MAX_ELEMENTS:
                raise UnsafeError("elements")
            handler.start(name.rpartition(" ")[2], attributes)

        def end(name: str) -> None:
            handler.end(name.rpartition(" ")[2])

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = handler.text
        return parser


def _refuse_doctype(*_: object) -> None:
    raise UnsafeError("document type")


def _folded(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
